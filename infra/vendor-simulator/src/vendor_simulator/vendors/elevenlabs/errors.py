"""elevenlabs' errors and its ways to fail."""

from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.plan import Rule
from vendor_simulator.world import new_id


def error(code: int, status: str, message: str, **more: Any) -> Answer:
    """An error answer."""
    return as_json({"detail": {"status": status, "message": message, **more}}, code, {"request-id": new_id("")})


def missing(*names: str) -> Answer:
    """The error for fields that are not there."""
    detail = [{"loc": ["body", name], "msg": "Field required", "type": "missing", "input": None} for name in names]
    return as_json({"detail": detail}, 422, {"request-id": new_id("")})


def wrong(name: str, message: str, value: Any = None) -> Answer:
    """The error for a field that is not as it should be."""
    return as_json({"detail": [{"loc": ["body", name], "msg": message, "type": "value_error", "input": value}]}, 422)


def fault(rule: Rule, call: Call) -> Answer:
    """How this vendor says it."""
    match rule.fault:
        case "busy":
            return error(429, "too_many_concurrent_requests", "Too many concurrent requests for your subscription.")
        case "overloaded":
            return error(429, "system_busy", "We are experiencing heavy traffic. Please try again later.")
        case "quota":
            return error(401, "quota_exceeded", "This request exceeds your quota. You have 0 credits remaining.")
        case "unauthorized":
            return error(401, "invalid_api_key", "Invalid API key")
        case "refusal":
            return _refusal(call, 403 if rule.status == 403 else 400)
    return error(rule.status, "internal_error" if rule.status >= 500 else "refused", "Something went wrong.")


def _refusal(call: Call, status: int) -> Answer:
    if call.path.startswith("/v1/music"):
        data = {"prompt_suggestion": "A warm acoustic piece with gentle guitar."}
        return error(status, "bad_prompt", "The prompt violates our terms of service.", data=data)
    return error(status, "content_against_policy", "The text violates our terms of service.")
