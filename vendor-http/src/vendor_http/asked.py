"""What a job remembers of a request to a vendor: that it is about to be sent, and then its id.

The text goes through `tools.submitted` and comes back as `job.request_id`. The intent is stored before the vendor hears of
anything: a job that finds one looks the request up at the vendor before it pays for another.
"""

import hashlib
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from chassis.errors import Broken

Store = Callable[[str], Awaitable[None]]
"""`tools.submitted`."""
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:~-]{0,199}")
NOTHING = ""
"""Takes back what was stored: there is surely no request."""
ONCE_NOTHING = "{}"
"""How the release before this one wrote it."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A request was about to be sent; `since` is in seconds since 1970, `digest` that of the values of these arguments."""

    endpoint: str
    since: float
    names: tuple[str, ...]
    digest: str

    @classmethod
    def of(cls, endpoint: str, arguments: Mapping[str, Any]) -> "Intent":
        """To send these arguments now."""
        names = tuple(sorted(arguments))
        return cls(endpoint, round(time.time(), 3), names, _digest(arguments, names))

    def fits(self, arguments: Mapping[str, Any]) -> bool:
        """Whether a request with these arguments is the one; what the vendor added to them does not matter."""
        return _digest(arguments, self.names) == self.digest

    def text(self) -> str:
        """As it is stored."""
        return json.dumps({"asking": self.endpoint, "since": self.since, "names": self.names, "digest": self.digest})


@dataclass(frozen=True, slots=True)
class Submitted:
    """The vendor has the request."""

    endpoint: str
    request_id: str

    def text(self) -> str:
        """As it is stored."""
        return json.dumps({"endpoint": self.endpoint, "request": self.request_id})


def is_id(told: object) -> TypeGuard[str]:
    """Whether a vendor's id can be noted and be a part of an address; whoever is told another has no id yet."""
    return isinstance(told, str) and ID.fullmatch(told) is not None


def remembered(stored: str | None) -> Intent | Submitted | None:
    """What an earlier try stored; None when it stored nothing, or took back what it had stored.

    Raises Broken when it cannot be read: whoever cannot tell whether he has paid does not pay.
    """
    if stored in (None, NOTHING, ONCE_NOTHING):
        return None
    try:
        told = json.loads(stored or "")
        if "asking" in told:
            return Intent(told["asking"], float(told["since"]), tuple(told["names"]), told["digest"])
        return Submitted(told["endpoint"], told["request"])
    except (ValueError, KeyError, TypeError):
        raise Broken("What was noted of the request to the vendor cannot be read.", code="vendor_note") from None


def _digest(arguments: Mapping[str, Any], names: Sequence[str]) -> str:
    known = {name: arguments.get(name) for name in names}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:32]
