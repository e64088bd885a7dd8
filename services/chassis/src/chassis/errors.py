"""What the body of a job may raise, and what follows from it. Anything else that it raises counts as Broken and is logged."""

from contracts.base import Rung


class JobError(Exception):
    """A reason, as a sentence that the user can act on, and a short code for programs."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).__name__.lower()
        self.rungs: tuple[Rung, ...] = ()
        self.keeps = ""
        """The note of what was paid before a refusal and is of use to another try with the same model."""

    def gave_up(self, rungs: tuple[Rung, ...], message: str) -> None:
        """All of these were tried, and this is the reason for the last."""
        self.rungs, self.message, self.args = rungs, message, (message,)


class Busy(JobError):  # noqa: N818 — the five names are the design's vocabulary
    """The vendor asks us to wait: the job rests for `retry_after` seconds and no attempt is counted."""

    def __init__(self, message: str, *, retry_after: float, code: str = "") -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


class Broken(JobError):  # noqa: N818
    """It did not work this time: tried again with jittered back-off, then the job fails."""


class Unsure(JobError):  # noqa: N818
    """The outcome is unknown: tried again, and the body looks at `job.request_id` before it pays anybody."""


class Refused(JobError):  # noqa: N818
    """The vendor will not do this, ever: a business outcome."""


class Invalid(JobError):  # noqa: N818
    """The input itself is wrong."""
