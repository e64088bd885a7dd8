"""Promises about films that are watched while they are made: playlists only grow, in order, for who holds the link."""

import time
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from contracts.assembly import PreviewGrew, PreviewPart
from contracts.coordinator import SequenceCancelled

from .conftest import Gateway
from .pictures import FPS, Fragments, noise_in_parts
from .stories import PLANNED, STARTED
from .test_page import door, finished, order

SECONDS = 6
SHOTS = ((0, 2), (2, 3), (3, SECONDS))
"""Which seconds each shot has."""

__all__ = ["door"]


async def shots(gateway: Gateway, tenant: str, made: Fragments) -> list[PreviewGrew]:
    """What assembly tells of a film of three shots."""
    put = gateway.service.media.put
    opening = await put(tenant, made.opening, "video/mp4")
    told = []
    for number, (first, end) in enumerate(SHOTS):
        refs = [await put(tenant, part, "video/mp4") for part in made.parts[first:end]]
        parts = tuple(PreviewPart(media=ref, frames=FPS) for ref in refs)
        more = {"opening": opening, "codecs": made.codecs, "width": 160, "height": 160, "last": end == SECONDS}
        told.append(PreviewGrew.model_validate({"number": number, "parts": parts, **more}))
    return told


async def playlist(gateway: Gateway, headers: dict[str, str], sequence: str, name: str = "stream.m3u8") -> tuple[int, list[str]]:
    """The status and the lines of the playlist that the film's representation leads to."""
    film = (await gateway.client.get(f"/v1/sequences/{sequence}", headers=headers)).json()
    answer = await gateway.client.get(film["preview"].replace("preview.m3u8", name))
    return answer.status_code, answer.text.splitlines()


def named(lines: list[str]) -> list[str]:
    return [line.rpartition("/")[2] for line in lines if line and not line.startswith("#")]


async def test_a_playlist_has_the_shots_in_order_up_to_the_first_that_is_missing(
    gateway: Gateway, tenant: str, headers: dict[str, str], tmp_path: Path
) -> None:
    made = noise_in_parts(tmp_path / "noise.mp4", SECONDS)
    first, second, third = await shots(gateway, tenant, made)
    id_ = await gateway.film(headers)
    assert (await playlist(gateway, headers, id_))[0] == 404, "nothing can be watched yet"
    await gateway.tell(tenant, id_, STARTED, (third, ""))
    assert (await playlist(gateway, headers, id_))[0] == 404, "nor when only the end can"
    await gateway.tell(tenant, id_, (first, ""), (first, ""))
    status, lines = await playlist(gateway, headers, id_)
    assert status == 200
    assert named(lines) == ["part-0-0.mp4", "part-0-1.mp4"]
    assert "#EXT-X-PLAYLIST-TYPE:EVENT" in lines
    assert "#EXT-X-ENDLIST" not in lines
    before = lines
    await gateway.tell(tenant, id_, (second, ""))
    _, lines = await playlist(gateway, headers, id_)
    assert lines[: len(before)] == before, "it only grows"
    assert named(lines) == [f"part-{n}-{i}.mp4" for n, (a, b) in enumerate(SHOTS) for i in range(b - a)]
    assert lines[-1] == "#EXT-X-ENDLIST"
    _, many = await playlist(gateway, headers, id_, "preview.m3u8")
    assert f'CODECS="{made.codecs}"' in many[-2]
    assert "RESOLUTION=160x160" in many[-2]
    assert many[-1] == "stream.m3u8"


async def test_parts_are_signed_media_in_any_byte_range(
    gateway: Gateway, tenant: str, headers: dict[str, str], tmp_path: Path
) -> None:
    made = noise_in_parts(tmp_path / "noise.mp4", SECONDS)
    (first, *_) = await shots(gateway, tenant, made)
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, (first, ""))
    _, lines = await playlist(gateway, headers, id_)
    opening = next(line.split('"')[1] for line in lines if line.startswith("#EXT-X-MAP"))
    parts = [line for line in lines if line.startswith("/")]
    assert (await gateway.client.get(opening)).content == made.opening
    assert [(await gateway.client.get(part)).content for part in parts] == list(made.parts[:2])
    cut = await gateway.client.get(parts[0], headers={"Range": "bytes=100-199"})
    assert (cut.status_code, cut.content) == (206, made.parts[0][100:200])
    altered = parts[0].replace("/media/", "/media/x")
    assert (await gateway.client.get(altered)).status_code == 404


