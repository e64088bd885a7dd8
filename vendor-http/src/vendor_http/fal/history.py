"""Finds a request whose submit was never answered, in fal's list of the account's requests."""

import time
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from chassis.errors import Broken, Busy, Unsure
from vendor_http.asked import Intent, Submitted
from vendor_http.fal.account import Hosts
from vendor_http.looks import looked_for

SKEW = 120.0
"""Seconds that fal's clock may differ from ours."""
MOST_PAGES = 20


async def looked_up(hosts: Hosts, intent: Intent) -> Submitted | None:
    """The request that an intent led to, of several alike the one that was sent next to it; None when there is surely none.

    Two jobs that asked for exactly the same may find the same request: both then have what they asked for, paid once.
    Raises Busy while it may still appear, Unsure when the list cannot be read.
    """
    return await looked_for(partial(_found, hosts, intent), hosts.account.settles)


async def _found(hosts: Hosts, intent: Intent) -> Submitted | None:
    cursor = ""
    for _ in range(MOST_PAGES):
        told = await _page(hosts, intent, cursor)
        items = [item for item in told["items"] if isinstance(item, dict)]
        recent = [item for item in items if _sent_at(item) >= intent.since - SKEW]
        fitting = [item for item in recent if _is(item, intent)]
        if fitting:
            nearest = min(fitting, key=lambda item: abs(_sent_at(item) - intent.since))
            return Submitted(intent.endpoint, str(nearest["request_id"]))
        cursor = str(told.get("next_cursor") or "")
        if not cursor or len(recent) < len(items):
            _settled(intent, hosts.account.settles)
            return None
    raise Unsure("fal's list of requests is too long to find out whether it has this one.", code="vendor_unsure")


def _settled(intent: Intent, settles: float) -> None:
    """Nothing was found: believed only when the request cannot be on its way any more."""
    rest = intent.since + settles - time.time()
    if rest > 0:
        raise Busy("fal may have this request already; it is looked for before it is sent again.", retry_after=rest + 0.1)


async def _page(hosts: Hosts, intent: Intent, cursor: str) -> dict[str, Any]:
    query = {"endpoint_id": intent.endpoint, "expand": "payloads", "limit": "50"} | ({"cursor": cursor} if cursor else {})
    try:
        told = await hosts.read(f"{hosts.account.api}/models/requests/by-endpoint", **query)
    except (httpx.HTTPError, Broken):
        told = {}
    if not isinstance(told.get("items"), list):
        raise Unsure("Whether fal has this request could not be found out.", code="vendor_unsure")
    return told


def _is(item: Mapping[str, Any], intent: Intent) -> bool:
    given = item.get("json_input")
    return isinstance(given, dict) and bool(item.get("request_id")) and intent.fits(given)


def _sent_at(item: Mapping[str, Any]) -> float:
    """When it was sent; a time that cannot be read counts as just now."""
    try:
        return datetime.fromisoformat(str(item["sent_at"])).timestamp()
    except (KeyError, ValueError):
        return time.time()
