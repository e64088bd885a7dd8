"""The prompts of a film are listed in the order of its making, for its owner only, and their words can be read."""

import asyncio
import uuid

from playwright.async_api import Page, expect

from chassis.testing.wire import Wire
from contracts.analysis import ScriptAnalyzed
from contracts.base import Failure, Rung
from contracts.coordinator import StepStoodIn
from contracts.envelope import Envelope
from contracts.registry import MESSAGES
from contracts.script import ScriptWritten
from gateway.access import LOCAL
from gateway.repository.access import Caller

from .conftest import Gateway
from .stories import STARTED

PLAN = {"title": "T", "frames": 24, "scenes": [{"id": "a", "title": "A", "shots": [{"id": "a-1", "frames": 24}]}]}


async def prompted(gateway: Gateway, tenant: str, headers: dict[str, str]) -> str:
    """A film whose script and storyboard were made by a model."""
    id_ = await gateway.film(headers)
    media = gateway.service.media
    texts = [await media.put(tenant, words.encode(), "text/plain") for words in ("Write it.", "Read it.", "Read it again.")]
    board = await media.put(tenant, b"{}", "application/json")
    read = [
        ScriptAnalyzed.model_validate({"storyboard": board.model_dump(), "plan": PLAN, "prompt": text.model_dump()})
        for text in texts[1:]
    ]
    written = ScriptWritten(script=board, title="T", prompt=texts[0])
    await gateway.tell(tenant, id_, STARTED, (read[0], "analyze"), (written, "write"))
    await gateway.tell(tenant, id_, (read[1], "analyze"), (ScriptWritten(script=board, title="T"), "write"))
    return id_


async def test_the_prompts_of_a_film_can_be_read(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await prompted(gateway, tenant, headers)
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()
    told = (await gateway.client.get(film["links"]["prompts"], headers=headers)).json()
    assert [(one["step"], one["stage"]) for one in told["prompts"]] == [("write", "script"), ("analyze", "storyboard")]
    texts = [(await gateway.client.get(one["text"])).text for one in told["prompts"]]
    assert texts == ["Write it.", "Read it again."]


async def test_a_prompt_is_read_out_of_an_event_of_which_else_the_envelope_says_all(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    id_ = await gateway.film(headers)
    text = await gateway.service.media.put(tenant, b"Write it.", "text/plain")
    written = ScriptWritten(script=text, title="T", prompt=text)
    envelope = Envelope(str(uuid.uuid4()), written.TYPE, "/sagareel/script", tenant, id_, "write", 1)
    async with Wire(gateway.service.environment, MESSAGES) as wire:
        await wire.send([(envelope, written)])
    async with asyncio.timeout(20):
        while not (told := (await gateway.client.get(f"/v1/sequences/{id_}/prompts", headers=headers)).json()["prompts"]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert [one["step"] for one in told] == ["write"]


async def test_nobody_else_sees_them(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await prompted(gateway, tenant, headers)
    stranger = await gateway.caller("somebody-else")
    assert (await gateway.client.get(f"/v1/sequences/{id_}/prompts", headers=stranger)).status_code == 404
    assert (await gateway.client.get("/v1/sequences/none/prompts", headers=headers)).status_code == 404


async def test_a_film_of_local_models_has_none(gateway: Gateway, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    assert (await gateway.client.get(f"/v1/sequences/{id_}/prompts", headers=headers)).json()["prompts"] == []


async def test_the_page_shows_each_text_when_it_is_opened(
    gateway: Gateway, tenant: str, headers: dict[str, str], address: str, page: Page
) -> None:
    id_ = await prompted(gateway, tenant, headers)
    keeper = gateway.service.mounted[0][1].app.state.house.keeper
    await page.goto(f"{address}/login?ticket={keeper.ticket(Caller(tenant, LOCAL.scopes))}")
    await page.goto(f"{address}/page/prompts.html?film={id_}")
    await expect(page.get_by_role("heading", level=2)).to_have_text(["script", "storyboard"])
    await page.get_by_text("analyze", exact=True).click()
    await expect(page.locator("pre").last).to_have_text("Read it again.")


async def test_what_was_tried_after_a_refusal_is_told_by_step(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    media = await gateway.service.media.put(tenant, b"{}", "application/json")
    rung = Rung(kind="softened", model="m", vendor="fal", seed=2, code="content_refused", reason="M refuses prompt.")
    written = ScriptWritten(script=media, title="T", prompt=media, rungs=(rung,))
    stood_in = StepStoodIn(failure=Failure(kind="refused", code="content_refused", message="No.", rungs=(rung, rung)))
    await gateway.tell(tenant, id_, STARTED, (written, "write"), (stood_in, "speech:1"))
    told = (await gateway.client.get(f"/v1/sequences/{id_}/prompts", headers=headers)).json()["prompts"]
    assert [(one["step"], one["text"] is None, len(one["rungs"])) for one in told] == [("write", False, 1), ("speech:1", True, 2)]
    assert told[0]["rungs"][0]["reason"] == "M refuses prompt."
