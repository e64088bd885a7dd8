"""Promises about media: only signed links that have not ended, any byte range, right types, never another tenant's."""

import hashlib
import time

import pytest

from contracts.base import MediaRef
from gateway.http.present import media_link

from .conftest import Gateway
from .stories import assembled, film_of

VIDEO = bytes(range(256)) * 4096


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
