"""What a vendor tells of itself is believed only as far as it can be true."""

import asyncio
import dataclasses
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from chassis.errors import Broken, Unsure
from chassis.urlguard import STRICT
from vendor_http import elevenlabs
from vendor_http.answers import retry_after
from vendor_http.asked import Intent, Submitted, is_id
from vendor_http.elevenlabs import Api, _made_at
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.history import _sent_at, looked_up
from vendor_http.series import Part
from vendor_http.text.requests import counted

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

SENT = {"prompt": "A tower"}
LONG_AGO = dataclasses.replace(Intent.of("fal-ai/flux-2", SENT), since=time.time() - 60)


@pytest.mark.parametrize(
    ("told", "believed"), [(12, 12), (0, 7), (-5, 7), (10**12, 7), (1e400, 7), ("12", 7), (None, 7), (True, 7)]
)
def test_a_number_of_tokens_that_cannot_be_one_is_worked_out_by_us(told: Any, believed: int) -> None:
    assert counted(told, 7) == believed


def test_a_time_that_cannot_be_read_hides_nothing_that_may_be_ours() -> None:
    for told in ({}, {"date_unix": "yesterday"}, {"date_unix": None}, {"date_unix": [1]}):
        assert _made_at(told) == pytest.approx(time.time(), abs=5)


async def test_an_upload_goes_nowhere_that_the_guard_does_not_allow(simulator: "Simulator", fal_account: Account) -> None:
    assert await Hosts(fal_account).upload(b"a picture", "image/png")
    with pytest.raises(Broken, match="did not take a file"):
        await Hosts(dataclasses.replace(fal_account, policy=STRICT)).upload(b"a picture", "image/png")
    assert len([c for c in await simulator.captures(vendor="fal") if c["path"].startswith("/cdn/")]) == 1


async def test_of_two_requests_alike_each_job_finds_its_own(simulator: "Simulator", fal_account: Account) -> None:
    hosts, found = Hosts(dataclasses.replace(fal_account)), list[tuple[Intent, str]]()
    for _ in range(3):
        intent = Intent.of("fal-ai/flux-2", SENT)
        answer = await hosts.http.post(f"{fal_account.queue}/fal-ai/flux-2", headers=hosts.headers("w"), json=SENT)
        found.append((intent, answer.json()["request_id"]))
        await asyncio.sleep(0.3)
    for intent, request_id in found:
        assert await looked_up(hosts, intent) == Submitted("fal-ai/flux-2", request_id)


async def test_a_request_that_lies_unread_behind_the_question_for_it_is_found(
    simulator: "Simulator", fal_account: Account
) -> None:
    """As after a standstill of the vendor: its list is in vain, and a moment later the request is there."""
    hosts = Hosts(dataclasses.replace(fal_account, settles=30.0))
    looking = asyncio.create_task(looked_up(hosts, LONG_AGO))
    while not [c for c in await simulator.captures(vendor="fal") if "by-endpoint" in c["path"]]:  # noqa: ASYNC110 — another process
        await asyncio.sleep(0.01)
    answer = await hosts.http.post(f"{fal_account.queue}/fal-ai/flux-2", headers=hosts.headers("w"), json=SENT)
    assert await looking == Submitted("fal-ai/flux-2", answer.json()["request_id"])


UNREAD = [{}, *({"request_id": id_, "json_input": SENT} for id_ in (None, "../a?", 7)), {"request_id": "a"}, "a", None]
"""Requests of a list of which nobody can tell what they are."""


@pytest.mark.parametrize(
    "told",
    [
        *({}, {"items": None}, {"items": {}}, {"message": "Soon back."}),
        *({"items": [item]} for item in UNREAD),
        {"items": [], "has_more": True},
    ],
)
async def test_an_answer_without_a_list_does_not_prove_that_a_request_is_not_there(fal_account: Account, told: Any) -> None:
    hosts = Hosts(dataclasses.replace(fal_account, settles=0.1))
    hosts.http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=told)))
    with pytest.raises(Unsure):
        await looked_up(hosts, LONG_AGO)


@pytest.mark.parametrize("stamp", ["2020-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00", "2020-01-01T00:00:00"])
async def test_a_request_of_long_ago_is_no_reason_to_look_further(fal_account: Account, stamp: str) -> None:
    hosts = Hosts(dataclasses.replace(fal_account, settles=0.1))
    told = {"items": [{"sent_at": stamp, "request_id": "a", "json_input": {"prompt": "Another"}}], "next_cursor": "1"}
    hosts.http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=told)))
    assert await looked_up(hosts, LONG_AGO) is None


def test_a_time_without_a_zone_is_in_utc_wherever_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """In another zone every request of fal's list would be hours old, and none of them ours."""
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        assert _sent_at({"sent_at": "2026-11-22T10:00:00"}) == _sent_at({"sent_at": "2026-11-22T10:00:00Z"})
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        *(({"retry-after": told}, 5.0) for told in ("", "soon", "nan", "Wed, 21 Oct 2015 07:28:00 99999999999999999999")),
        *(({"retry-after-ms": told}, 5.0) for told in ("soon", "nan")),
        *(({"retry-after": told}, 0.1) for told in ("-7", "0", "Wed, 21 Oct 2015 07:28:00 GMT")),
        *(({"retry-after": told}, 300.0) for told in ("1e9", "inf", "9" * 500)),
        ({"retry-after-ms": "1500"}, 1.5),
    ],
)
def test_nobody_waits_for_ever_or_not_at_all_because_of_what_a_vendor_says(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers) == seconds


@pytest.mark.parametrize("told", ["", "a" * 201, "../a", "a/b", "a?b", "a#b", "a b", "a\n", "ä", "%2e", 7, None, ["a"]])
def test_an_id_that_cannot_stand_in_an_address_is_none(told: Any) -> None:
    assert not is_id(told)
    assert is_id("019abc-DEF_1.2~3:4")


NO_SPEECH = [{}, {"history_item_id": 7, "date_unix": None}, {"voice_id": "a"}, None]


@pytest.mark.parametrize(
    "told",
    [
        *({}, {"history": None, "voices": None}, {"message": "Soon back."}),
        *({"history": [item], "voices": [item]} for item in NO_SPEECH),
    ],
)
async def test_an_answer_without_a_list_does_not_prove_that_nothing_was_spoken_or_cloned(told: Any) -> None:
    api, asked = an_api(told)
    for look in (api.spoken, api.cloned):
        with pytest.raises(Unsure):
            await look(Part("v1/x", {"name": "Mara"}, "w", gives="json"), LONG_AGO)
    assert len(asked) == 2


async def test_a_history_without_an_end_does_not_prove_that_nothing_was_spoken() -> None:
    api, asked = an_api(
        {"history": [{"history_item_id": "a", "date_unix": time.time()}], "has_more": True, "last_history_item_id": "a"}
    )
    with pytest.raises(Unsure, match="too long"):
        await api.spoken(Part("v1/x", {"text": "Hello.", "model_id": "eleven_v3"}, "w", gives="json"), LONG_AGO)
    assert len(asked) > 1


def an_api(told: Any) -> tuple[Api, list[httpx.Request]]:
    """elevenlabs that answers with the same to everything, and what it was asked."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=told)

    api = Api(elevenlabs.Account("key", settles=0.1))
    api._http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return api, asked
