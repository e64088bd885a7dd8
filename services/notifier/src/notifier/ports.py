"""What a delivery needs from outside; bound in `app`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class UnreachableError(Exception):
    """The endpoint gave no answer; the text says what happened, in words for its owner."""


class ForbiddenUrlError(Exception):
    """The URL is not one that we may send to; nothing was sent."""


class Endpoints(Protocol):
    """The owners' HTTP servers."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Deliver once and return the status.

        Raises UnreachableError or ForbiddenUrlError.
        """


class Secrets(Protocol):
    """The tenants' signing secrets."""

    async def of(self, tenant: str) -> tuple[str, ...]:
        """The valid ones, newest first; the first is made at first use."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One line of the delivery log; `status` is None when there was no answer."""

    tenant: str
    sequence: str
    webhook: str
    number: int
    url: str
    status: int | None
    error: str
    seconds: float


class Log(Protocol):
    """What was tried, for the owner to see."""

    async def note(self, attempt: Attempt) -> None:
        """Keep one attempt."""
