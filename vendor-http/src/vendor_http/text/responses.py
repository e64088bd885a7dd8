"""What openai tells of a response: by events, by its id, in its conversation, or as an error. Pure; read by `openai`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx

from chassis.errors import Broken, JobError, Refused, Unsure
from vendor_http.answers import as_object, busy, denied, exhausted, said
from vendor_http.asked import is_id
from vendor_http.paths import at, listed
from vendor_http.text.requests import Answer, Request, about, counted

CONTENT = frozenset({"content_policy_violation", "moderation_blocked", "invalid_prompt", "content_filter"})
EMPTY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Of an account that is used up, or has come to a limit that its owner has set; they come with 429 and with 400."""
WORKING = frozenset({"queued", "in_progress"})
ENDED = frozenset({"completed", "incomplete", "failed", "cancelled"})
VARIABLE = "OPENAI_API_KEY"


@dataclass(slots=True)
class Heard:
    """What a stream has told."""

    id: str = ""
    text: str = ""
    response: Mapping[str, Any] | None = None

    def take(self, event: dict[str, Any]) -> None:
        """One event more; those that are not known are passed over."""
        told = event.get("response")
        if not self.id and is_id(id_ := at(told, "id")):
            self.id = id_
        match event.get("type"):
            case "response.output_text.delta":
                self.text += str(event.get("delta") or "")
            case "response.completed" | "response.incomplete" if isinstance(told, dict) and state_of(told, self.id) == "ended":
                self.response = told


def state_of(response: Mapping[str, Any], id_: str) -> Literal["working", "ended", "untold"]:
    """How the response with this id fares, as far as an answer tells it of that one, and what there is where it has ended."""
    status = response.get("status")
    if response.get("id") != id_:
        return "untold"
    if status in WORKING:
        return "working"
    whole = status == "failed" or (status in ENDED and isinstance(response.get("output"), list))
    return "ended" if whole else "untold"


def said_in(request: Request, items: list[Any]) -> Answer:
    """The answer among what was said in a conversation, newest first.

    Raises Unsure when there is none: the request was taken, and may be paid.
    """
    spoken = [item for item in reversed(items) if at(item, "role") == "assistant" and at(item, "content")]
    if not spoken:
        raise Unsure("openai has taken this request, and its answer cannot be found; it is not paid again.", code="vendor_unsure")
    cut = any(at(item, "status") == "incomplete" for item in spoken)
    return answer_of(request, {"output": spoken, "incomplete_details": {"reason": "max_output_tokens"} if cut else None})


def answer_of(request: Request, response: Mapping[str, Any]) -> Answer:
    """The answer of a response that has ended; raises Refused when the model refuses, Broken when it failed."""
    name = request.choice.model.name
    reason = at(response, "incomplete_details.reason")
    parts = [part for item in listed(response.get("output")) for part in listed(at(item, "content"))]
    if reason == "content_filter" or any(at(part, "type") == "refusal" for part in parts):
        told = next((said(part["refusal"]) for part in parts if at(part, "refusal")), "content filter")
        raise Refused(f"{name} refuses this text ({told}). Change it, or choose another model.", code="content_refused")
    if response.get("status") == "failed":
        if at(response, "error.code") in CONTENT:
            raise Refused(f"{name} refuses this text: {said(at(response, 'error.message'))}", code="content_refused")
        raise Broken(f"{name} failed at openai: {said(at(response, 'error.message'))}", code="vendor_failed")
    if response.get("status") == "cancelled":
        raise Refused(f"The request to {name} was cancelled at openai.", code="vendor_cancelled")
    usage = response.get("usage")
    text = "".join(str(at(part, "text") or "") for part in parts if at(part, "type") == "output_text")
    return Answer(
        text,
        counted(at(usage, "input_tokens"), request.read()),
        counted(at(usage, "output_tokens"), about(text)),
        cut=reason == "max_output_tokens",
    )


def unread() -> Unsure:
    """What a stream that ended too early leaves open."""
    return Unsure("openai's answer broke off or cannot be read.", code="vendor_unsure")


def failed(request: Request, response: httpx.Response) -> JobError:
    """What an answer to a request means that is an error. Only Unsure leaves open whether openai has it."""
    told = at(as_object(response), "error")
    status, code, message = response.status_code, at(told, "code"), said(at(told, "message"))
    if code in EMPTY or status == 402:
        return exhausted("openai")
    if status == 429 or (status == 503 and told):
        return busy("openai", response)
    if status == 401:
        return denied("openai", VARIABLE)
    if status < 400 or status >= 500 or status == 408:
        return Unsure(f"openai answers with {status}, which does not tell whether it has the request.", code="vendor_unsure")
    if code in CONTENT:
        return Refused(f"{request.choice.model.name} refuses this text: {message}", code="content_refused")
    return Refused(f"{request.choice.model.name} does not accept the request: {message}", code="vendor_rejected")
