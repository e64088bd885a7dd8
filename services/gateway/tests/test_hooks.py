"""The route at which vendors tell us of results: mounted by the gateway itself where vendors can reach it, and nowhere else."""

import asyncio
import contextlib
import dataclasses
import socket
from collections.abc import AsyncIterator

import asyncpg
import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chassis.answers import Bell
from chassis.environment import Environment
from chassis.http import health_app, http_server
from gateway.app import build
from vendor_http.hosts import SETTING
from vendor_simulator.testing import Simulator

ACCOUNT = "fal:test"
SUBMITTED = {"prompt": "A tower"}


def client(environment: Environment) -> httpx.AsyncClient:
    """Calls the gateway as it serves: the app of its whole process, without a network."""
    transport = httpx.ASGITransport(health_app([build(environment)]))
    return httpx.AsyncClient(transport=transport, base_url="http://gateway")


def reachable(environment: Environment, **more: str) -> Environment:
    told = {**environment.variables, "SAGAREEL_WEBHOOK_URL": "https://films.example", **more}
    return dataclasses.replace(environment, variables=told)


async def test_the_gateway_keeps_what_fal_has_signed_and_nothing_else(environment: Environment, simulator: Simulator) -> None:
    hook = await Bell(ACCOUNT, environment.dsn_of("imagery"), "imagery").hook()
    signed = await delivery(simulator)
    async with client(reachable(environment, **{SETTING: simulator.at["base"]})) as calls:
        for headers, status in (({}, 401), (signed.headers, 200), (signed.headers, 200)):
            told = await calls.post(f"/hooks/fal/{hook}", content=signed.body, headers=headers)
            assert told.status_code == status, told.text
        assert (await calls.post("/hooks/fal/nobodys", content=signed.body, headers=signed.headers)).status_code == 404
        assert (await calls.get(f"/hooks/fal/{hook}")).status_code == 405
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    rows = await connection.fetch("select request_id from vendor.answer")
    await connection.close()
    assert [row["request_id"] for row in rows] == [signed.request_id]


async def test_where_no_vendor_can_reach_us_there_is_no_such_route(environment: Environment) -> None:
    async with client(environment) as calls:
        assert (await calls.post("/hooks/fal/any", content=b"{}")).status_code in (404, 405)


@dataclasses.dataclass(frozen=True, slots=True)
class Delivery:
    """A webhook as fal sends it."""

    request_id: str
    headers: dict[str, str]
    body: bytes


async def delivery(simulator: Simulator) -> Delivery:
    """One, caught on its way: a job is done, and its webhook comes to a server of the test's own."""
    caught: list[tuple[dict[str, str], bytes]] = []
    async with catching(caught) as address:
        url = f"{simulator.at['fal_queue']}/fal-ai/flux-2"
        told = await simulator.http.post(
            url, params={"fal_webhook": address}, json=SUBMITTED, headers={"Authorization": "Key k", "X-Work": "w"}
        )
        while not caught:  # noqa: ASYNC110 — a list has no event
            await asyncio.sleep(0.01)
    headers, body = caught[0]
    return Delivery(told.json()["request_id"], {k: v for k, v in headers.items() if k.startswith("x-fal")}, body)


@contextlib.asynccontextmanager
async def catching(caught: list[tuple[dict[str, str], bytes]]) -> AsyncIterator[str]:
    """A server that keeps what is posted to it."""

    async def take(request: Request) -> Response:
        caught.append((dict(request.headers), await request.body()))
        return Response()

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = http_server(Starlette(routes=[Route("/", take, methods=["POST"])]), "127.0.0.1", port)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 — the server has no event for it
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    await serving
