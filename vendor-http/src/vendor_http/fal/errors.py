"""What fal's errors mean: of a submit, and of a request that has ended without a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from chassis.errors import Broken, Busy, JobError, Refused, Unsure
from vendor_http.answers import as_object, busy, denied, exhausted, said

CONTENT = frozenset({"content_policy_violation", "nsfw_content_detected", "safety_violation"})


@dataclass(frozen=True, slots=True)
class Ended:
    """How a request ended; `free` when fal takes nothing for it, so that it may be sent again."""

    error: JobError
    free: bool = False


def not_taken(model: str, response: httpx.Response) -> Busy | Refused | Unsure:
    """What an answer to a submit means that holds no request id. Only Unsure leaves open whether fal has the request."""
    match response.status_code:
        case 401:
            return denied("fal", "FAL_KEY")
        case 402 | 403:
            return exhausted("fal")
        case 429:
            return busy("fal", response)
        case status if status < 400 or status >= 500 or status == 408:
            return Unsure(f"fal's answer to a request ({status}) does not tell whether it has it.", code="vendor_unsure")
    return refused(model, response)


def refused(model: str, response: httpx.Response) -> Refused:
    """What the model will not make, and which part of the input it is about."""
    detail = (as_object(response) or {}).get("detail")
    first = detail[0] if isinstance(detail, list) and detail and isinstance(detail[0], dict) else {}
    told = said(first.get("msg") if first else detail)
    where = ".".join(str(part) for part in first.get("loc") or () if part != "body") or "the request"
    if first.get("type") in CONTENT:
        return Refused(f"{model} refuses {where}: {told}", code="content_refused")
    return Refused(f"{model} does not accept {where}: {told}", code="vendor_rejected")


def flagged(told: Mapping[str, Any]) -> bool:
    """Whether fal's filter has blackened a picture: the answer is a good one, and says so beside it."""
    marks = told.get("has_nsfw_concepts")
    return isinstance(marks, list) and any(mark is True for mark in marks)


def ended_badly(model: str, status: Mapping[str, Any], response: httpx.Response) -> Ended:
    """What the answer means that stands in the place of a result."""
    if status.get("error_type") == "user_cancelled":
        return Ended(Broken(f"The request to {model} was cancelled at fal, not by us.", code="vendor_cancelled"), free=True)
    if response.status_code == 422 and (status.get("error") or _is_a_models(response)):
        return Ended(refused(model, response))
    if response.status_code >= 500 and status.get("error") and _is_the_works(status, response):
        return Ended(Broken(f"{model} failed at fal ({said(status.get('error_type'))}).", code="vendor_failed"), free=True)
    if response.status_code == 404:
        return Ended(Broken(f"The result of {model} is no longer at fal.", code="vendor_gone"))
    return Ended(Broken(f"fal answers with {response.status_code} instead of a result.", code="vendor_broken"))


def _is_the_works(status: Mapping[str, Any], response: httpx.Response) -> bool:
    """Whether an error is how the work ended, for which fal takes nothing, and not how the reading of its result failed: it names
    the type that the status names, or is a model's own list. What is only not readable now may be a refusal, which is paid."""
    told = as_object(response) or {}
    type_ = told.get("error_type") or response.headers.get("x-fal-error-type")
    return type_ == status["error_type"] if status.get("error_type") else _is_a_models(response)


def _is_a_models(response: httpx.Response) -> bool:
    """Whether it is how models tell what they do not make."""
    return isinstance((as_object(response) or {}).get("detail"), list)
