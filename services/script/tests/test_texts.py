"""Writers on language models, against the simulator: paid once whatever breaks, refused in words, and the key is seen nowhere."""

import asyncio
import json
import logging
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Broken, Busy, Invalid, JobError, Refused, Unsure
from script.ports import Written
from script.vendors.texts import TextWriter
from vendor_http.fal.account import Account, Hosts
from vendor_http.testing import CANARY
from vendor_http.text import anthropic, fal, openai
from vendor_simulator.plan import Latency, Rule
from vendor_simulator.texts import SCREENPLAY

from .conftest import Pages

if TYPE_CHECKING:
    from services.script.tests.conftest import Desk

    from vendor_simulator.testing import Simulator

MODELS = {"anthropic": "claude-sonnet-5-5", "openai": "gpt-6-luna", "fal": "gemini-3-8-flash"}
PATHS = {"anthropic": "/v1/messages", "openai": "/v1/responses"}


def fault(vendor: Any, name: Any, **more: Any) -> Rule:
    return Rule(vendor=vendor, method="POST", path=PATHS[vendor], fault=name, times=1, **more)


@pytest.fixture
def claude(anthropic_api: anthropic.Api) -> TextWriter:
    return TextWriter(anthropic_api, "anthropic", "claude", Pages())


@pytest.fixture
def gpt(openai_api: openai.Api) -> TextWriter:
    return TextWriter(openai_api, "openai", "gpt", Pages())


@pytest.fixture(params=["anthropic", "openai"])
def either(request: pytest.FixtureRequest, claude: TextWriter, gpt: TextWriter) -> TextWriter:
    return {"anthropic": claude, "openai": gpt}[request.param]


async def until_done(desk: "Desk", writer: TextWriter) -> Written:
    """Try again as the chassis does; waits are short here."""
    for _ in range(8):
        try:
            return await desk.tried(writer, MODELS[writer.name])
        except Busy as error:
            await asyncio.sleep(min(error.retry_after, 0.5))
        except (Unsure, Broken):
            continue
    raise AssertionError("It never ended.")


@pytest.mark.parametrize(
    "lost", ["drop_after", "drop_before", "truncate", "wrong_body", "wrong_type", "stream_drop", "stream_error"]
)
async def test_at_openai_whatever_is_lost_is_found_again_and_paid_once(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter, lost: str
) -> None:
    await simulator.plan(fault("openai", lost, after=0 if lost == "truncate" else 5))
    written = await until_done(desk, gpt)
    assert await desk.text(written) == SCREENPLAY
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"], counts["unlabelled"]) == (1, {}, 0)


@pytest.mark.parametrize("told", [{}, {"data": None}, {"data": 7}, {"data": [{}]}, {"data": [{"role": "user", "content": []}]}])
async def test_at_openai_a_list_that_cannot_be_read_does_not_prove_that_nothing_was_made(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter, told: Any
) -> None:
    listed = Rule(vendor="openai", path="/v1/conversations/*", fault="other_body", told=told)
    await simulator.plan(fault("openai", "drop_after"), listed)
    for error in (Unsure, (Unsure, Broken), (Unsure, Broken)):
        with pytest.raises(error):
            await desk.tried(gpt, MODELS["openai"])
        await asyncio.sleep(0.31)
    await simulator.plan()
    await until_done(desk, gpt)
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize("told", [{}, {"status": "completed"}, {"id": 7, "status": "completed", "output": []}, {"output": 7}])
async def test_at_openai_what_is_no_response_is_not_taken_for_an_empty_one(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter, told: Any
) -> None:
    read = Rule(vendor="openai", method="GET", path="/v1/responses/*", fault="other_body", told=told, times=2)
    await simulator.plan(fault("openai", "stream_drop", after=5), read)
    assert await desk.text(await until_done(desk, gpt)) == SCREENPLAY
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize(("name", "expected"), [("unauthorized", Unsure), ("busy", Busy), ("quota", Busy)])
async def test_at_openai_whatever_is_said_of_a_response_under_way_it_is_read_again_and_paid_once(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter, name: Any, expected: type[Exception]
) -> None:
    reads = Rule(vendor="openai", method="GET", path=f"{PATHS['openai']}/*", fault=name, retry_after=0.1, times=2)
    await simulator.plan(fault("openai", "stream_drop", after=5), reads)
    with pytest.raises(expected):
        await desk.tried(gpt, MODELS["openai"])
    assert await desk.text(await until_done(desk, gpt)) == SCREENPLAY
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (1, {})


