"""How a command ends that does not succeed: a sentence and an exit code. Raised everywhere, reported in `sagareel.main`."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """Exit codes; scripts rely on them."""

    OK = 0
    BROKEN = 1
    USAGE = 2
    NOT_FOUND = 3
    CONFLICT = 4
    FILM_FAILED = 5
    QUOTA = 6
    UNREACHABLE = 7
    INTERRUPTED = 130


@dataclass(slots=True)
class CommandFailed(Exception):  # noqa: N818 — reads as what happened
    """Why a command ends, and with which code. `error` is the gateway's own, for `--json`."""

    code: Exit
    message: str
    error: dict[str, Any] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """What a person reads."""
        details = self.error.get("details") or []
        shown = [f"  {d['field']}: {d['message']}" for d in details if d["message"] not in self.message]
        return [self.message, *shown]


_CODES = {404: Exit.NOT_FOUND, 409: Exit.CONFLICT, 402: Exit.QUOTA, 429: Exit.QUOTA, 500: Exit.BROKEN}


def failure_of(status: int, body: Any) -> CommandFailed:
    """The gateway's error response as the end of a command."""
    error = body.get("error", {}) if isinstance(body, dict) else {}
    message = error.get("message") or f"The gateway answered with status {status}."
    if status >= 500 and error.get("request_id"):
        message += f" (request {error['request_id']})"
    fallback = Exit.UNREACHABLE if status > 500 else Exit.USAGE
    return CommandFailed(_CODES.get(status, fallback), message, error)
