"""What is wrong with a request, in sentences that a user can act on. Raised by rules, shown by `gateway.http.problems`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """One field and what is wrong with it."""

    field: str
    message: str


class Unacceptable(Exception):  # noqa: N818 — a finding about a request, not an error of ours
    """A request that can be read but not carried out as it is."""

    def __init__(self, code: str, message: str, *details: Detail) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


def unacceptable(field: str, code: str, message: str) -> Unacceptable:
    """One fault in one field."""
    return Unacceptable(code, message, Detail(field, message))
