"""fal's webhooks: taken when fal has signed them just now, kept once, and nobody else is believed."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import asyncpg
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from chassis.answers import Bell, Letterbox
from chassis.environment import Environment
from chassis.http import http_server
from chassis.work import Job, Tools
from contracts.envelope import Envelope
from contracts.imagery import CancelImagery
from vendor_http.fal.account import Account, Hooks, Hosts
from vendor_http.fal.hooks import FalHooks
from vendor_http.fal.queue import Work, done
from vendor_simulator.plan import Latency, Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

ACCOUNT = "fal:test"
SLOW = 60.0
"""How rarely fal is asked in these tests: whatever ends sooner was told by webhook."""


@asynccontextmanager
async def receiving(environment: Environment, simulator: "Simulator") -> AsyncIterator[str]:
    """The receiver on a port of its own, as the gateway mounts it."""
    hooks = FalHooks(Letterbox(environment.dsn_of("gateway"), "gateway"), rest=simulator.at["fal_rest"])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = http_server(Starlette(routes=[Route("/hooks/fal/{hook}", hooks.take, methods=["POST"])]), "127.0.0.1", port)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 — the server has no event for it
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}/hooks/fal"
    server.should_exit = True
    await serving


@pytest.fixture
async def address(environment: Environment, simulator: "Simulator") -> AsyncIterator[str]:
    async with receiving(environment, simulator) as found:
        yield found


def hosts(environment: Environment, account: Account, address: str, safety: float = SLOW) -> Hosts:
    return Hosts(account, hooks=Hooks(address, Bell(ACCOUNT, environment.dsn_of("imagery"), "imagery"), safety))


async def asked(to: Hosts, notes: list[str], prompt: str = "A tower") -> dict[str, Any]:
    """One job's request, as an adapter sends it; what it notes is found by the next try."""

    async def prepare() -> Work:
        return Work("fal-ai/flux-2", {"prompt": prompt}, prompt)

    async def store(note: str) -> None:
        notes.append(note)

    none: Any = None
    command: Any = CancelImagery(reason="Any message will do.")
    job: Job[Any] = Job("job", Envelope("job", "t", "test", "t", "q"), command, request_id=notes[-1] if notes else None)
    return await done(to, "FLUX.2", prepare, job, Tools(none, none, none, none, store))


async def polls(simulator: "Simulator") -> int:
    return sum(capture["path"].endswith("/status") for capture in await simulator.captures(vendor="fal"))


async def answers(environment: Environment) -> list[str]:
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    try:
        return [row["request_id"] for row in await connection.fetch("select request_id from vendor.answer")]
    finally:
        await connection.close()


WORKS = Latency(vendor="fal", what="work", seconds=0.3)


@pytest.mark.parametrize("fault", [None, "webhook_duplicate", "webhook_early"])
async def test_a_result_is_fetched_when_fal_tells_and_not_by_asking_again_and_again(
    environment: Environment, simulator: "Simulator", fal_account: Account, address: str, fault: Any
) -> None:
    rules = (Rule(vendor="fal", fault=fault, seconds=0.3),) if fault else ()
    await simulator.plan(*rules, latencies=(WORKS,))
    async with asyncio.timeout(20):
        assert (await asked(hosts(environment, fal_account, address), []))["images"]
        # The first look at fal may have been as fast as the bell.
        while not await answers(environment):  # noqa: ASYNC110 — the table has no event for it
            await asyncio.sleep(0.02)
    assert await polls(simulator) <= 2
    assert len(await answers(environment)) == 1


@pytest.mark.parametrize(
    "fault", ["webhook_missing", "webhook_late", "webhook_unsigned", "webhook_wrong_signature", "webhook_stale"]
)
async def test_where_no_good_webhook_comes_fal_is_asked_anyway(
    environment: Environment, simulator: "Simulator", fal_account: Account, address: str, fault: Any
) -> None:
    await simulator.plan(Rule(vendor="fal", fault=fault, seconds=30.0), latencies=(WORKS,))
    async with asyncio.timeout(20):
        assert (await asked(hosts(environment, fal_account, address, safety=0.6), []))["images"]
    assert await answers(environment) == []


async def test_a_webhook_that_comes_while_nobody_waits_is_found_after_the_crash(
    environment: Environment, simulator: "Simulator", fal_account: Account, address: str
) -> None:
    await simulator.plan(latencies=(Latency(vendor="fal", what="work", seconds=1.0),))
    notes: list[str] = []
    first = asyncio.create_task(asked(hosts(environment, fal_account, address), notes))
    while len(notes) < 2:  # noqa: ASYNC110 — a list has no event
        await asyncio.sleep(0.02)
    first.cancel()
    async with asyncio.timeout(20):
        while True:
            if await answers(environment):
                break
            await asyncio.sleep(0.05)
        assert (await asked(hosts(environment, fal_account, address), notes))["images"]
    assert (await simulator.counts())["paid"] == 1


async def test_nobody_but_fal_is_believed_and_a_stranger_learns_nothing(
    environment: Environment, simulator: "Simulator", fal_account: Account, address: str
) -> None:
    hook = await Bell(ACCOUNT, environment.dsn_of("imagery"), "imagery").hook()
    body = json.dumps({"request_id": "r", "status": "OK"}).encode()
    signed = {f"X-Fal-Webhook-{name}": "1" for name in ("Request-Id", "User-Id", "Timestamp", "Signature")}
    async with httpx.AsyncClient() as http:
        stamped = [{**signed, "X-Fal-Webhook-Timestamp": stamp} for stamp in ("-1", "9" * 400, "9" * 5000, "1e9")]
        for headers in ({}, signed, {**signed, "X-Fal-Webhook-Signature": "zz"}, *stamped):
            assert (await http.post(f"{address}/{hook}", content=body, headers=headers)).status_code == 401
        assert (await http.post(f"{address}/{hook}", content=b"x" * 2_000_000)).status_code == 413
    assert await answers(environment) == []
    await asked(hosts(environment, fal_account, address, safety=0.5), notes := list[str]())
    again = {"request_id": json.loads(notes[-1])["request"], "url": f"{address}/nobodys"}
    told = await simulator.http.post(f"{simulator.at['control']}/webhooks/again", json=again)
    assert told.json() == {"accepted": False}, "well signed, but for nobody here"


async def test_what_is_forged_while_fal_does_not_answer_costs_it_one_call() -> None:
    calls = list[httpx.Request]()

    def down(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        return httpx.Response(503)

    hooks = FalHooks(Letterbox("postgresql://nowhere", "gateway"), "http://fal")
    hooks._http = httpx.AsyncClient(transport=httpx.MockTransport(down))
    app = Starlette(routes=[Route("/{hook}", hooks.take, methods=["POST"])])
    signed = {f"X-Fal-Webhook-{name}": "1" for name in ("Request-Id", "User-Id", "Signature")}
    told = {**signed, "X-Fal-Webhook-Timestamp": str(int(time.time()))}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://us") as http:
        answers = await asyncio.gather(*(http.post("/h", headers=told, content=b"{}") for _ in range(20)))
    assert ({answer.status_code for answer in answers}, len(calls)) == ({503}, 1)
