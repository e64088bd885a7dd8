"""`POST /v1/audio/speech` and `/v1/audio/transcriptions`; both are on their way out."""

from collections.abc import Awaitable

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.media.recipes import Codec, Sound, hue_of, media_type
from vendor_simulator.vendors.openai.errors import SPEECH_MODELS, TRANSCRIPTION_MODELS, error, unknown_model
from vendor_simulator.world import World, new_id

CODECS: dict[str, Codec] = {"mp3": "mp3", "opus": "opus", "aac": "aac", "flac": "flac", "wav": "wav", "pcm": "pcm"}
VOICES = ("alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin", "cedar")
SAID = "If the lamp stays dark, nobody comes home."


def answer(call: Call, world: World, strikes: Strikes) -> Awaitable[Answer] | None:  # noqa: ARG001 — alike in all modules
    """The answer, or None when the call is not for this module."""
    if call.method == "POST" and call.path == "/v1/audio/speech":
        return _speak(call, world)
    if call.method == "POST" and call.path == "/v1/audio/transcriptions":
        return _transcribe(call, world)
    return None


async def _speak(call: Call, world: World) -> Answer:
    body = call.json()
    wrong = unknown_model(body.get("model"), SPEECH_MODELS)
    if wrong is not None:
        return wrong
    if not body.get("input") or len(body["input"]) > 4096:
        return error(400, "Invalid 'input': between 1 and 4096 characters.", code="invalid_value", param="input")
    if body.get("voice") not in VOICES:
        return error(400, f"Invalid value: {body.get('voice')!r}.", code="invalid_value", param="voice")
    codec = CODECS.get(body.get("response_format") or "mp3")
    if codec is None:
        return error(400, "Invalid value for 'response_format'.", code="invalid_value", param="response_format")
    request_id = new_id("req_")
    world.paid.pay(call, request_id, body["model"], {"character": len(body["input"])})
    sound = Sound(max(0.5, round(len(body["input"]) / 15 * 4) / 4), hue_of(body["voice"]), codec, 24000)
    return Answer(200, await world.shelf.bytes_of(sound), media_type(sound), {"x-request-id": request_id})


async def _transcribe(call: Call, world: World) -> Answer:
    form = call.form()
    wrong = unknown_model(form.one("model") or None, TRANSCRIPTION_MODELS)
    if wrong is not None:
        return wrong
    if not form.files:
        return error(400, "Missing required parameter: 'file'.", code="missing_required_parameter", param="file")
    request_id = new_id("req_")
    kind = form.one("response_format", "json")
    if kind in ("verbose_json", "srt", "vtt") and form.one("model") != "whisper-1":
        return error(
            400, f"response_format '{kind}' is not compatible with model '{form.one('model')}'.", param="response_format"
        )
    world.paid.pay(call, request_id, form.one("model"), {"second": 3})
    told: dict[str, object] = {"text": SAID}
    if kind == "verbose_json":
        words = [{"word": word, "start": number * 0.3, "end": number * 0.3 + 0.25} for number, word in enumerate(SAID.split())]
        told |= {"task": "transcribe", "language": "english", "duration": 3.0, "words": words, "segments": []}
    return as_json(told, 200, {"x-request-id": request_id})
