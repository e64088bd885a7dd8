"""fal's errors, of the queue and of its models, and its ways to fail."""

from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.plan import Rule

TYPES = {500: "internal_error", 502: "bad_gateway", 503: "runner_scheduling_failure", 504: "request_timeout"}
FLAGGED = "The content could not be processed because it contained material flagged by a content checker."


def error(status: int, message: str, type_: str = "", headers: dict[str, str] | None = None) -> Answer:
    """An error of the platform."""
    body = {"detail": message, "error_type": type_} if type_ else {"detail": message}
    return as_json(body, status, {**({"X-Fal-Error-Type": type_} if type_ else {}), **(headers or {})})


def refusal(given: Any) -> list[dict[str, Any]]:
    """What a model says about content that it will not make."""
    told = given.get("prompt", "") if isinstance(given, dict) else ""
    url = "https://docs.fal.ai/errors#content_policy_violation"
    return [
        {"loc": ["body", "prompt"], "msg": FLAGGED, "type": "content_policy_violation", "url": url, "input": {"prompt": told}}
    ]


def fault(rule: Rule, call: Call) -> Answer:
    """How this vendor says it."""
    match rule.fault:
        case "busy":
            return error(429, "Rate limit exceeded. Please try again later.", "rate_limited", {"X-Fal-Retryable": "true"})
        case "overloaded":
            return error(503, "No runner could be allocated.", TYPES[503], {"X-Fal-Retryable": "true"})
        case "quota":
            return error(403, "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.")
        case "unauthorized":
            return error(401, "Cannot access application. Authentication is required to access this application.")
        case "refusal":
            given = call.json() if call.body else {}
            return as_json({"detail": refusal(given)}, 422, {"X-Fal-Retryable": "false"})
    told = "Internal server error" if rule.status >= 500 else "The request was refused by the plan."
    return error(rule.status, told, TYPES.get(rule.status, ""))
