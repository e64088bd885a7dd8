"""Music, its plans and stems, and sound effects."""

import io
import json
import zipfile
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.media.recipes import Sound
from vendor_simulator.vendors.elevenlabs.errors import error, missing, wrong
from vendor_simulator.vendors.elevenlabs.sounds import sound_of, sounded
from vendor_simulator.world import World, new_id

MODELS = ("music_v1", "music_v2", "music_v2_5")
SHORTEST, LONGEST = 3000, 600_000
"""Milliseconds of a piece of music."""
EFFECT = (0.5, 30.0)
STEMS = {
    "two_stems_v1": ("vocals", "instrumental"),
    "six_stems_v1": ("vocals", "drums", "bass", "guitar", "piano", "other"),
}


def answer(call: Call, world: World) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method != "POST":
        return None
    match call.path:
        case "/v1/music" | "/v1/music/stream" | "/v1/music/detailed":
            return _compose(call, world)
        case "/v1/music/plan":
            return _plan(call)
        case "/v1/music/stem-separation":
            return _stems(call, world)
        case "/v1/sound-generation":
            return _effect(call, world)
    return None


async def _compose(call: Call, world: World) -> Answer:
    body = call.json()
    prompt, plan = body.get("prompt"), body.get("composition_plan")
    if (prompt is None) == (plan is None):
        return error(400, "invalid_parameters", "Provide either prompt or composition_plan, not both.")
    model = body.get("model_id") or "music_v1"
    if model not in MODELS:
        return error(400, "model_not_found", f"A model with model ID {model} does not exist.")
    if plan is not None and (body.get("music_length_ms") or body.get("force_instrumental")):
        return error(400, "invalid_parameters", "music_length_ms and force_instrumental can only be used with prompt.")
    milliseconds = body.get("music_length_ms") or _length_of(plan) or 10_000
    if not SHORTEST <= milliseconds <= LONGEST:
        return wrong("music_length_ms", f"must be between {SHORTEST} and {LONGEST}", milliseconds)
    if prompt is not None and not 1 <= len(prompt) <= 4100:
        return wrong("prompt", "must have between 1 and 4100 characters")
    sound = sound_of(call, milliseconds / 1000, json.dumps(prompt or plan), 2)
    if isinstance(sound, Answer):
        return sound
    request_id = new_id("")
    world.paid.pay(call, request_id, model, {"second": milliseconds / 1000})
    if call.path.endswith("/detailed"):
        return await _detailed(world, sound, request_id, plan or _planned(prompt or "", milliseconds))
    return await sounded(call, world, sound, **{"request-id": request_id, "song-id": new_id("song")})


async def _detailed(world: World, sound: Sound, request_id: str, plan: Any) -> Answer:
    """The plan and the sound, as parts of one body."""
    told = json.dumps({"composition_plan": plan, "song_metadata": {"title": "Simulated", "genres": [], "languages": []}})
    boundary = "simulated-boundary"
    head = f"--{boundary}\r\nContent-Type: application/json\r\n\r\n{told}\r\n--{boundary}\r\n"
    file = 'Content-Type: audio/mpeg\r\nContent-Disposition: attachment; filename="music.mp3"\r\n\r\n'
    content = head.encode() + file.encode() + await world.shelf.bytes_of(sound) + f"\r\n--{boundary}--\r\n".encode()
    return Answer(200, content, f"multipart/mixed; boundary={boundary}", {"request-id": request_id, "song-id": new_id("song")})


async def _plan(call: Call) -> Answer:
    body = call.json()
    if not body.get("prompt"):
        return missing("prompt")
    return as_json(_planned(body["prompt"], body.get("music_length_ms") or 10_000))


def _planned(prompt: str, milliseconds: int) -> dict[str, Any]:
    section = {"section_name": "All", "positive_local_styles": [], "negative_local_styles": [], "duration_ms": milliseconds}
    return {"positive_global_styles": [prompt[:100]], "negative_global_styles": [], "sections": [{**section, "lines": []}]}


def _length_of(plan: Any) -> int:
    parts = (plan or {}).get("sections") or (plan or {}).get("chunks") or ()
    return sum(int(part.get("duration_ms", 0)) for part in parts)


async def _effect(call: Call, world: World) -> Answer:
    body = call.json()
    if not body.get("text"):
        return missing("text")
    if len(body["text"]) > 450:
        return error(400, "max_character_limit_exceeded", "The text must not be longer than 450 characters.")
    seconds = body.get("duration_seconds") or 3.0
    if not EFFECT[0] <= seconds <= EFFECT[1]:
        return wrong("duration_seconds", f"must be between {EFFECT[0]} and {EFFECT[1]}", seconds)
    if not 0 <= (body.get("prompt_influence") or 0) <= 1:
        return wrong("prompt_influence", "must be between 0 and 1")
    sound = sound_of(call, seconds, body["text"], 2)
    if isinstance(sound, Answer):
        return sound
    request_id = new_id("")
    world.paid.pay(call, request_id, "sound_generation", {"second": seconds})
    return await sounded(call, world, sound, **{"request-id": request_id})


async def _stems(call: Call, world: World) -> Answer:
    form = call.form()
    if not form.files:
        return missing("file")
    names = STEMS.get(form.one("stem_variation_id", "six_stems_v1"))
    if names is None:
        return wrong("stem_variation_id", f"must be one of {', '.join(STEMS)}")
    request_id = new_id("")
    world.paid.pay(call, request_id, form.one("stem_variation_id", "six_stems_v1"), {"call": 1})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(f"{name}.mp3", await world.shelf.bytes_of(Sound(3.0, number)))
    return Answer(200, packed.getvalue(), "application/zip", {"request-id": request_id})
