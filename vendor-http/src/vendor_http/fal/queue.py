"""fal's queue: a request is submitted once, waited for and read; after a crash its job goes on where it was."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from chassis.errors import Broken, Busy, Unsure
from vendor_http.answers import as_object, unsent
from vendor_http.asked import NOTHING, Intent, Store, Submitted, remembered
from vendor_http.fal.account import Hosts
from vendor_http.fal.errors import ended_badly, not_taken
from vendor_http.fal.history import looked_up


@dataclass(frozen=True, slots=True)
class Work:
    """One request to an endpoint, under a name of ours that fal ignores."""

    endpoint: str
    arguments: Mapping[str, Any]
    label: str


Prepare = Callable[[], Awaitable[Work]]


async def done(hosts: Hosts, model: str, prepare: Prepare, stored: str | None, store: Store) -> dict[str, Any]:
    """What the model answers, paid once. `stored` is what an earlier try noted; `prepare` is only called before a submit.

    Raises the errors of `chassis.errors`.
    """
    noted = remembered(stored)
    if isinstance(noted, Intent):
        noted = await looked_up(hosts, noted)
        if noted is not None:
            await store(noted.text())
    if noted is None:
        noted = await _submitted(hosts, model, await prepare(), store)
    return await _result(hosts, model, noted, store)


async def _submitted(hosts: Hosts, model: str, work: Work, store: Store) -> Submitted:
    await store(Intent.of(work.endpoint, work.arguments).text())
    url = f"{hosts.account.queue}/{work.endpoint}"
    try:
        response = await hosts.http.post(url, headers=hosts.headers(work.label), json=dict(work.arguments))
    except httpx.HTTPError as error:
        raise unsent("fal", error) from None
    id_ = (as_object(response) or {}).get("request_id")
    if response.status_code in (200, 202) and isinstance(id_, str):
        found = Submitted(work.endpoint, id_)
        await store(found.text())
        return found
    failed = not_taken(model, response)
    if not isinstance(failed, Unsure):
        await store(NOTHING)
    raise failed


async def _result(hosts: Hosts, model: str, submitted: Submitted, store: Store) -> dict[str, Any]:
    owner, app = submitted.endpoint.split("/")[:2]
    address = f"{hosts.account.queue}/{owner}/{app}/requests/{submitted.request_id}"
    status = await _ended(hosts, address)
    try:
        response = await hosts.http.get(address, headers=hosts.headers())
    except httpx.HTTPError as error:
        raise Broken(f"fal's result could not be read ({type(error).__name__}).", code="vendor_broken") from None
    told = as_object(response)
    if response.status_code == 200 and told is not None:
        return told
    ended = ended_badly(model, status, response)
    if ended.free:
        await store(NOTHING)
    raise ended.error


async def _ended(hosts: Hosts, address: str) -> dict[str, Any]:
    """The status of a request that has ended."""
    missed = 0
    while True:
        wait = hosts.account.interval
        try:
            told = await hosts.read(f"{address}/status")
            if told.get("status") == "COMPLETED":
                return told
            missed = 0
        except Busy as error:
            wait = error.retry_after
        except (httpx.HTTPError, Broken) as error:
            missed += 1
            if missed >= hosts.account.misses:
                raise Broken(f"fal does not tell how a request fares ({type(error).__name__}).", code="vendor_broken") from None
        await asyncio.sleep(wait)
