"""From an order over HTTP to a finished film, through every real service, Kafka, PostgreSQL and S3."""

import asyncio
import dataclasses
import hashlib
import socket
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import asyncpg
import av
import httpx
import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.run import build, running
from contracts.topics import SERVICES

SCRIPT = """INT. KITCHEN - NIGHT

MARA (30s, red coat) lights a candle.

MARA
The power is out again.

EXT. HARBOR - DAWN

The sun comes up. Mara laughs.
"""
ENDS = {"completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
async def client(environment: Environment, compute: Compute) -> AsyncIterator[httpx.AsyncClient]:
    """All services in this process, and a client with the local tenant's key."""
    here = dataclasses.replace(environment, http_port=free_port())
    services = [build(name, here) for name in SERVICES]
    server = http_server(health_app(services), here.http_host, here.http_port)
    serving = asyncio.create_task(server.serve())
    async with running(services, compute=compute):
        key = (Path(here.data_dir) / "api-key").read_text().strip()
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{here.http_port}", headers=headers, timeout=60) as talking:
            yield talking
    server.should_exit = True
    await serving


async def order(client: httpx.AsyncClient, **wishes: object) -> str:
    answer = await client.post("/v1/sequences", json=wishes)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


async def ended(client: httpx.AsyncClient, sequence: str, within: float = 240.0) -> dict[str, Any]:
    async with asyncio.timeout(within):
        while True:
            answer = await client.get(f"/v1/sequences/{sequence}", params={"wait": "5s"})
            film: dict[str, Any] = answer.json()
            if film["state"] in ENDS:
                return film
            await asyncio.sleep(0.2)


async def forget_everything_made(environment: Environment) -> None:
    """Takes and pieces are made again, so that the same bytes are no reuse."""
    for service, table in (("imagery", "take"), ("motion", "take"), ("audio", "take"), ("assembly", "piece")):
        connection = await asyncpg.connect(environment.dsn_of(service))
        await connection.execute(f"delete from {table}")
        await connection.close()


async def download(client: httpx.AsyncClient, links: Mapping[str, str], name: str) -> bytes:
    answer = await client.get(links[name])
    assert answer.status_code == 200
    return answer.content


@pytest.mark.timeout(600)
async def test_a_screenplay_becomes_a_film_and_the_same_order_the_same_bytes(
    client: httpx.AsyncClient, environment: Environment, tmp_path: Path
) -> None:
    wishes = {"text": SCRIPT, "duration": 6, "ratio": "1:1", "seed": 7}
    film = await ended(client, await order(client, **wishes))
    assert film["state"] == "completed", film
    mp4 = await download(client, film["film"], "mp4")
    (tmp_path / "film.mp4").write_bytes(mp4)
    with av.open(str(tmp_path / "film.mp4")) as opened:
        assert sum(1 for _ in opened.decode(video=0)) == 6 * 24
        assert {s.type for s in opened.streams} >= {"video", "audio", "subtitle"}
    assert "The power is out again." in (await download(client, film["film"], "srt")).decode()
    await forget_everything_made(environment)
    again = await ended(client, await order(client, **wishes))
    assert hashlib.sha256(await download(client, again["film"], "mp4")).digest() == hashlib.sha256(mp4).digest()


@pytest.mark.timeout(300)
async def test_a_film_can_be_cancelled_at_any_moment_and_ends_once(client: httpx.AsyncClient) -> None:
    for pause in (0.0, 0.3, 1.5):
        sequence = await order(client, text=SCRIPT, duration=10, seed=int(pause * 10) + 100)
        await asyncio.sleep(pause)
        assert (await client.post(f"/v1/sequences/{sequence}/cancel")).status_code in {200, 202}
        film = await ended(client, sequence, within=60)
        assert film["state"] == "cancelled"
