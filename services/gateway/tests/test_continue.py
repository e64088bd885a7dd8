"""Promises about continuing films: which can be, what the coordinator is told, and that nothing is made twice."""

import asyncio
import uuid
from typing import Any

import httpx
import pytest

from contracts.base import Failure, Message
from contracts.coordinator import (
    SequenceCancelled,
    SequenceCompleted,
    SequenceFailed,
    SequenceNeedsAttention,
    StartSequence,
)
from gateway.domain.continuing import further, hindrance
from gateway.domain.faults import Unacceptable

from .conftest import Gateway
from .stories import REF, STARTED, assembled, film_of

FAILURE = Failure(kind="broken", code="x", message="It broke.")
STOPPED = SequenceCompleted(script=REF, storyboard=REF)


async def ended(gateway: Gateway, tenant: str, headers: dict[str, str], end: Message, **wishes: Any) -> str:
    """A film that was ordered and has ended so."""
    id_ = await gateway.film(headers, text="A star falls.", **wishes)
    await gateway.tell(tenant, id_, STARTED, (end, ""))
    return id_


async def asked(gateway: Gateway, headers: dict[str, str], id_: str, body: dict[str, Any] | None = None) -> httpx.Response:
    return await gateway.client.post(f"/v1/sequences/{id_}/continue", json=body, headers=headers)


async def shown(gateway: Gateway, headers: dict[str, str], id_: str) -> dict[str, Any]:
    film: dict[str, Any] = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()
    return film


async def started(gateway: Gateway, id_: str) -> StartSequence:
    ((type_, body),) = await gateway.commands(id_)
    assert type_ == StartSequence.TYPE
    return StartSequence.model_validate_json(body)


async def test_a_stopped_film_goes_on_as_a_new_one_from_its_script_and_storyboard(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    first = await ended(gateway, tenant, headers, STOPPED, stop_at="frames", seed=7, title="Star")
    film = await shown(gateway, headers, first)
    assert (film["stop_at"], film["continuable"], film["film"]) == ("frames", True, None)
    answer = await asked(gateway, headers, first)
    assert (answer.status_code, answer.headers["location"]) == (202, answer.json()["links"]["self"])
    order, again = await started(gateway, first), await started(gateway, answer.json()["id"])
    assert (order.stop_at, order.script, order.storyboard) == ("frames", None, None)
    assert (again.stop_at, again.script, again.storyboard) == ("film", REF, REF)
    assert again.request == order.request
    new = await shown(gateway, headers, answer.json()["id"])
    assert (new["continues"], new["stop_at"], new["title"]) == (first, "film", "Star")
    assert (new["state"], new["continuable"]) == ("queued", False)


@pytest.mark.parametrize("end", [SequenceFailed(failure=FAILURE, script=REF), SequenceCancelled(reason="asked", script=REF)])
async def test_films_that_failed_or_were_cancelled_go_on_from_what_there_is(
    gateway: Gateway, tenant: str, headers: dict[str, str], end: Message
) -> None:
    first = await ended(gateway, tenant, headers, end)
    answer = await asked(gateway, headers, first, {"stop_at": "clips"})
    again = await started(gateway, answer.json()["id"])
    assert (again.stop_at, again.script, again.storyboard) == ("clips", REF, None)


async def test_a_film_that_cannot_be_continued_says_why(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    making = await gateway.film(headers)
    whole = await gateway.film(headers)
    await gateway.tell(tenant, whole, STARTED, *assembled(film_of(REF)))
    stuck = await ended(gateway, tenant, headers, SequenceNeedsAttention(failure=FAILURE))
    elsewhere = str(uuid.uuid4())
    await gateway.tell(tenant, elsewhere, STARTED, (SequenceFailed(failure=FAILURE), ""))
    for id_, code in (
        (making, "not_ended"),
        (whole, "nothing_left"),
        (stuck, "needs_attention"),
        (elsewhere, "not_ordered_here"),
    ):
        answer = await asked(gateway, headers, id_)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, code)
        assert not (await shown(gateway, headers, id_))["continuable"]


async def test_a_film_of_somebody_else_is_as_unknown_as_one_that_never_was(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    first = await ended(gateway, tenant, headers, STOPPED, stop_at="frames")
    stranger = await gateway.caller("another-tenant")
    for who, id_ in ((stranger, first), (headers, str(uuid.uuid4())), (headers, "nonsense")):
        answer = await asked(gateway, who, id_)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    reader = await gateway.caller(tenant, "sequences:read")
    assert (await asked(gateway, reader, first)).status_code == 403


async def test_equal_calls_under_one_key_continue_it_once(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    first = await ended(gateway, tenant, headers, STOPPED, stop_at="frames")
    keyed = headers | {"Idempotency-Key": "again"}
    answers = await asyncio.gather(*(asked(gateway, keyed, first) for _ in range(10)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    other = await asked(gateway, keyed, first, {"stop_at": "clips"})
    assert (other.status_code, other.json()["error"]["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("body", "code"),
    [({"stop_at": "frames"}, "not_further"), ({"stop_at": "end"}, "invalid_request"), ({"seed": 1}, "invalid_request")],
)
async def test_a_stage_that_it_has_reached_and_other_wishes_are_refused_at_their_field(
    gateway: Gateway, tenant: str, headers: dict[str, str], body: dict[str, Any], code: str
) -> None:
    first = await ended(gateway, tenant, headers, STOPPED, stop_at="frames")
    error = (await asked(gateway, headers, first, body)).json()["error"]
    assert (error["code"], error["details"][0]["field"]) == (code, *body)


async def test_an_order_for_a_whole_film_is_known_again_by_a_release_that_could_not_stop(
    gateway: Gateway, headers: dict[str, str]
) -> None:
    keyed = headers | {"Idempotency-Key": "old"}
    answers = [
        await gateway.client.post("/v1/sequences", json={"text": "A star falls.", **more}, headers=keyed)
        for more in ({}, {"stop_at": "film"}, {"stop_at": "frames"})
    ]
    assert [answer.status_code for answer in answers] == [202, 202, 422]


def test_who_failed_may_stop_anywhere_and_who_stopped_only_later() -> None:
    assert further("failed", "frames", "script") == "script"
    assert further("completed", "frames", "clips") == "clips"
    with pytest.raises(Unacceptable, match="clips, sound, film"):
        further("completed_with_stand_ins", "frames", "frames")
    assert hindrance("completed_with_stand_ins", "frames", ordered_here=True) is None
