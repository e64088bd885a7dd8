"""What follows from what a job body raised. Pure; used by `chassis.jobs`."""

from dataclasses import dataclass

from chassis.errors import Broken, Busy, Invalid, JobError, Refused, Unsure
from contracts.base import Failure, FailureKind

LONGEST_MESSAGE = 2000
SLOWEST_RETRY = 30.0
"""Seconds, before jitter."""


PATIENT = 8
"""Tries of a job whose request is at a vendor while its result cannot be fetched or kept, which an outage of some minutes lets
happen: it is paid for, and looking again costs nothing."""
FOR_GOOD = frozenset({"vendor_gone", "vendor_media", "vendor_note"})
"""Codes of what another look does not mend."""


class TryTimedOutError(Exception):
    """The body took longer than its kind allows."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The job stays open and rests for `delay` seconds; `tries` is the number of the next try."""

    delay: float
    tries: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Fail:
    """The job has failed for good."""

    failure: Failure
    outcome: str = "failed"


def outcome_of(error: Exception, tries: int, most: int, jitter: float, *, noted: bool = False) -> GiveBack | Fail:
    """What becomes of a job whose try number `tries` of `most` ended with `error`; `jitter` is around 1.

    Whoever ordered it orders it again when it is broken. With a vendor's request still `noted` that would be paid twice, so it
    ends as unsure then, whatever was wrong.
    """
    match error:
        case Busy():
            return GiveBack(error.retry_after, tries, "busy")
        case Refused():
            return _fail("refused", error)
        case Invalid():
            return _fail("invalid", error)
    if tries < _most(error, most, noted=noted):
        return GiveBack(min(SLOWEST_RETRY, 0.5 * 2**tries) * jitter, tries + 1, "retry")
    broken: FailureKind = "unsure" if noted else "broken"
    match error:
        case Unsure():
            return _fail("unsure", error)
        case Broken():
            return _fail(broken, error)
        case TryTimedOutError():
            return Fail(Failure(kind="timeout", code="timeout", message=str(error)))
    return Fail(Failure(kind=broken, code="internal", message=f"The service failed unexpectedly ({type(error).__name__})."))


def _most(error: Exception, most: int, *, noted: bool) -> int:
    waits = noted and isinstance(error, Broken) and error.code not in FOR_GOOD
    return max(most, PATIENT) if waits else most


def _fail(kind: FailureKind, error: JobError) -> Fail:
    message = error.message.replace("\x00", "")[:LONGEST_MESSAGE]
    return Fail(Failure(kind=kind, code=error.code, message=message, rungs=error.rungs or None))
