"""What an answer of a vendor means, in the words of `chassis.errors`. Sentences name the vendor and the model, never a key."""

import email.utils
import math
import time
from collections.abc import Mapping
from typing import Any

import httpx

from chassis.errors import Broken, Busy, JobError, Refused, Unsure
from vendor_http.bounds import UnboundedError

LONGEST_WAIT = 300.0
USUAL_WAIT = 5.0
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""With these no byte of the request has left, so it had no effect."""


def broke(error: Exception) -> str:
    """How an exchange broke, in a word or a sentence that goes on after the vendor's name."""
    return error.told if isinstance(error, UnboundedError) else type(error).__name__


def unsent(vendor: str, error: httpx.HTTPError) -> JobError:
    """What a failed exchange means for a request that costs money."""
    if isinstance(error, NEVER_SENT):
        return Broken(f"{vendor} cannot be reached ({type(error).__name__}).", code="vendor_unreachable")
    if isinstance(error, UnboundedError):
        return Unsure(f"{vendor} {error.told}.", code="vendor_unbounded")
    return Unsure(f"The connection to {vendor} broke before it answered ({type(error).__name__}).", code="vendor_unsure")


def retry_after(headers: Mapping[str, str]) -> float:
    """How long a vendor asks us to wait, in seconds; a usual time where it says nothing that can be read."""
    told = headers.get("retry-after-ms")
    seconds = _number(told, 1000) if told else _seconds(headers.get("retry-after", ""))
    return min(LONGEST_WAIT, max(0.1, seconds))


def _seconds(told: str) -> float:
    try:
        return email.utils.parsedate_to_datetime(told).timestamp() - time.time()
    except (ValueError, OverflowError):
        return _number(told)


def _number(told: str, per_second: int = 1) -> float:
    try:
        seconds = float(told) / per_second
    except ValueError:
        return USUAL_WAIT
    return USUAL_WAIT if math.isnan(seconds) else seconds


def busy(vendor: str, response: httpx.Response) -> Busy:
    """The vendor asks us to wait."""
    return waiting(vendor, response.headers)


def waiting(vendor: str, headers: Mapping[str, str]) -> Busy:
    """The vendor asks us to wait, as its headers say how long."""
    return Busy(f"{vendor} asks us to wait.", retry_after=retry_after(headers), code="vendor_busy")


def denied(vendor: str, variable: str) -> Refused:
    """The key is wrong."""
    return Refused(f"{vendor} does not accept our key. Set {variable} to one that is valid.", code="vendor_key")


def locked_out(vendor: str) -> Unsure:
    """The key is not accepted any more with which something was asked that is under way, and may be paid."""
    told = f"{vendor} no longer accepts the key with which this was asked, so what became of it cannot be found out"
    return Unsure(f"{told}; it is not paid a second time.", code="vendor_key")


def exhausted(vendor: str) -> Refused:
    """The account is empty."""
    return Refused(f"Our account at {vendor} is used up. Top it up, or choose another model.", code="vendor_quota")


def as_object(response: httpx.Response) -> dict[str, Any] | None:
    """The body as a JSON object; None when it is none."""
    try:
        told = response.json()
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def said(told: Any) -> str:
    """What a vendor says, fit to be shown: one line, not too long."""
    return " ".join(str(told or "no reason is given").split())[:300]
