"""Promises about following a film: nothing is lost or repeated over a reconnect, the end is told, and the browser is let go."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx

from contracts.analysis import AnalysisProgressed
from contracts.base import Failure
from contracts.coordinator import SequenceFailed
from gateway import watching

from .conftest import Gateway
from .stories import ANALYZED, PLANNED, STARTED, WRITTEN, clip

FAILED = (SequenceFailed(failure=Failure(kind="invalid", code="no_scenes", message="There is no scene.")), "")


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a stream."""

    id: int | None
    type: str
    data: dict[str, Any]


async def events(response: httpx.Response) -> AsyncIterator[Told]:
    """The events of a stream as they come."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value
        elif not line and "data" in fields:
            yield Told(int(fields["id"]) if "id" in fields else None, fields["event"], json.loads(fields["data"]))
            fields = {}


async def listen(
    address: str, headers: dict[str, str], id_: str, after: int | None = None, begun: asyncio.Event | None = None
) -> list[Told]:
    """Everything until the stream is closed by the gateway; `begun` is set once it tells anything."""
    heard: list[Told] = []
    more = {"Last-Event-ID": str(after)} if after is not None else {}
    async with (
        asyncio.timeout(60),
        httpx.AsyncClient(base_url=address) as client,
        client.stream("GET", f"/v1/sequences/{id_}/events", headers=headers | more) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        async for told in events(response):
            heard.append(told)
            if begun is not None:
                begun.set()
    return heard


def logged(told: list[Told]) -> list[int]:
    """The numbers of the log's entries."""
    return [t.id for t in told if t.id is not None]


async def test_a_stream_tells_what_happens_while_it_happens(
    gateway: Gateway, tenant: str, headers: dict[str, str], address: str
) -> None:
    id_ = await gateway.film(headers)
    begun = asyncio.Event()
    listening = asyncio.create_task(listen(address, headers, id_, begun=begun))
    await begun.wait()
    for part in (STARTED, WRITTEN, ANALYZED, PLANNED, clip("s0.0"), FAILED):
        await asyncio.sleep(0.05)
        await gateway.tell(tenant, id_, part)
    told = await listening
    assert logged(told) == [1, 2, 3, 4, 5, 6]
    assert [t.type for t in told if t.id] == [
        "sequence.started",
        "step.done",
        "step.done",
        "sequence.planned",
        "step.done",
        "sequence.failed",
    ]
    films = [t.data for t in told if t.type == "film"]
    assert (films[0]["state"], films[-1]["state"]) == ("queued", "failed")
    assert told[-1] == Told(None, "end", {"state": "failed"})


async def test_a_stream_goes_on_after_any_entry_without_loss_or_repeat(
    gateway: Gateway, tenant: str, headers: dict[str, str], address: str
) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED, WRITTEN, ANALYZED, PLANNED, clip("s0.0"), clip("s0.1"), FAILED)
    for after in range(7):
        assert logged(await listen(address, headers, id_, after)) == list(range(after + 1, 8))


async def test_who_has_seen_the_end_is_told_not_to_come_back(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED, FAILED)
    response = await gateway.client.get(f"/v1/sequences/{id_}/events", headers=headers | {"Last-Event-ID": "2"})
    assert response.status_code == 204


async def test_a_forged_last_event_id_loses_nothing(gateway: Gateway, tenant: str, headers: dict[str, str], address: str) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED)
    begun = asyncio.Event()
    listening = asyncio.create_task(listen(address, headers, id_, 999_999, begun))
    await begun.wait()
    await gateway.tell(tenant, id_, WRITTEN, FAILED)
    assert logged(await listening) == [2, 3]
    for forged in ("x", "-1", "9" * 100):
        response = await gateway.client.get(f"/v1/sequences/{id_}/events", headers=headers | {"Last-Event-ID": forged})
        assert response.status_code == 200


async def test_a_long_log_reaches_late_and_slow_listeners_whole(
    gateway: Gateway, tenant: str, headers: dict[str, str], address: str
) -> None:
    id_ = await gateway.film(headers)
    listening = asyncio.create_task(listen(address, headers, id_))
    total = 2 * watching.KEPT
    steps = [(AnalysisProgressed(position=n + 1, total=total), "analyze") for n in range(total)]
    await gateway.tell(tenant, id_, STARTED, *steps[: total // 2])
    await gateway.tell(tenant, id_, *steps[total // 2 :], FAILED)
    assert logged(await listening) == list(range(1, total + 3))
    assert logged(await listen(address, headers, id_)) == list(range(1, total + 3))


async def test_a_late_event_after_the_end_is_still_told_to_who_comes_later(
    gateway: Gateway, tenant: str, headers: dict[str, str], address: str
) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED, FAILED, WRITTEN)
    told = await listen(address, headers, id_)
    assert [t.type for t in told if t.id] == ["sequence.started", "sequence.failed", "step.done"]
    assert [t.data["state"] for t in told if t.type == "film"] == ["failed"]


async def test_nobody_watching_costs_nothing(gateway: Gateway, tenant: str, headers: dict[str, str], address: str) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, FAILED)
    await listen(address, headers, id_)
    await asyncio.sleep(3 * watching.EVERY)
    house = gateway.service.mounted[0][1].app.state.house
    assert house.watching.channels == {}
    assert house.watching.poll.done()
