"""From an order over HTTP to a finished film, through every real service, Kafka, PostgreSQL and S3."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import asyncpg
import av
import httpx
import pytest
from playwright.async_api import Page
from whole_studio import Installation, ended, installed, order

from chassis.compute import Compute
from chassis.environment import Environment

SCRIPT = """INT. KITCHEN - NIGHT

MARA (30s, red coat) lights a candle.

MARA
The power is out again.

EXT. HARBOR - DAWN

The sun comes up. Mara laughs.
"""
WATCHING = """async video => {
  video.muted = true;
  await video.play();
  while (video.currentTime < 0.5) await new Promise(later => video.addEventListener("timeupdate", later, { once: true }));
  video.pause();
  const said = kind => [...video.textTracks].find(track => track.kind === kind);
  while (!said("subtitles").cues?.length) await new Promise(later => setTimeout(later, 50));
  const texts = kind => [...said(kind).cues].map(cue => cue.getCueAsHTML().textContent);
  const size = [video.videoWidth, video.videoHeight];
  return { seconds: video.duration, size, subtitles: texts("subtitles"), chapters: texts("chapters") };
}"""
"""Plays half a second."""


@pytest.fixture
async def installation(environment: Environment, compute: Compute) -> AsyncIterator[Installation]:
    """All services, with local models."""
    async with installed(environment, compute) as found:
        yield found


@pytest.fixture
async def client(installation: Installation) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the local tenant's key."""
    async with installation.client() as talking:
        yield talking


async def stopped_and_continued(client: httpx.AsyncClient, environment: Environment, **wishes: object) -> dict[str, Any]:
    """The film of an order that stops after its frames and is continued; what there was is not made again."""
    stopped = await ended(client, await order(client, **wishes, stop_at="frames"))
    assert (stopped["state"], stopped["film"], stopped["continuable"]) == ("completed", None, True)
    before = await takes(environment, "imagery")
    assert before
    answer = await client.post(f"/v1/sequences/{stopped['id']}/continue")
    film = await ended(client, answer.json()["id"])
    assert (film["state"], film["continues"], film["cost_micros"]) == ("completed", stopped["id"], 0)
    assert await takes(environment, "imagery") == before
    return film


async def takes(environment: Environment, service: str) -> int:
    """How many takes a service has made."""
    connection = await asyncpg.connect(environment.dsn_of(service))
    made: int = await connection.fetchval("select count(*) from take")
    await connection.close()
    return made


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


async def watch(page: Page, installation: Installation, sequence: str) -> dict[str, Any]:
    """Look at a finished film in a browser: what plays, and what its tracks say."""
    await page.goto(installation.link)
    await page.goto(f"{installation.address}/#/films/{sequence}")
    await page.locator("#chapters button").first.wait_for()
    seen: dict[str, Any] = await page.locator("video").evaluate(WATCHING)
    return seen


@pytest.mark.timeout(600)
async def test_a_screenplay_becomes_a_film_that_browsers_play_and_stopping_and_continuing_makes_the_same_bytes(
    client: httpx.AsyncClient, installation: Installation, environment: Environment, tmp_path: Path, page: Page
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
    seen = await watch(page, installation, film["id"])
    assert (seen["seconds"], seen["size"]) == (pytest.approx(6, abs=0.1), [960, 960])
    assert "The power is out again." in seen["subtitles"]
    assert len(seen["chapters"]) == 2
    await forget_everything_made(environment)
    again = await stopped_and_continued(client, environment, **wishes)
    assert again["frames"] == film["frames"] == 6 * 24
    assert hashlib.sha256(await download(client, again["film"], "mp4")).digest() == hashlib.sha256(mp4).digest()


@pytest.mark.timeout(300)
async def test_a_film_can_be_cancelled_at_any_moment_and_ends_once(client: httpx.AsyncClient) -> None:
    for pause in (0.0, 0.3, 1.5):
        sequence = await order(client, text=SCRIPT, duration=10, seed=int(pause * 10) + 100)
        await asyncio.sleep(pause)
        assert (await client.post(f"/v1/sequences/{sequence}/cancel")).status_code in {200, 202}
        film = await ended(client, sequence, within=60)
        assert film["state"] == "cancelled"
