"""Text to speech and to dialogue, with and without times, and the history in which everything spoken can be found again."""

import base64
import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.vendors.elevenlabs.errors import error, missing, wrong
from vendor_simulator.vendors.elevenlabs.sounds import alignment, length, sound_of, sounded
from vendor_simulator.vendors.elevenlabs.voices import name_of
from vendor_simulator.world import World, new_id

LONGEST = {
    "eleven_v3": 5000,
    "eleven_v4": 5000,
    "eleven_v4_turbo": 5000,
    "eleven_multilingual_v2": 10_000,
    "eleven_flash_v2_5": 40_000,
}
DIALOGUE_MODELS = ("eleven_v3", "eleven_v4")
LONGEST_DIALOGUE, MOST_VOICES = 2000, 10
STABILITIES = (0.0, 0.5, 1.0)
Line = tuple[str, str]
"""A voice and what it says."""


def answer(call: Call, world: World) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method == "POST" and call.path.startswith("/v1/text-to-speech/"):
        return _speak(call, world)
    if call.method == "POST" and call.path.startswith("/v1/text-to-dialogue"):
        return _converse(call, world)
    if call.path.startswith("/v1/history"):
        return _history(call, world)
    return None


async def _speak(call: Call, world: World) -> Answer:
    voice = call.path.split("/")[3]
    try:
        body = call.json()
    except ValueError:
        return wrong("body", "JSON decode error")
    if not body.get("text"):
        return missing("text")
    refused = _refused_model(body.get("model_id") or "eleven_multilingual_v2", body["text"]) or _refused_voice(world, voice)
    settings = body.get("voice_settings") or {}
    for name in ("stability", "similarity_boost", "style"):
        if settings.get(name) is not None and not 0 <= settings[name] <= 1:
            refused = refused or wrong(name, "must be between 0 and 1", settings[name])
    if body.get("model_id") == "eleven_v3" and settings.get("stability") not in (None, *STABILITIES):
        refused = refused or error(400, "invalid_ttd_stability", "Stability must be one of 0.0, 0.5, 1.0 for this model.")
    if body.get("seed") is not None and not 0 <= body["seed"] <= 4_294_967_295:
        refused = refused or wrong("seed", "must be between 0 and 4294967295", body["seed"])
    return refused or await _spoken(call, world, body, [(voice, body["text"])], "TTS")


async def _converse(call: Call, world: World) -> Answer:
    try:
        body = call.json()
    except ValueError:
        return wrong("body", "JSON decode error")
    lines = [(line.get("voice_id", ""), line.get("text", "")) for line in body.get("inputs") or ()]
    if not lines or not all(voice and text for voice, text in lines):
        return missing("inputs")
    if (body.get("model_id") or "eleven_v3") not in DIALOGUE_MODELS:
        return error(400, "unsupported_model", f"The model {body['model_id']} cannot speak a dialogue.")
    if sum(len(text) for _, text in lines) > LONGEST_DIALOGUE:
        return error(400, "text_too_long", f"The total text must not be longer than {LONGEST_DIALOGUE} characters.")
    if len({voice for voice, _ in lines}) > MOST_VOICES:
        return error(400, "too_many_voices", f"At most {MOST_VOICES} voices.")
    refused = next((found for voice, _ in lines if (found := _refused_voice(world, voice))), None)
    return refused or await _spoken(call, world, body, lines, "Dialogue")


async def _spoken(call: Call, world: World, body: dict[str, Any], lines: list[Line], source: str) -> Answer:
    text = "".join(text for _, text in lines)
    sound = sound_of(call, sum(length(text) for _, text in lines), lines[0][0])
    if isinstance(sound, Answer):
        return sound
    request_id, model = new_id(""), body.get("model_id") or "eleven_multilingual_v2"
    world.paid.pay(call, request_id, model, {"character": len(text)})
    times = _joined(lines)
    told = {"alignment": times, "normalized_alignment": times}
    _remember(world, lines, source, request_id, {"model_id": model, "settings": body.get("voice_settings"), "alignments": told})
    item = world.history[0]["history_item_id"]
    world.shelf_of_history[item], world.owners[item] = sound, call.key
    headers = {"request-id": request_id, "history-item-id": item, "character-cost": str(len(text))}
    if not call.path.endswith("/with-timestamps"):
        return await sounded(call, world, sound, **headers)
    content = await world.shelf.bytes_of(sound)
    answer: dict[str, Any] = {"audio_base64": base64.b64encode(content).decode(), **told}
    if source == "Dialogue":
        answer["voice_segments"] = _segments(lines)
    return as_json(answer, 200, headers)


def _joined(lines: list[Line]) -> dict[str, Any]:
    start, whole = 0.0, alignment("")
    for _, text in lines:
        for name, values in alignment(text, start).items():
            whole[name] = whole[name] + values
        start += length(text)
    return whole


def _segments(lines: list[Line]) -> list[dict[str, Any]]:
    start, at, segments = 0.0, 0, []
    for number, (voice, text) in enumerate(lines):
        end = start + length(text)
        segment = {"voice_id": voice, "start_time_seconds": start, "end_time_seconds": end, "dialogue_input_index": number}
        segments.append({**segment, "character_start_index": at, "character_end_index": at + len(text)})
        start, at = end, at + len(text)
    return segments


def _remember(world: World, lines: list[Line], source: str, request_id: str, more: dict[str, Any]) -> None:
    voice, text = lines[0]
    item: dict[str, Any] = {
        "history_item_id": new_id("hist"),
        "request_id": request_id,
        "voice_id": voice,
        "voice_name": name_of(world, voice),
    }
    item |= {"text": text if source == "TTS" else None, "date_unix": int(time.time()), "character_count_change_from": 0}
    item |= {"character_count_change_to": sum(len(text) for _, text in lines), "content_type": "audio/mpeg", "state": "created"}
    spoken = [{"voice_id": voice, "voice_name": name_of(world, voice), "text": text} for voice, text in lines]
    item |= {"source": source, "dialogue": spoken if source == "Dialogue" else None, **more}
    world.history.insert(0, item)


def _refused_model(model: str, text: str) -> Answer | None:
    if model not in LONGEST:
        return error(400, "model_not_found", f"A model with model ID {model} does not exist.")
    if len(text) > LONGEST[model]:
        return error(400, "max_character_limit_exceeded", f"The text is longer than {LONGEST[model]} characters.")
    return None


def _refused_voice(world: World, voice: str) -> Answer | None:
    if name_of(world, voice) is None:
        return error(404, "voice_not_found", f"A voice with voice_id {voice} was not found.")
    return None


async def _history(call: Call, world: World) -> Answer:
    id_, _, verb = call.path.removeprefix("/v1/history").strip("/").partition("/")
    if not id_:
        limit = int(call.query.get("page_size") or "100")
        after = call.query.get("start_after_history_item_id")
        history = [item for item in world.history if world.shows(item["history_item_id"], call)]
        ids = [item["history_item_id"] for item in history]
        start = ids.index(after) + 1 if after in ids else 0
        page = history[start : start + limit]
        last = page[-1]["history_item_id"] if page else None
        return as_json({"history": page, "last_history_item_id": last, "has_more": len(ids) > start + limit})
    item = next((item for item in world.history if item["history_item_id"] == id_), None)
    if item is None or not world.shows(id_, call):
        return error(404, "history_item_not_found", "There is no such history item.")
    if verb == "audio":
        return await sounded(call, world, world.shelf_of_history[id_], **{"request-id": str(item["request_id"])})
    return as_json(item)
