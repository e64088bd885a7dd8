"""anthropic's errors and its ways to fail."""

import json

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.plan import Rule
from vendor_simulator.world import new_id

TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    503: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}


def error(status: int, message: str, type_: str = "") -> Answer:
    """An error answer."""
    request_id = new_id("req_")
    body = {"type": "error", "error": {"type": type_ or TYPES.get(status, "api_error"), "message": message, "details": None}}
    return as_json({**body, "request_id": request_id}, status, {"request-id": request_id})


def fault(rule: Rule, call: Call) -> Answer:  # noqa: ARG001 — all vendors' faults are called alike
    """How this vendor says it."""
    match rule.fault:
        case "busy":
            return error(429, "This request would exceed your organization's rate limit.")
        case "overloaded":
            return error(529, "Overloaded")
        case "quota":
            return error(402, "Your credit balance is too low to access the API.")
        case "unauthorized":
            return error(401, "invalid api key")
    return error(rule.status, "Internal server error" if rule.status >= 500 else "The request was refused by the plan.")


def broken_stream() -> bytes:
    """An error in the middle of a stream."""
    data = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded", "details": None}}
    return f"event: error\ndata: {json.dumps(data)}\n\n".encode()
