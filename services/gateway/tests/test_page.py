"""Promises about the page, in a real browser: a film is ordered, followed, watched and sought; faults are told where they are."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.async_api import Page, Response, Route, expect

from contracts.assembly import Film
from contracts.base import MediaRef
from contracts.coordinator import SequenceCancelled, SequenceCompleted, StartSequence
from contracts.form import Form, Resolution, Subtitles, VideoCodec
from contracts.storyboard import FrameRate, TransitionChoice
from gateway.access import LOCAL
from gateway.repository.access import Caller

from .conftest import Gateway
from .pictures import CHAPTERS, FPS, SECONDS, SUBTITLES, TILES, film_of_noise
from .stories import ANALYZED, PLANNED, REF, STARTED, WRITTEN, assembled, clip

IDEA = "A small robot looks for the person who switched it on."


@pytest.fixture
async def door(gateway: Gateway, tenant: str, address: str) -> str:
    """The link that lets the tenant's browser in."""
    keeper = gateway.service.mounted[0][1].app.state.house.keeper
    return f"{address}/login?ticket={keeper.ticket(Caller(tenant, LOCAL.scopes))}"


async def order(page: Page) -> str:
    """Order a film by hand; returns its id."""
    await page.get_by_role("button", name=IDEA).click()
    await page.get_by_role("button", name="Make the film").click()
    await expect(page.locator("#title")).to_be_visible()
    return page.url.rpartition("/")[2]


async def finished(gateway: Gateway, tenant: str, sequence: str, folder: Path, **more: MediaRef) -> None:
    """Tell that the film is there."""
    media = gateway.service.media
    mp4 = await media.put_file(tenant, film_of_noise(folder / "noise.mp4"), "video/mp4")
    poster = await media.put(tenant, b"no picture", "text/plain")
    vtt, chapters = [await media.put(tenant, text.encode(), "text/vtt") for text in (SUBTITLES, CHAPTERS)]
    film = Film(mp4=mp4, poster=poster, srt=vtt, vtt=vtt, chapters=chapters, frames=FPS * SECONDS, seconds=SECONDS, **more)
    await gateway.tell(tenant, sequence, *assembled(film))


async def seek(page: Page, seconds: float) -> float:
    """Go there in the film; returns where the picture is then."""
    there: float = await page.locator("video").evaluate(
        "(video, to) => new Promise(done => {"
        " video.addEventListener('seeked', () => done(video.currentTime), { once: true }); video.currentTime = to })",
        seconds,
    )
    return there


async def test_progress_is_seen_while_it_is_made(gateway: Gateway, tenant: str, door: str, address: str, page: Page) -> None:
    await page.goto(door)
    assert page.url == f"{address}/"
    sequence = await order(page)
    await expect(page.locator("#state")).to_have_text("Waiting")
    clips = page.locator("#stages li", has_text="Clips").locator(".count")
    told = ((STARTED, "–"), (WRITTEN, "–"), (ANALYZED, "–"), (PLANNED, "0/3"), (clip("s0.0"), "1/3"), (clip("s0.1"), "2/3"))
    for event, shown in told:
        await gateway.tell(tenant, sequence, event)
        await expect(clips).to_have_text(shown)
    await expect(page.locator("#state")).to_have_text("In the making")
    await expect(page.locator("#title")).to_have_text("The Star")
    await expect(page.locator("#scenes-count")).to_have_text("1 of 2")
    await expect(page.locator("#films .name")).to_have_text("The Star")


async def test_a_film_is_followed_on_when_the_gateway_was_away(gateway: Gateway, tenant: str, door: str, page: Page) -> None:
    """What is told twice then is shown once."""
    asked = 0

    async def starting(route: Route) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            await route.fulfill(status=425, body="The gateway is not ready yet.")
        else:
            await route.continue_()

    await page.route("**/events", starting)
    await page.goto(door)
    sequence = await order(page)
    await gateway.tell(tenant, sequence, STARTED, WRITTEN)
    await expect(page.locator("#state")).to_have_text("In the making")
    await expect(page.locator("#entries li")).to_have_count(2)
    assert asked == 2


