"""Promises about ordering, looking at, listing and cancelling films."""

import asyncio
import json
from typing import Any

import pytest

from contracts.base import Failure
from contracts.coordinator import CancelSequence, SequenceCancelled, SequenceFailed, StartSequence
from contracts.form import Form
from gateway.repository.tenants import every_tenant

from .conftest import Gateway
from .stories import ANALYZED, PLANNED, STARTED, WRITTEN, clip


async def test_an_order_is_accepted_with_its_address_and_starts_the_film(gateway: Gateway, headers: dict[str, str]) -> None:
    body = {"text": "A star falls.", "duration": "30s", "ratio": "1:1", "seed": 7, "models": {"image": "gpt_image_2"}}
    response = await gateway.client.post("/v1/sequences", json=body, headers=headers)
    film = response.json()
    assert (response.status_code, response.headers["location"]) == (202, film["links"]["self"])
    ((type_, command),) = await gateway.commands(film["id"])
    started = StartSequence.model_validate_json(command)
    assert (type_, started.request.duration, started.request.seed) == (StartSequence.TYPE, 30, 7)
    assert started.request.models.image == "gpt-image-2-5"
    assert started.request.source.kind == "idea"
    assert started.request.source.text is not None
    assert await gateway.service.media.get(started.request.source.text) == b"A star falls."


async def test_an_order_says_in_which_form_the_film_is_wanted(gateway: Gateway, headers: dict[str, str]) -> None:
    body = {
        "text": "A star falls.",
        "codec": "av1",
        "resolution": "4k",
        "transition": "clock_wipe",
        "fps": 30,
        "subtitles": "burned",
    }
    film = (await gateway.client.post("/v1/sequences", json=body, headers=headers)).json()
    ((_, command),) = await gateway.commands(film["id"])
    started = StartSequence.model_validate_json(command).request
    assert (started.form, started.transition, started.fps) == (
        Form(codec="av1", resolution="4k", subtitles="burned"),
        "clock_wipe",
        30,
    )


async def test_the_callers_trace_goes_on_in_the_command(gateway: Gateway, headers: dict[str, str]) -> None:
    for given, kept in ((f"00-{'a' * 32}-{'b' * 16}-01", True), ("forged\u00e9", False)):
        traced = [(k.encode(), v.encode("latin-1")) for k, v in (headers | {"traceparent": given}).items()]
        response = await gateway.client.post("/v1/sequences", json={"text": "A star falls."}, headers=traced)
        (envelope,) = await gateway.envelopes(response.json()["id"])
        assert envelope.traceparent == (given if kept else "")


async def test_a_film_is_shown_as_far_as_it_is(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, clip("s1.0"), WRITTEN)
    await gateway.tell(tenant, id_, PLANNED, clip("s0.1"))
    await gateway.tell(tenant, id_, STARTED, ANALYZED)
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()
    stages = {s["stage"]: (s["done"], s["total"]) for s in film["stages"] if s["total"]}
    assert stages == {"script": (1, 1), "storyboard": (1, 1), "clips": (2, 3), "film": (0, 1)}
    assert film["scenes"] == {"done": 1, "total": 2}
    assert (film["state"], film["title"]) == ("running", "The Star")


