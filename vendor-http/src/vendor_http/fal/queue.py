"""fal's queue: a request is submitted once, waited for and read; after a crash its job goes on where it was."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from chassis.admission.ports import Seat
from chassis.errors import Broken, Busy, Refused, Unsure
from chassis.work import Job, Tools
from vendor_http.answers import as_object, broke, busy, locked_out, unsent
from vendor_http.asked import NOTHING, Intent, Store, Submitted, is_id, remembered
from vendor_http.fal.account import Hosts
from vendor_http.fal.errors import ended_badly, flagged, not_taken
from vendor_http.fal.history import looked_up
from vendor_http.leaving import soon

WORKING = frozenset({"IN_QUEUE", "IN_PROGRESS"})


@dataclass(frozen=True, slots=True)
class Work:
    """One request to an endpoint, under a name of ours that fal ignores."""

    endpoint: str
    arguments: Mapping[str, Any]
    label: str


Prepare = Callable[[], Awaitable[Work]]


@dataclass(frozen=True, slots=True)
class Note:
    """What an earlier try noted of a request, and where to note what comes."""

    stored: str | None
    store: Store


async def done(
    hosts: Hosts, model: str, prepare: Prepare, job: Job[Any], tools: Tools, route: str = "", note: Note | None = None
) -> dict[str, Any]:
    """What the model answers, paid once. `prepare` is only called before a submit; `route` is what breaks when it does not work.

    The job's own note is the usual one. Raises the errors of `chassis.errors`.
    """
    note = note or Note(job.request_id, tools.submitted)
    with hosts.gate.seat(job, tools, route) as seat:
        noted = remembered(note.stored)
        if noted is not None:
            seat.keep()
        if isinstance(noted, Intent):
            noted = await looked_up(hosts, noted)
            if noted is not None:
                await note.store(noted.text())
        if noted is None:
            await seat.enter()
            noted = await _submitted(hosts, model, prepare, note.store, seat)
        return await _result(hosts, model, noted, note.store, seat)


async def withdrawn(hosts: Hosts, job: Job[Any]) -> None:
    """Tell fal that nobody waits for a job's request any more; what fal has begun it may still finish.

    Raises what makes it worth another try.
    """
    noted = remembered(job.request_id)
    if isinstance(noted, Intent):
        noted = await looked_up(hosts, noted)
    if noted is not None:
        answer = await hosts.http.put(f"{_address(hosts, noted)}/cancel", headers=hosts.headers())
        if answer.status_code not in (200, 202, 400, 404):
            raise Broken(f"fal answers with {answer.status_code} to a cancel.", code="vendor_broken")
    hosts.gate.leave(job.id)


async def _submitted(hosts: Hosts, model: str, prepare: Prepare, store: Store, seat: Seat) -> Submitted:
    try:
        work, hook = await prepare(), await hosts.hook()
        intent = Intent.of(work.endpoint, work.arguments)
        await store(intent.text())
    except BaseException:
        seat.leave()
        raise
    url = f"{hosts.account.queue}/{work.endpoint}"
    try:
        response = await hosts.http.post(
            url,
            headers=hosts.headers(work.label),
            params=hook,
            json=dict(work.arguments),
            extensions=soon(intent.since, hosts.account.leaves),
        )
    except httpx.HTTPError as error:
        told = unsent("fal", error)
        if isinstance(told, Broken):
            await store(NOTHING)
            seat.leave()
        seat.proved(worked=False)
        raise told from None
    id_ = (as_object(response) or {}).get("request_id")
    if response.status_code in (200, 202) and is_id(id_):
        found = Submitted(work.endpoint, id_)
        await store(found.text())
        return found
    failed = not_taken(model, response)
    if not isinstance(failed, Unsure):
        await store(NOTHING)
        seat.leave()
    seat.proved(worked=not isinstance(failed, Unsure))
    if isinstance(failed, Busy):
        hosts.gate.pause(failed.retry_after)
    raise failed


def _address(hosts: Hosts, submitted: Submitted) -> str:
    """Of a request's result, made from our own host and not taken from an answer, so that the key goes to fal only."""
    owner, app = submitted.endpoint.split("/")[:2]
    return f"{hosts.account.queue}/{owner}/{app}/requests/{submitted.request_id}"


async def _result(hosts: Hosts, model: str, submitted: Submitted, store: Store, seat: Seat) -> dict[str, Any]:
    address = _address(hosts, submitted)
    status = await _ended(hosts, address, submitted.request_id)
    seat.leave()
    try:
        response = await hosts.http.get(address, headers=hosts.headers())
    except httpx.HTTPError as error:
        raise Broken(f"fal's result could not be read ({broke(error)}).", code="vendor_broken") from None
    told = as_object(response)
    if response.status_code == 200 and told is not None:
        seat.proved(worked=True)
        if flagged(told):
            raise Refused(f"{model} refuses the prompt: fal's filter has blackened the picture.", code="content_refused")
        return told
    if response.status_code == 401:
        raise locked_out("fal")
    if response.status_code == 429 and not status.get("error"):
        raise busy("fal", response)
    ended = ended_badly(model, status, response)
    seat.proved(worked=not isinstance(ended.error, Broken))
    if ended.free:
        await store(NOTHING)
    raise ended.error


async def _ended(hosts: Hosts, address: str, request_id: str) -> dict[str, Any]:
    """The status of a request that has ended."""
    missed, heard = 0, False
    while True:
        wait, why = 0.0, "it names no status"
        try:
            told = await hosts.read(f"{address}/status")
            if told.get("status") == "COMPLETED":
                return told
            missed = 0 if told.get("status") in WORKING else missed + 1
        except Busy as error:
            wait = error.retry_after
        except (httpx.HTTPError, Broken) as error:
            missed, why = missed + 1, broke(error)
        if missed >= hosts.account.misses:
            raise Broken(f"fal does not tell how a request fares ({why}).", code="vendor_broken")
        await asyncio.sleep(wait)
        heard = await hosts.worth_a_look(request_id, told=heard)