async def test_a_finished_film_plays_and_seeks_with_chapters_and_subtitles(
    gateway: Gateway, tenant: str, door: str, page: Page, tmp_path: Path
) -> None:
    asked: list[Response] = []
    page.on("response", lambda answer: asked.append(answer) if ".mp4" in answer.url else None)
    await page.goto(door)
    await finished(gateway, tenant, await order(page), tmp_path)
    await expect(page.locator("#state")).to_have_text("Finished")
    video = page.locator("video")
    assert await seek(page, 18.0) == pytest.approx(18.0, abs=0.1)
    assert {answer.status for answer in asked} == {206}
    starts = [int(re.findall(r"bytes (\d+)-", await answer.header_value("content-range") or "")[0]) for answer in asked]
    assert max(starts) > 0, "the browser read the whole film instead of jumping in it"

    chapters = page.locator("#chapters button")
    await expect(chapters).to_have_text(["0:00 Kitchen", "0:10 Harbor"])
    await video.evaluate("video => { video.muted = true }")
    await chapters.nth(1).click()
    await expect(chapters.nth(1)).to_have_attribute("aria-current", "true")
    played = "async video => { while (video.currentTime < 10.3) await new Promise(later => setTimeout(later, 20));"
    played += " return video.getVideoPlaybackQuality().totalVideoFrames }"
    assert await video.evaluate(played) > 3
    await video.evaluate("video => video.pause()")
    await seek(page, 13.0)
    said = "video => [...video.textTracks].find(track => track.mode === 'showing').activeCues[0].getCueAsHTML().textContent"
    assert await video.evaluate(said) == "The power is out."


async def test_faults_are_told_at_their_field_and_what_was_written_stays(door: str, page: Page) -> None:
    refused: list[int] = []
    page.on("response", lambda answer: refused.append(answer.status) if answer.status >= 400 else None)
    await page.goto(door)
    await page.get_by_role("button", name="Make the film").click()
    await expect(page.locator("#text-error")).not_to_be_empty()
    await expect(page.get_by_label("Idea or screenplay")).to_be_focused()
    url = page.get_by_label("Or a web page")
    await url.fill("https://127.0.0.1/secret")
    await page.get_by_role("button", name="Make the film").click()
    await expect(page.locator("#url-error")).not_to_be_empty()
    await expect(page.locator("#text-error")).to_be_empty()
    await expect(url).to_have_value("https://127.0.0.1/secret")
    await expect(page.locator("#no-films")).to_be_visible()
    assert refused == [422, 422]


async def test_a_film_is_cancelled(gateway: Gateway, tenant: str, door: str, page: Page) -> None:
    await page.goto(door)
    sequence = await order(page)
    await gateway.tell(tenant, sequence, STARTED)
    cancel = page.get_by_role("button", name="Cancel")
    await cancel.click()
    await expect(page.locator("#state")).to_have_text("Stopping")
    await gateway.tell(tenant, sequence, (SequenceCancelled(reason="asked"), ""))
    await expect(page.locator("#state")).to_have_text("Cancelled")
    await expect(cancel).to_be_hidden()


async def test_a_film_that_was_stopped_is_continued(gateway: Gateway, tenant: str, door: str, page: Page) -> None:
    await page.goto(door)
    await page.get_by_label("Make", exact=True).select_option("frames")
    stopped = await order(page)
    go_on = page.get_by_role("button", name="Continue")
    await expect(go_on).to_be_hidden()
    await gateway.tell(tenant, stopped, STARTED, PLANNED, (SequenceCompleted(storyboard=REF), ""))
    await expect(page.locator("#state")).to_have_text("Stopped after: Frames")
    await go_on.click()
    await expect(page.locator("#state")).to_have_text("Waiting")
    continued = page.url.rpartition("/")[2]
    assert continued != stopped
    await expect(page.locator("#films li")).to_have_count(2)
    await expect(go_on).to_be_hidden()


async def test_who_is_not_let_in_is_told_how_to_get_in(address: str, page: Page) -> None:
    await page.goto(address)
    notice: Any = page.locator("#notice")
    await expect(notice).to_contain_text("sagareel page")