async def test_at_openai_a_response_that_is_still_at_work_is_not_asked_for_again(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter
) -> None:
    await simulator.plan(fault("openai", "drop_after"), latencies=(Latency(vendor="openai", what="work", seconds=0.8),))
    written = await until_done(desk, gpt)
    assert await desk.text(written) == SCREENPLAY
    assert (await simulator.counts())["paid"] == 1
    asked = [c for c in await simulator.captures(vendor="openai") if c["path"] == "/v1/responses"]
    assert [c["status"] for c in asked] == [0, 400], "the second was refused, because the first was at work"


@pytest.mark.parametrize("lost", ["stream_drop", "stream_error", "truncate"])
async def test_at_anthropic_a_broken_stream_goes_on_behind_what_has_arrived(
    desk: "Desk", simulator: "Simulator", claude: TextWriter, lost: str
) -> None:
    await simulator.plan(fault("anthropic", lost, after=9))
    arrived, speech, rest = SCREENPLAY.partition("If the lamp")
    await simulator.prepare("The connection broke", speech + rest)
    with pytest.raises(Unsure):
        await desk.tried(claude, MODELS["anthropic"])
    written = await desk.tried(claude, MODELS["anthropic"])
    assert await desk.text(written) == SCREENPLAY
    first, second = [json.loads(c["body"]) for c in await simulator.captures(vendor="anthropic")]
    assert second["messages"][:1] == first["messages"]
    assert second["messages"][1] == {"role": "assistant", "content": arrived.rstrip()}
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"], counts["unlabelled"]) == (2, {}, 0)


@pytest.mark.parametrize("lost", ["drop_after", "wrong_body", "wrong_type", "stream_drop"])
async def test_at_anthropic_what_has_sent_nothing_is_never_asked_again(
    desk: "Desk", simulator: "Simulator", claude: TextWriter, lost: str
) -> None:
    await simulator.plan(fault("anthropic", lost, after=1))
    for _ in range(3):
        with pytest.raises(Unsure):
            await desk.tried(claude, MODELS["anthropic"])
    assert len(await simulator.captures(vendor="anthropic")) == 1


@pytest.mark.parametrize(
    ("name", "expected"), [("busy", Busy), ("overloaded", Busy), ("status", (Broken, Unsure))], ids=["busy", "overloaded", "500"]
)
async def test_what_the_vendor_has_not_done_is_asked_again(
    desk: "Desk", simulator: "Simulator", either: TextWriter, name: str, expected: Any
) -> None:
    await simulator.plan(fault(either.name, name, retry_after=0.2))
    with pytest.raises(expected):
        await desk.tried(either, MODELS[either.name])
    assert await desk.text(await until_done(desk, either)) == SCREENPLAY
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"]) == (1, {})


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("refusal", "content_refused", "refuse|accept"),
        ("quota", "vendor_quota", "used up"),
        ("unauthorized", "vendor_key", "_API_KEY"),
    ],
)
async def test_what_will_never_work_is_refused_in_a_sentence(
    desk: "Desk", simulator: "Simulator", either: TextWriter, name: str, code: str, words: str
) -> None:
    await simulator.plan(fault(either.name, name))
    with pytest.raises(Refused, match=words) as caught:
        await desk.tried(either, MODELS[either.name])
    assert caught.value.code == code


async def test_an_answer_that_is_no_screenplay_goes_back_once_with_its_faults(
    desk: "Desk", simulator: "Simulator", either: TextWriter
) -> None:
    await simulator.prepare("cannot be used", SCREENPLAY)
    await simulator.prepare("lighthouse", "Sure! I would love to help you.")
    written = await desk.tried(either, MODELS[either.name])
    assert await desk.text(written) == SCREENPLAY
    assert written.prompt is not None
    told = (await desk.media.get(written.prompt)).decode()
    assert "It has no scene heading" in told
    assert "Sure! I would love to help you." in told
    assert (await simulator.counts())["paid_twice"] == {}


