"""Transcription (at once, or later by webhook), isolation, forced alignment."""

import asyncio
import json
import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, Form, as_json
from vendor_simulator.vendors.elevenlabs.errors import error, missing
from vendor_simulator.vendors.elevenlabs.sounds import sound_of, sounded
from vendor_simulator.webhooks import Message, as_body, elevenlabs_headers
from vendor_simulator.world import World, new_id

MODELS = ("scribe_v1", "scribe_v2", "scribe_v3")
SAID = ("If", "the", "lamp", "stays", "dark", "nobody", "comes", "home.")


def answer(call: Call, world: World) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method != "POST":
        return None
    match call.path:
        case "/v1/speech-to-text":
            return _transcribe(call, world)
        case "/v1/audio-isolation" | "/v1/audio-isolation/stream":
            return _isolate(call, world)
        case "/v1/forced-alignment":
            return _align(call, world)
    return None


async def _transcribe(call: Call, world: World) -> Answer:
    form = call.form()
    if not form.one("model_id"):
        return missing("model_id")
    if form.one("model_id") not in MODELS:
        return error(400, "model_not_found", f"A model with model ID {form.one('model_id')} does not exist.")
    sources = (bool(form.files), bool(form.one("source_url")), bool(form.one("cloud_storage_url")))
    if sum(sources) != 1:
        return error(400, "invalid_parameters", "Provide exactly one of file, source_url or cloud_storage_url.")
    request_id = new_id("")
    world.paid.pay(call, request_id, form.one("model_id"), {"second": 3.0})
    if form.one("webhook").lower() != "true":
        return as_json(_transcript(form, request_id), 200, {"request-id": request_id})
    target = world.targets.get("elevenlabs")
    if target is not None:
        metadata = form.one("webhook_metadata")
        data: dict[str, Any] = {"request_id": request_id, "transcription": _transcript(form, request_id)}
        data["webhook_metadata"] = json.loads(metadata) if metadata not in ("", "null") else None
        event = {"type": "speech_to_text_transcription", "event_timestamp": int(time.time()), "data": data}
        message = Message(target.url, request_id, as_body(event))
        world.postman.later(world.dice.seconds("webhook", call), message, elevenlabs_headers(message, target.secret))
    told = {"message": "Request accepted", "request_id": request_id, "transcription_id": request_id}
    return as_json(told, 202, {"request-id": request_id})


def _transcript(form: Form, request_id: str) -> dict[str, Any]:
    words: list[dict[str, Any]] = []
    speaker = "speaker_0" if form.one("diarize").lower() == "true" else None
    for number, word in enumerate(SAID):
        begin = round(0.4 * number, 2)
        told = {"text": word, "start": begin, "end": begin + 0.3, "type": "word", "speaker_id": speaker, "logprob": -0.05}
        gap = {"text": " ", "start": begin + 0.3, "end": begin + 0.4, "type": "spacing", "speaker_id": speaker, "logprob": 0.0}
        words += [told, gap] if number < len(SAID) - 1 else [told]
    language = form.one("language_code") or "eng"
    head = {"language_code": language, "language_probability": 0.98, "text": " ".join(SAID), "words": words}
    return {**head, "transcription_id": request_id, "audio_duration_secs": 3.2}


async def _isolate(call: Call, world: World) -> Answer:
    if not call.form().files:
        return missing("audio")
    sound = sound_of(call, 3.0, "isolated")
    if isinstance(sound, Answer):
        return sound
    request_id = new_id("")
    world.paid.pay(call, request_id, "audio_isolation", {"second": 3.0})
    return await sounded(call, world, sound, **{"request-id": request_id})


async def _align(call: Call, world: World) -> Answer:
    form = call.form()
    if not form.files or not form.one("text"):
        return missing("file", "text")
    request_id = new_id("")
    world.paid.pay(call, request_id, "forced_alignment", {"second": 3.0})
    await asyncio.sleep(0)
    text = form.one("text")
    letters = [{"text": c, "start": n * 0.06, "end": (n + 1) * 0.06} for n, c in enumerate(text)]
    words = [{"text": w, "start": n * 0.4, "end": n * 0.4 + 0.3, "loss": 0.1} for n, w in enumerate(text.split())]
    return as_json({"characters": letters, "words": words, "loss": 0.1}, 200, {"request-id": request_id})