async def test_a_link_shows_one_film_and_ends(gateway: Gateway, tenant: str, headers: dict[str, str], tmp_path: Path) -> None:
    (first, *_) = await shots(gateway, tenant, noise_in_parts(tmp_path / "noise.mp4", 3))
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, (first, ""))
    sign = gateway.service.mounted[0][1].app.state.house.keeper.sign
    now = int(time.time())
    for whose, ends in ((tenant, now - 1), ("another", now + 60)):
        token = sign.seal("preview", {"t": whose, "q": id_, "exp": ends})
        assert (await gateway.client.get(f"/v1/previews/{token}/stream.m3u8")).status_code == 404
    stolen = sign.seal("media", {"t": tenant, "q": id_, "exp": now + 60})
    assert (await gateway.client.get(f"/v1/previews/{stolen}/stream.m3u8")).status_code == 404


async def test_the_playlist_ends_with_the_film(gateway: Gateway, tenant: str, headers: dict[str, str], tmp_path: Path) -> None:
    (first, *_) = await shots(gateway, tenant, noise_in_parts(tmp_path / "noise.mp4", 3))
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED, (first, ""))
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()
    await gateway.tell(tenant, id_, (SequenceCancelled(reason="asked"), ""))
    text = (await gateway.client.get(film["preview"].replace("preview.m3u8", "stream.m3u8"))).text
    assert text.endswith("#EXT-X-ENDLIST\n")
    assert (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()["preview"] is None


async def ended(route: Route) -> None:
    """What the gateway answers to a link after its hour."""
    await route.fulfill(status=404, json={"error": {"code": "link_ended", "message": "This link is not valid, or no longer."}})


async def test_the_page_plays_a_film_while_it_is_made_and_goes_on_in_the_finished_one(
    gateway: Gateway, tenant: str, door: str, page: Page, tmp_path: Path
) -> None:
    first, second, third = await shots(gateway, tenant, noise_in_parts(tmp_path / "parts.mp4", SECONDS))
    await page.goto(door)
    sequence = await order(page)
    await gateway.tell(tenant, sequence, STARTED, PLANNED)
    await expect(page.locator("#player")).to_be_hidden()
    await gateway.tell(tenant, sequence, (first, ""))
    await expect(page.locator("#early")).to_be_visible()
    video = page.locator("video")
    there = "async (video, s) => { while (!(video.buffered.length && video.buffered.end(0) >= s - 0.1)) "
    there += "await new Promise(later => setTimeout(later, 50)); return video.buffered.end(0) }"
    assert await video.evaluate(there, 2) == pytest.approx(2, abs=0.1)
    moved = "async video => { video.muted = true; await video.play(); while (video.currentTime < 0.4) "
    moved += "await new Promise(later => setTimeout(later, 20)); video.pause(); return video.videoWidth }"
    assert await video.evaluate(moved) == 160
    async with page.expect_request(f"**/v1/sequences/{sequence}"):  # a fresh link, as this one ends
        await page.route("**/stream.m3u8", ended, times=1)
    await gateway.tell(tenant, sequence, (second, ""), (third, ""))
    assert await video.evaluate(there, SECONDS) == pytest.approx(SECONDS, abs=0.1)
    whole = "async video => { while (!Number.isFinite(video.duration)) await new Promise(later => setTimeout(later, 50)); "
    assert await video.evaluate(whole + "return video.duration }") == pytest.approx(SECONDS, abs=0.1)
    await video.evaluate("video => new Promise(done => { video.onseeked = done; video.currentTime = 4.5 })")
    await finished(gateway, tenant, sequence, tmp_path)
    await expect(page.locator("#early")).to_be_hidden()
    stayed = "async video => { while (video.seeking || video.readyState < 2) await new Promise(later => setTimeout(later, 50)); "
    assert await video.evaluate(stayed + "return video.currentTime }") == pytest.approx(4.5, abs=0.1)
    assert ".mp4" in str(await video.get_attribute("src"))