async def test_tiles_are_seen_over_the_time_line_and_lead_to_their_moment(
    gateway: Gateway, tenant: str, door: str, page: Page, tmp_path: Path
) -> None:
    await page.goto(door)
    sequence = await order(page)
    put = gateway.service.media.put
    track = "WEBVTT\n\n00:00:00.000 --> 00:00:10.000\ntiles.jpg#xywh=0,0,160,90\n\n"
    track += "00:00:10.000 --> 00:00:20.000\ntiles.jpg#xywh=160,0,160,90\n"
    tiles = {"tiles": await put(tenant, TILES, "image/png"), "thumbnails": await put(tenant, track.encode(), "text/vtt")}
    await finished(gateway, tenant, sequence, tmp_path, **tiles)
    bar = page.get_by_label("Go to a moment of the film")
    await expect(bar).to_be_visible()
    box = await bar.bounding_box()
    assert box is not None
    for share, where in ((0.25, "0px 0px"), (0.75, "-160px 0px")):
        await bar.hover(position={"x": box["width"] * share, "y": box["height"] / 2})
        await expect(page.locator("#tile")).to_be_visible()
        await expect(page.locator("#tile")).to_have_css("background-position", where)
    seen = "async tile => { const picture = new Image(); picture.src = tile.style.backgroundImage.slice(5, -2); "
    seen += "await picture.decode(); "
    assert await page.locator("#tile").evaluate(seen + "return picture.naturalWidth }") == 320
    await bar.click(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
    assert await page.locator("video").evaluate("video => video.currentTime") == pytest.approx(15, abs=0.6)
    await page.mouse.move(0, 0)
    await expect(page.locator("#tile")).to_be_hidden()


async def test_how_the_film_is_delivered_is_chosen_on_the_page(gateway: Gateway, door: str, page: Page) -> None:
    await page.goto(door)
    await page.get_by_text("Picture and subtitles").click()
    wanted = {"resolution": "4k", "fps": "25", "codec": "av1", "subtitles": "burned", "transition": "clock_wipe"}
    for name, value in wanted.items():
        await page.locator(f"#{name}").select_option(value)
    ((_, body),) = await gateway.commands(await order(page))
    request = StartSequence.read(body).request
    assert request.form == Form(codec="av1", resolution="4k", subtitles="burned")
    assert (request.fps, request.transition) == (25, "clock_wipe")
    offered = {
        name: set(await page.locator(f"#{name} option").evaluate_all("all => all.map(each => each.value)")) for name in wanted
    }
    kinds = {
        "resolution": Resolution,
        "codec": VideoCodec,
        "subtitles": Subtitles,
        "transition": TransitionChoice,
        "fps": FrameRate,
    }
    for name, kind in kinds.items():
        assert offered[name] == {str(value) for value in _values(kind)}, name


def _values(kind: Any) -> set[Any]:
    """All values of nested literals."""
    found = get_args(kind)
    return {kind} if not found else set().union(*(_values(each) for each in found))


async def test_a_key_of_ones_own_is_set_and_removed_and_never_shown(door: str, page: Page) -> None:
    key = "a-key-that-nobody-must-see"
    await page.goto(door)
    box = page.locator("#keys")
    await box.get_by_text("Your own keys").click()
    await box.get_by_label("Vendor").select_option("fal")
    field = box.get_by_label("Key", exact=True)
    assert (await field.get_attribute("type"), await field.get_attribute("autocomplete")) == ("password", "off")
    await field.fill("short")
    await box.get_by_role("button", name="Set the key").click()
    await expect(box.locator("#key-error")).to_contain_text("8 to 512")
    await field.fill(key)
    await box.get_by_role("button", name="Set the key").click()
    await expect(box.locator("#key-list li")).to_contain_text("fal, fingerprint")
    await expect(box.locator("#key-error")).to_be_empty()
    await expect(field).to_have_value("")
    assert key not in await page.content()
    await box.get_by_role("button", name="Remove the key for fal").click()
    await expect(box.locator("#key-list li")).to_have_count(0)


async def test_a_film_is_shown_also_where_keys_cannot_be_read(door: str, page: Page) -> None:
    await page.route("**/v1/keys", lambda route: route.fulfill(status=200, body="This is no list of keys."))
    await page.goto(door)
    await order(page)
    await page.reload()
    await expect(page.locator("#title")).to_be_visible()
    await expect(page.locator("#keys")).to_be_hidden()