async def test_films_that_were_started_elsewhere_are_shown_too(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = "11111111-2222-4333-8444-" + tenant[-8:] + "0000"
    await gateway.tell(tenant, id_, STARTED)
    assert (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()["state"] == "running"


async def test_a_hundred_equal_calls_make_one_film_and_get_one_answer(gateway: Gateway, headers: dict[str, str]) -> None:
    keyed = headers | {"Idempotency-Key": "same"}
    calls = [gateway.client.post("/v1/sequences", json={"text": "A star falls."}, headers=keyed) for _ in range(100)]
    responses = await asyncio.gather(*calls)
    assert {r.status_code for r in responses} == {202}
    assert len({r.content for r in responses}) == 1
    assert sum("idempotent-replayed" not in r.headers for r in responses) == 1
    films = (await gateway.client.get("/v1/sequences", headers=headers)).json()["sequences"]
    assert len(films) == 1
    assert len(await gateway.commands(films[0]["id"])) == 1


async def test_a_key_that_was_used_for_another_film_is_refused(gateway: Gateway, headers: dict[str, str]) -> None:
    keyed = headers | {"Idempotency-Key": "k"}
    await gateway.client.post("/v1/sequences", json={"text": "A star falls."}, headers=keyed)
    response = await gateway.client.post("/v1/sequences", json={"text": "A star falls.", "seed": 1}, headers=keyed)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "idempotency_key_reused")


async def test_the_same_key_of_two_tenants_makes_two_films(gateway: Gateway, headers: dict[str, str]) -> None:
    other = await gateway.caller("another-tenant")
    ids = {await gateway.film(h | {"Idempotency-Key": "shared"}) for h in (headers, other)}
    assert len(ids) == 2


async def test_a_list_is_paged_without_gaps_or_repeats(gateway: Gateway, headers: dict[str, str]) -> None:
    made = [await gateway.film(headers) for _ in range(5)]
    found: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await gateway.client.get("/v1/sequences", params=query, headers=headers)).json()
        found += [film["id"] for film in page["sequences"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == made[::-1]


async def test_a_list_can_be_of_one_state(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    failed, _ = await gateway.film(headers), await gateway.film(headers)
    failure = Failure(kind="invalid", code="no_scenes", message="There is no scene.")
    await gateway.tell(tenant, failed, (SequenceFailed(failure=failure), ""))
    page = (await gateway.client.get("/v1/sequences?state=failed", headers=headers)).json()
    assert [(f["id"], f["failure"]["message"]) for f in page["sequences"]] == [(failed, "There is no scene.")]


async def test_a_list_is_of_the_state_that_its_films_are_shown_in(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    waiting, stopped = await gateway.film(headers), await gateway.film(headers)
    await gateway.client.post(f"/v1/sequences/{stopped}/cancel", headers=headers)

    async def listed(state: str) -> list[tuple[str, str]]:
        page = (await gateway.client.get(f"/v1/sequences?state={state}", headers=headers)).json()
        return [(film["id"], film["state"]) for film in page["sequences"]]

    assert (await listed("queued"), await listed("cancelling")) == ([(waiting, "queued")], [(stopped, "cancelling")])
    await gateway.tell(tenant, stopped, (SequenceCancelled(reason="cancelled by the user"), ""))
    assert (await listed("cancelling"), await listed("cancelled")) == ([], [(stopped, "cancelled")])


async def test_a_cancelled_film_says_so_at_once_and_the_coordinator_is_told_once(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    id_ = await gateway.film(headers)
    for _ in range(2):
        response = await gateway.client.post(f"/v1/sequences/{id_}/cancel", headers=headers)
        assert (response.status_code, response.json()["state"]) == (202, "cancelling")
    assert [type_ for type_, _ in await gateway.commands(id_, 2)] == [StartSequence.TYPE, CancelSequence.TYPE]
    await gateway.tell(tenant, id_, (SequenceCancelled(reason="cancelled by the user"), ""))
    response = await gateway.client.post(f"/v1/sequences/{id_}/cancel", headers=headers)
    assert (response.status_code, response.json()["state"]) == (202, "cancelled")


async def test_a_finished_film_cannot_be_cancelled(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    failure = Failure(kind="invalid", code="no_scenes", message="There is no scene.")
    await gateway.tell(tenant, id_, (SequenceFailed(failure=failure), ""))
    response = await gateway.client.post(f"/v1/sequences/{id_}/cancel", headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (409, "already_ended")


async def test_waiting_ends_when_the_film_does(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    waiting = asyncio.create_task(gateway.client.get(f"/v1/sequences/{id_}?wait=20", headers=headers))
    await asyncio.sleep(0.3)
    failure = Failure(kind="invalid", code="no_scenes", message="There is no scene.")
    await gateway.tell(tenant, id_, STARTED, (SequenceFailed(failure=failure), ""))
    async with asyncio.timeout(15):
        assert (await waiting).json()["state"] == "failed"


async def test_waiting_ends_when_the_time_is_over(gateway: Gateway, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    async with asyncio.timeout(15):
        response = await gateway.client.get(f"/v1/sequences/{id_}?wait=0.3s", headers=headers)
    assert response.json()["state"] == "queued"


@pytest.mark.parametrize("query", ["limit=-1", "limit=1000000000", "limit=x", "cursor=forged", "cursor=AAAA", "state=lost"])
async def test_forged_parameters_of_a_list_are_refused(gateway: Gateway, headers: dict[str, str], query: str) -> None:
    response = await gateway.client.get(f"/v1/sequences?{query}", headers=headers)
    assert response.status_code == 400
    assert json.loads(response.content)["error"]["request_id"] == response.headers["x-request-id"]


async def test_a_transaction_that_names_no_tenant_sees_no_films(gateway: Gateway, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    query = "select count(*) from sequence where sequence_id = $1"
    assert await gateway.service.pool().fetchval(query, id_) == 0

    async def as_everybody(tx: Any) -> int:
        await every_tenant(tx)
        return int(await tx.fetchval(query, id_))

    assert await gateway.service.transact(as_everybody) == 1


async def test_models_tell_whether_they_can_be_chosen_here_and_which_key_is_missing(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    shown = {m["id"]: m for m in (await gateway.client.get("/v1/models", headers=headers)).json()["models"]}
    assert (shown["local-draw"]["available"], shown["local-draw"]["lacks"]) == (True, "")
    assert shown["kling-v3-pro"]["available"] is False
    assert (shown["kling-v3-pro"]["missing_keys"], shown["local-draw"]["missing_keys"]) == (["FAL_KEY"], [])
    assert "set FAL_KEY (fal) where the services run" in shown["kling-v3-pro"]["lacks"]
    body = {"text": "A star falls.", "models": {"clip": "kling-v3-pro"}}
    answer = await gateway.client.post("/v1/sequences", json=body, headers=headers)
    assert answer.status_code == 422
    assert "FAL_KEY" in answer.json()["error"]["message"]


async def test_an_order_says_what_may_take_a_models_place(gateway: Gateway, headers: dict[str, str]) -> None:
    body = {"text": "A star falls."}
    for more in ({}, {"failover": "route"}, {"failover": "model"}):
        film = (await gateway.client.post("/v1/sequences", json=body | more, headers=headers)).json()
        ((_, command),) = await gateway.commands(film["id"])
        assert StartSequence.model_validate_json(command).request.failover == more.get("failover", "never")
    refused = await gateway.client.post("/v1/sequences", json=body | {"failover": "always"}, headers=headers)
    assert (refused.status_code, "model" in refused.text) == (422, True)