async def test_what_is_no_screenplay_even_then_is_refused_and_not_paid_a_third_time(
    desk: "Desk", simulator: "Simulator", either: TextWriter
) -> None:
    await simulator.prepare("lighthouse", "Sure!")
    for _ in range(2):
        with pytest.raises(Refused, match="has not written a screenplay"):
            await desk.tried(either, MODELS[either.name])
    assert (await simulator.counts())["paid"] == 2


async def test_progress_names_the_scene_that_is_being_written(desk: "Desk", either: TextWriter) -> None:
    await desk.tried(either, MODELS[either.name])
    assert desk.told[-1][2].startswith("writing EXT. CLIFF - DAWN")
    assert [position for position, _, _ in desk.told] == sorted(position for position, _, _ in desk.told)


async def test_a_film_that_is_cancelled_stops_its_response_and_nothing_is_paid(
    desk: "Desk", simulator: "Simulator", gpt: TextWriter
) -> None:
    await simulator.plan(latencies=(Latency(vendor="openai", what="work", seconds=3.0), Latency(what="chunk", seconds=0.2)))
    trying = asyncio.create_task(desk.tried(gpt, MODELS["openai"]))
    async with asyncio.timeout(10):
        while not any('"response"' in note for note in desk.notes):  # noqa: ASYNC110 — notes tell nobody
            await asyncio.sleep(0.02)
    trying.cancel()
    await gpt.withdraw(desk.job(MODELS["openai"]))
    counts = await simulator.counts()
    assert (counts["paid"], counts["refunded"]) == (0, 1)


@pytest.mark.parametrize("lost", ["drop_after", "drop_before", "truncate"])
async def test_what_fal_runs_is_found_again_in_its_list_and_paid_once(
    desk: "Desk", simulator: "Simulator", fal_account: Account, lost: Any
) -> None:
    writer = TextWriter(fal.Api(Hosts(fal_account)), "fal", "gpt", Pages())
    await simulator.plan(Rule(vendor="fal", method="POST", path="/queue/openrouter*", fault=lost, times=1))
    assert await desk.text(await until_done(desk, writer)) == SCREENPLAY
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"], counts["unlabelled"]) == (1, {}, 0)


async def test_a_model_without_a_conversation_is_told_what_it_said(
    desk: "Desk", simulator: "Simulator", fal_account: Account
) -> None:
    await simulator.prepare("cannot be used", SCREENPLAY)
    await simulator.prepare("lighthouse", "Sure! </answer> I would love to.")
    written = await desk.tried(TextWriter(fal.Api(Hosts(fal_account)), "fal", "gpt", Pages()), MODELS["fal"])
    assert await desk.text(written) == SCREENPLAY
    second = [json.loads(c["body"]) for c in await simulator.captures(vendor="fal") if c["method"] == "POST"][-1]
    assert "Sure! </answer> I would love to." in second["prompt"]
    assert "It has no scene heading" in second["prompt"]


async def test_what_waits_for_nothing_needs_no_withdrawal(desk: "Desk", simulator: "Simulator", either: TextWriter) -> None:
    await either.withdraw(desk.job(MODELS[either.name]))
    await desk.tried(either, MODELS[either.name])
    await either.withdraw(desk.job(MODELS[either.name]))
    assert (await simulator.counts())["refunded"] == 0


async def test_what_a_model_lacks_is_told_before_anything_is_paid(
    desk: "Desk", simulator: "Simulator", claude: TextWriter
) -> None:
    with pytest.raises(Invalid, match="no write model"):
        await desk.tried(claude, "no-such-model")
    assert (await simulator.captures(), desk.notes) == ([], [])


async def test_the_key_is_seen_nowhere(
    desk: "Desk", simulator: "Simulator", either: TextWriter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = [repr(either)]
    for name in ("drop_after", "busy", "quota", "unauthorized", "refusal", "wrong_body", "stream_error", "status"):
        await simulator.plan(fault(either.name, name))
        desk.notes.clear()
        try:
            await desk.tried(either, MODELS[either.name])
        except JobError as error:
            seen.append(f"{error.message} {''.join(traceback.format_exception(error))}")
    assert len(seen) > 5
    assert CANARY not in "\n".join([*seen, *desk.notes, caplog.text, json.dumps(await simulator.captures())])
