"""Promises about media: only signed links that have not ended, any byte range, right types, never another tenant's."""

import hashlib
import random
import time
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from contracts.base import MediaRef
from gateway.http import media
from gateway.http.present import media_link
from gateway.http.ranges import BeyondTheEndError, asked_range

from .conftest import Gateway
from .stories import assembled, film_of

VIDEO = bytes(range(256)) * 4096
LARGE = 64 * 1024 * 1024


@pytest.fixture(autouse=True, params=[media.SMALL, 0], ids=["small", "large"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Every promise holds for what is kept whole and for what is passed through; the largest size of the first."""
    monkeypatch.setattr(media, "PIECE", 100_000)
    monkeypatch.setattr(media, "SMALL", request.param)
    return int(request.param)


async def link_of(gateway: Gateway, tenant: str, ends: int = 60, media_type: str = "video/mp4", name: str = "film.mp4") -> str:
    """A link to a medium of a tenant."""
    ref = await gateway.service.media.put(tenant, VIDEO, media_type)
    sign = gateway.service.mounted[0][1].app.state.house.keeper.sign
    return media_link(sign, tenant, ref, name, int(time.time()) + ends)


async def test_a_finished_film_has_links_that_give_its_bytes(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    ref = await gateway.service.media.put(tenant, VIDEO, "video/mp4")
    await gateway.tell(tenant, id_, *assembled(film_of(ref)))
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()["film"]
    response = await gateway.client.get(film["mp4"])
    assert hashlib.sha256(response.content).hexdigest() == film["sha256"]
    assert film["mp4"].endswith("/a-star-falls.mp4")
    saved = await gateway.client.get(film["download"])
    assert saved.headers["content-disposition"].startswith("attachment; filename*=UTF-8''a-star-falls.mp4")


async def test_thumbnails_find_their_picture_beside_them_and_nothing_else(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    id_, put = await gateway.film(headers), gateway.service.media.put
    track, tiles = await put(tenant, b"WEBVTT\n", "text/vtt"), await put(tenant, VIDEO[:5000], "image/jpeg")
    await gateway.tell(tenant, id_, *assembled(film_of(track).model_copy(update={"tiles": tiles, "thumbnails": track})))
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()["film"]
    assert (await gateway.client.get(film["thumbnails"])).text == "WEBVTT\n"
    beside = str(httpx.URL(film["thumbnails"]).join("tiles.jpg"))
    for link in (beside, film["tiles"]):
        shown = await gateway.client.get(link)
        assert (shown.content, shown.headers["content-type"]) == (VIDEO[:5000], "image/jpeg")
    assert (await gateway.client.get(str(httpx.URL(film["thumbnails"]).join("other.jpg")))).text == "WEBVTT\n"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=1048000-", 1_048_000, 1_048_576),
        ("bytes=-500", 1_048_076, 1_048_576),
    ],
)
async def test_any_byte_range_is_served(gateway: Gateway, tenant: str, asked: str, start: int, end: int) -> None:
    response = await gateway.client.get(await link_of(gateway, tenant), headers={"Range": asked})
    assert response.status_code == 206
    assert response.headers["content-range"] == f"bytes {start}-{end - 1}/{len(VIDEO)}"
    assert response.content == VIDEO[start:end]


async def test_a_range_beyond_the_end_is_refused(gateway: Gateway, tenant: str) -> None:
    response = await gateway.client.get(await link_of(gateway, tenant), headers={"Range": "bytes=2000000-"})
    assert response.status_code == 416
    assert response.headers["content-range"] == f"bytes */{len(VIDEO)}"


async def test_head_tells_the_size_and_that_ranges_work(gateway: Gateway, tenant: str) -> None:
    response = await gateway.client.head(await link_of(gateway, tenant))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-length"] == str(len(VIDEO))
    assert response.headers["accept-ranges"] == "bytes"


async def test_a_known_medium_is_not_sent_again(gateway: Gateway, tenant: str) -> None:
    link = await link_of(gateway, tenant)
    etag = (await gateway.client.head(link)).headers["etag"]
    assert (await gateway.client.get(link, headers={"If-None-Match": etag})).status_code == 304
    part = await gateway.client.get(link, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (part.status_code, len(part.content)) == (200, len(VIDEO))


async def test_a_link_that_ended_or_was_altered_shows_nothing(gateway: Gateway, tenant: str) -> None:
    ended = await link_of(gateway, tenant, ends=-1)
    good = await link_of(gateway, tenant)
    token = good.split("/")[3]
    other = "A" if token[30] != "A" else "B"
    altered = good.replace(token, token[:30] + other + token[31:])
    for link in (ended, altered, good.replace(token, token[:-8]), good.replace(token, "x" * 5000)):
        assert (await gateway.client.get(link)).status_code == 404


@pytest.mark.parametrize(
    ("media_type", "shown"),
    [
        ("text/vtt", True),
        ("image/jpeg", True),
        ("video/mp4", True),
        ("text/html", False),
        ("image/svg+xml", False),
        ("application/xml", False),
    ],
)
async def test_only_media_are_shown_in_the_browser(gateway: Gateway, tenant: str, media_type: str, shown: bool) -> None:
    response = await gateway.client.get(await link_of(gateway, tenant, media_type=media_type))
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["content-disposition"].startswith("inline" if shown else "attachment")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in response.headers["content-security-policy"]


async def test_a_name_in_a_link_cannot_add_headers(gateway: Gateway, tenant: str) -> None:
    link = await link_of(gateway, tenant, name="a%0d%0aSet-Cookie:%20x%22.mp4")
    response = await gateway.client.get(link)
    assert "set-cookie" not in response.headers
    assert response.headers["content-disposition"] == "inline; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%22.mp4"


async def test_a_medium_that_is_lost_is_said_to_be_away(gateway: Gateway, tenant: str) -> None:
    sign = gateway.service.mounted[0][1].app.state.house.keeper.sign
    digest = hashlib.sha256(tenant.encode()).hexdigest()
    ref = MediaRef(bucket="sagareel", key=f"{tenant}/none.mp4", sha256=digest, size=1, media_type="video/mp4")
    response = await gateway.client.get(media_link(sign, tenant, ref, "film.mp4", int(time.time()) + 60))
    assert (response.status_code, response.json()["error"]["code"]) == (503, "unavailable")


def signed(gateway: Gateway, tenant: str, ref: MediaRef) -> str:
    sign = gateway.service.mounted[0][1].app.state.house.keeper.sign
    return media_link(sign, tenant, ref, "film.mp4", int(time.time()) + 60)


async def test_a_seek_to_the_end_of_a_large_film_reads_only_that(
    gateway: Gateway, tenant: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "large.mp4"
    content.write_bytes(random.Random(tenant).randbytes(1024 * 1024) * 64)
    ref = await gateway.service.media.put_file(tenant, content, "video/mp4")
    read: list[int] = []
    part = gateway.service.media.part

    async def counted(ref: MediaRef, start: int, length: int) -> bytes:
        read.append(length)
        return await part(ref, start, length)

    monkeypatch.setattr(gateway.service.media, "part", counted)
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        end = await client.get(signed(gateway, tenant, ref), headers={"Range": "bytes=-1000"})
        assert (end.status_code, end.headers["content-range"]) == (206, f"bytes {LARGE - 1000}-{LARGE - 1}/{LARGE}")
        assert end.content == content.read_bytes()[-1000:]
        assert read == [1000]
        async with client.stream("GET", signed(gateway, tenant, ref)) as whole:
            await anext(whole.aiter_bytes(1000))
            assert sum(read) < LARGE / 2, "the first byte has waited for the whole"


async def test_a_large_film_that_was_altered_in_the_store_never_arrives_whole(
    gateway: Gateway, tenant: str, address: str, small: int
) -> None:
    forged = await gateway.service.media.put(tenant, VIDEO[::-1], "video/mp4")
    claimed = forged.model_copy(update={"sha256": hashlib.sha256(VIDEO + tenant.encode()).hexdigest()})
    shorter = claimed.model_copy(update={"size": forged.size - 1})
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        if small:
            assert (await client.get(signed(gateway, tenant, claimed))).status_code == 503
        else:
            with pytest.raises(httpx.RemoteProtocolError), capture_logs() as logged:
                await client.get(signed(gateway, tenant, claimed))
            assert [entry["event"] for entry in logged] == ["a request failed"]
        assert (await client.get(signed(gateway, tenant, shorter))).status_code == 503


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "items=0-1", "bytes=0-1,5-9", "bytes=a-b", "bytes=--5", f"bytes=0-{'9' * 5000}"]
)
async def test_a_range_that_makes_no_sense_to_us_gives_everything(asked: str) -> None:
    assert asked_range(asked, 10) is None


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
async def test_a_range_without_a_byte_lies_beyond_the_end(asked: str) -> None:
    with pytest.raises(BeyondTheEndError):
        asked_range(asked, 10)
