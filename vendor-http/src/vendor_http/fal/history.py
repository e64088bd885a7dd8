"""Finds a request whose submit was never answered, in fal's list of the account's requests."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx

from chassis.errors import Broken, Busy, Unsure
from vendor_http.asked import Intent, Submitted, is_id
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
        items = told["items"]
        recent = [item for item in items if _sent_at(item) >= intent.since - SKEW]
        fitting = [item for item in recent if intent.fits(_readable(item)["json_input"])]
        if fitting:
            nearest = min(fitting, key=lambda item: abs(_sent_at(item) - intent.since))
            return Submitted(intent.endpoint, str(nearest["request_id"]))
        cursor = str(told.get("next_cursor") or "")
        if len(recent) < len(items) or not (cursor or told.get("has_more")):
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
    if not isinstance(told.get("items"), list) or not all(isinstance(item, dict) for item in told["items"]):
        raise _unread()
    return told


def _readable(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A request of the list; one of which it does not tell what was asked may be ours: raises Unsure."""
    if not isinstance(item.get("json_input"), dict) or not is_id(item.get("request_id")):
        raise _unread()
    return item


def _unread() -> Unsure:
    return Unsure("Whether fal has this request could not be found out.", code="vendor_unsure")


def _sent_at(item: Mapping[str, Any]) -> float:
    """When it was sent, in UTC where no zone is told; a time that cannot be read counts as just now."""
    try:
        told = datetime.fromisoformat(str(item["sent_at"]))
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
    except (KeyError, ValueError, OverflowError):
        return time.time()
