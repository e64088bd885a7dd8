"""Every service in one process behind a real HTTP server, and what a client asks of it. Used by the tests of whole films."""

import asyncio
import dataclasses
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.run import build, running
from contracts.topics import SERVICES

ENDS = {"completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"}


@dataclass(frozen=True, slots=True)
class Installation:
    """Every service, running."""

    address: str
    key: str
    link: str
    """Lets the owner's browser in, as `make up` prints it."""

    @asynccontextmanager
    async def client(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client with the local tenant's key."""
        headers = {"Authorization": f"Bearer {self.key}"}
        async with httpx.AsyncClient(base_url=self.address, headers=headers, timeout=60) as talking:
            yield talking


@asynccontextmanager
async def installed(environment: Environment, compute: Compute) -> AsyncIterator[Installation]:
    """All services, until the context ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    here = dataclasses.replace(environment, http_port=port)
    services = [build(name, here) for name in SERVICES]
    server = http_server(health_app(services), here.http_host, here.http_port)
    serving = asyncio.create_task(server.serve())
    async with running(services, compute=compute):
        key, link = ((here.data_dir / name).read_text().strip() for name in ("api-key", "page-url"))
        yield Installation(f"http://127.0.0.1:{here.http_port}", key, link)
    server.should_exit = True
    await serving


async def order(client: httpx.AsyncClient, **wishes: object) -> str:
    """Order a film; its id."""
    answer = await client.post("/v1/sequences", json=wishes)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def ended(client: httpx.AsyncClient, sequence: str, within: float = 240.0) -> dict[str, Any]:
    """The film, once it has ended."""
    async with asyncio.timeout(within):
        while True:
            answer = await client.get(f"/v1/sequences/{sequence}", params={"wait": "5s"})
            film: dict[str, Any] = answer.json()
            if film["state"] in ENDS:
                return film
            await asyncio.sleep(0.2)
