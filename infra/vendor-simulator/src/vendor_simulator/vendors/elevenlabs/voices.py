"""Voices: the ready ones, instant clones, and the voice changer."""

import json
from collections.abc import Awaitable
from functools import cache
from importlib.resources import files
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.vendors.elevenlabs.errors import error, missing, wrong
from vendor_simulator.vendors.elevenlabs.sounds import sound_of, sounded
from vendor_simulator.world import World, new_id

CHANGERS = ("eleven_english_sts_v2", "eleven_multilingual_sts_v2")
SOUNDS = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"RIFF", b"OggS", b"fLaC")


@cache
def ready() -> dict[str, str]:
    """The names of the ready voices by id."""
    named = json.loads((files("vendor_simulator.vendors.elevenlabs") / "voices.json").read_text())
    return {id_: name for name, id_ in named.items()}


def name_of(world: World, voice: str) -> str | None:
    """What a voice is called; None if there is no such voice."""
    return ready().get(voice) or world.voices.get(voice)


def answer(call: Call, world: World) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method == "POST" and call.path == "/v1/voices/add":
        return _clone(call, world)
    if call.path in ("/v1/voices", "/v2/voices") or call.path.startswith("/v1/voices/"):
        return _voices(call, world)
    if call.method == "POST" and call.path.startswith("/v1/voice-changer/"):
        return _change(call, world)
    return None


async def _clone(call: Call, world: World) -> Answer:
    form = call.form()
    lacking = [name for name, there in (("name", form.one("name")), ("files", form.files)) if not there]
    if lacking:
        return missing(*lacking)
    labels = form.one("labels")
    if labels not in ("", "null"):
        try:
            if not isinstance(json.loads(labels), dict):
                return wrong("labels", "must be a JSON object", labels)
        except ValueError:
            return wrong("labels", "must be a JSON object", labels)
    if not all(upload.content.startswith(SOUNDS) for upload in form.files):
        return error(400, "invalid_sound_file", "A file is not a sound.")
    voice = new_id("")[:20]
    world.voices[voice], world.owners[voice] = form.one("name"), call.key
    world.paid.pay(call, voice, "instant_voice_clone", {"call": 1})
    return as_json({"voice_id": voice, "requires_verification": False})


async def _voices(call: Call, world: World) -> Answer:
    id_ = call.path.split("/")[3] if call.path.count("/") > 2 else ""
    if not id_:
        told = [_told(world, voice) for voice in (*ready(), *world.voices) if world.shows(voice, call)]
        more = {"has_more": False, "total_count": len(told), "next_page_token": None} if call.path.startswith("/v2") else {}
        return as_json({"voices": told, **more})
    if name_of(world, id_) is None:
        return error(404, "voice_not_found", f"A voice with voice_id {id_} was not found.")
    if call.method == "DELETE":
        world.voices.pop(id_, None)
        return as_json({"status": "ok"})
    return as_json(_told(world, id_))


def _told(world: World, voice: str) -> dict[str, Any]:
    category = "cloned" if voice in world.voices else "premade"
    return {"voice_id": voice, "name": name_of(world, voice), "category": category, "labels": {}, "samples": None}


async def _change(call: Call, world: World) -> Answer:
    voice, form = call.path.split("/")[3], call.form()
    if name_of(world, voice) is None:
        return error(404, "voice_not_found", f"A voice with voice_id {voice} was not found.")
    spoken = next((upload for upload in form.files if upload.field == "audio"), None)
    if spoken is None:
        return missing("audio")
    model = form.one("model_id", CHANGERS[0])
    if model not in CHANGERS:
        return error(400, "model_not_found", f"A model with model ID {model} does not exist.")
    sound = sound_of(call, 3.0, voice)
    if isinstance(sound, Answer):
        return sound
    request_id = new_id("")
    world.paid.pay(call, request_id, model, {"second": 3.0})
    return await sounded(call, world, sound, **{"request-id": request_id})
