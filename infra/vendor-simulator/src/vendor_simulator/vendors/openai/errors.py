"""openai's errors, its ways to fail, and the models it knows."""

from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.plan import Rule
from vendor_simulator.vendors.anthropic.rules import schema_refusals
from vendor_simulator.world import new_id

TEXT_MODELS = frozenset(
    {
        "gpt-6-astra", "gpt-6.2-astra", "gpt-6.1-sol", "gpt-6.2-sol", "gpt-6.1-terra", "gpt-6-sol", "gpt-6-luna", "gpt-5.6-sol",
        "gpt-5.6-terra", "gpt-5.6-luna", "gpt-5.5", "gpt-5.4", "gpt-5.4-mini", "gpt-5.4-nano", "gpt-5.2", "gpt-5", "gpt-5-mini",
        "gpt-4.1", "gpt-4o",
    }
)  # fmt: skip
IMAGE_MODELS = frozenset(
    {
        "gpt-image-1.5", "gpt-image-2", "gpt-image-2.5-sunburst", "gpt-image-2.5-flare", "gpt-image-2.6-sunburst",
        "gpt-image-2.6-flare",
    }
)  # fmt: skip
SPEECH_MODELS = frozenset({"tts-1", "tts-1-hd", "gpt-4o-mini-tts"})
TRANSCRIPTION_MODELS = frozenset({"whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-transcribe"})
MODELS = TEXT_MODELS | IMAGE_MODELS | SPEECH_MODELS | TRANSCRIPTION_MODELS
GONE = frozenset({"gpt-image-1", "dall-e-2", "dall-e-3", "gpt-4-turbo", "gpt-4", "o1", "o4-mini", "sora-2"})

TYPES = {401: "invalid_request_error", 403: "invalid_request_error", 429: "requests", 500: "server_error", 503: "server_error"}


def error(status: int, message: str, *, code: str | None = None, param: str | None = None, type_: str = "") -> Answer:
    """An error answer."""
    told = {"message": message, "type": type_ or TYPES.get(status, "invalid_request_error"), "param": param, "code": code}
    return as_json({"error": told}, status, {"x-request-id": new_id("req_")})


def fault(rule: Rule, call: Call) -> Answer:
    """How this vendor says it."""
    match rule.fault:
        case "busy":
            return error(429, "Rate limit reached for requests.", code="rate_limit_exceeded")
        case "overloaded":
            return error(503, "The engine is currently overloaded, please try again later.", code="server_overloaded")
        case "quota" if rule.status == 400:
            return error(400, "Billing hard limit has been reached.", code="billing_hard_limit_reached")
        case "quota":
            message = "You exceeded your current quota, please check your plan and billing details."
            return error(429, message, code="insufficient_quota", type_="insufficient_quota")
        case "unauthorized":
            return error(401, "Incorrect API key provided.", code="invalid_api_key")
        case "refusal":
            message = f"Your request to {call.path} was rejected by the safety system."
            return error(400, message, code="moderation_blocked", type_="image_generation_user_error")
    return error(rule.status, "The server had an error while processing your request." if rule.status >= 500 else "Refused.")


def unknown_model(model: Any, known: frozenset[str]) -> Answer | None:
    """The error for a model that is not there, or no longer."""
    if not isinstance(model, str):
        return error(400, "Missing required parameter: 'model'.", code="missing_required_parameter", param="model")
    if model in GONE:
        return error(404, f"The model `{model}` has been deprecated.", code="model_not_found")
    if model not in known:
        message = f"The model `{model}` does not exist or you do not have access to it."
        return error(404, message, code="model_not_found", param="model")
    return None


def wrong_schema(schema: Any, where: str) -> Answer | None:
    """The error for a schema that strict mode cannot enforce: every object closed, every property required."""
    for refusal in schema_refusals(schema, where):
        if "additionalProperties" in refusal:
            message = f"Invalid schema for response_format: {refusal}"
            return error(400, message, code="invalid_json_schema", param=where)
    for place, missing in _not_required(schema, ()):
        told = f"In context={place}, 'required' is required to include every key; missing {missing!r}."
        message = f"Invalid schema for response_format: {told}"
        return error(400, message, code="invalid_json_schema", param=where)
    return None


def _not_required(schema: Any, place: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(schema, list):
        return [found for part in schema for found in _not_required(part, place)]
    if not isinstance(schema, dict):
        return []
    properties = schema.get("properties", {}) if schema.get("type") == "object" else {}
    found = [(place, name) for name in properties if name not in schema.get("required", ())]
    for name, part in schema.items():
        found += _not_required(list(part.values()) if name in ("properties", "$defs") else part, (*place, name))
    return found
