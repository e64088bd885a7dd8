"""Keeps the requests that came in, byte for byte, except for their keys."""

import base64
from collections import deque
from dataclasses import dataclass
from typing import Any

from vendor_simulator.calls import Call, fingerprint

SECRET_HEADERS = frozenset({"authorization", "xi-api-key", "x-api-key", "cookie"})
KEPT, LONGEST = 5000, 1_000_000
"""Requests that are kept, and bytes of each body."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One request and the status it got; 0 is a dropped connection."""

    number: int
    call: Call
    status: int
    fault: str


class Captures:
    """The last requests."""

    def __init__(self) -> None:
        self._kept: deque[Capture] = deque(maxlen=KEPT)
        self._number = 0

    def add(self, call: Call, status: int, fault: str) -> None:
        """Remember a request."""
        self._number += 1
        self._kept.append(Capture(self._number, call, status, fault))

    def told(self, vendor: str = "", path: str = "") -> list[dict[str, Any]]:
        """The requests as JSON; a body that is no text comes in base64."""
        return [_told(capture) for capture in self._kept if vendor in ("", capture.call.vendor) and path in capture.call.path]


def _told(capture: Capture) -> dict[str, Any]:
    call = capture.call
    headers = {name: fingerprint(value) if name in SECRET_HEADERS else value for name, value in call.headers.items()}
    told: dict[str, Any] = {
        "number": capture.number,
        "vendor": call.vendor,
        "method": call.method,
        "path": call.path,
        "query": dict(call.query),
        "headers": headers,
        "key": fingerprint(call.key),
        "size": len(call.body),
        "status": capture.status,
        "fault": capture.fault,
    }
    body = call.body[:LONGEST]
    try:
        told["body"] = body.decode()
    except UnicodeDecodeError:
        told["body_base64"] = base64.b64encode(body).decode()
    return told
