"""A request that is paid for leaves us soon after its intent was noted, or not at all.

Whoever finds an intent without a request believes, some time later, that there is none. That holds only as long as no process
that stood still in between (frozen, cut off from the database, waiting for a connection) sends it after all.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx

LEAVES = 10.0
"""Seconds from the intent to the first byte; far below the time after which a vendor's list is believed."""
FIRST_BYTES = frozenset({"http11.send_request_headers.started", "http2.send_request_headers.started"})


class TooLateError(httpx.ConnectError):
    """It was not sent: by now somebody else may have looked for it in vain."""


def soon(since: float, within: float) -> dict[str, Callable[[str, Mapping[str, Any]], Awaitable[None]]]:
    """The extensions of a request whose intent was noted at `since` (seconds since 1970); raises TooLateError when it is late."""

    async def trace(event: str, _: Mapping[str, Any]) -> None:
        if event in FIRST_BYTES and time.time() > since + within:
            raise TooLateError(f"The request was ready {time.time() - since:.0f} seconds after it was noted.")

    return {"trace": trace}
