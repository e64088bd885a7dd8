"""Pictures on fal, against the simulator: paid once whatever breaks, refused in words, and the key is seen nowhere."""

import asyncio
import json
import logging
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Broken, Busy, Invalid, JobError, Refused, Unsure
from contracts.imagery import SheetUse
from imagery.ports import Picture
from imagery.vendors.fal import FalPictures
from vendor_http.fal.account import Account
from vendor_http.testing import CANARY
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from services.imagery.tests.conftest import Studio

    from vendor_simulator.testing import Simulator

MODEL = "nano-banana-2"
SUBMIT = "/queue/fal-ai/nano-banana-2*"


def fault(name: Any, **more: Any) -> Rule:
    return Rule(vendor="fal", method="POST", path=SUBMIT, fault=name, times=1, **more)


@pytest.fixture
def vendor(fal_account: Account) -> FalPictures:
    return FalPictures.of(fal_account)


async def until_done(studio: "Studio", vendor: FalPictures) -> Picture:
    """Try again as the chassis does; waits are short here."""
    for _ in range(8):
        try:
            return await studio.tried(vendor, studio.frame(), MODEL)
        except Busy as error:
            await asyncio.sleep(min(error.retry_after, 1.0))
        except (Unsure, Broken):
            continue
    raise AssertionError("It never ended.")


@pytest.mark.parametrize("lost", ["drop_after", "drop_before", "truncate", "wrong_body", "wrong_type", "status"])
async def test_a_submit_whose_answer_is_lost_is_looked_up_and_never_paid_twice(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures, lost: str
) -> None:
    await simulator.plan(fault(lost))
    with pytest.raises(Unsure):
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (await until_done(studio, vendor)).cost == 80_000
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"], counts["same_body"]) == (1, {}, {})


async def test_the_request_is_noted_before_anything_waits_and_taken_up_again(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await studio.tried(vendor, studio.frame(), MODEL)
    asked, submitted = (json.loads(note) for note in studio.notes)
    assert (asked["asking"], submitted["endpoint"]) == ("fal-ai/nano-banana-2", "fal-ai/nano-banana-2")
    statuses = [c for c in await simulator.captures(vendor="fal") if c["path"].endswith("/status")]
    assert submitted["request"] in statuses[0]["path"]
    await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_a_job_that_failed_at_fal_is_free_and_sent_again(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(fault("job_error"))
    with pytest.raises(Broken, match="Nano Banana 2 failed at fal"):
        await studio.tried(vendor, studio.frame(), MODEL)
    await studio.tried(vendor, studio.frame(), MODEL)
    counts = await simulator.counts()
    assert (counts["paid"], counts["refunded"], counts["paid_twice"]) == (1, 1, {})


@pytest.mark.parametrize("form", ["vendor", "proxy"])
async def test_a_refusal_that_could_not_be_read_at_first_is_read_again_and_not_paid_again(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures, form: Any
) -> None:
    result = "/queue/fal-ai/nano-banana-2/requests/????????-????-????-????-????????????"
    unread = Rule(vendor="fal", method="GET", path=result, fault="status", status=500, form=form, times=1)
    await simulator.plan(fault("job_refusal"), unread)
    with pytest.raises(Broken):
        await studio.tried(vendor, studio.frame(), MODEL)
    with pytest.raises(Refused):
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_what_was_made_is_not_given_up_for_a_refusal_that_no_model_has_told(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(
        Rule(vendor="fal", method="GET", path="/queue/*/requests/*-????????????", fault="status", status=422, times=1)
    )
    assert (await until_done(studio, vendor)).cost == 80_000
    assert (await simulator.counts())["paid"] == 1


async def test_a_lost_job_stays_lost_rather_than_being_paid_again(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(fault("job_lost"))
    for _ in range(2):
        with pytest.raises(Broken):
            await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_waiting_is_no_failure_and_leaves_nothing_to_look_up(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(fault("busy", retry_after=2.0))
    with pytest.raises(Busy) as caught:
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (caught.value.retry_after, studio.notes[-1]) == (2.0, "")
    await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize(
    ("rule", "code", "words"),
    [
        (fault("job_refusal"), "content_refused", "Nano Banana 2 refuses prompt"),
        (fault("quota"), "vendor_quota", "used up"),
        (fault("unauthorized"), "vendor_key", "FAL_KEY"),
    ],
)
async def test_what_will_never_work_is_refused_in_a_sentence(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures, rule: Rule, code: str, words: str
) -> None:
    await simulator.plan(rule)
    with pytest.raises(Refused, match=words) as caught:
        await studio.tried(vendor, studio.frame(), MODEL)
    assert caught.value.code == code


@pytest.mark.parametrize("path", ["/queue/fal-ai/nano-banana-2/requests/*/status", "/queue/fal-ai/nano-banana-2/requests/*"])
async def test_a_key_that_is_taken_away_while_a_picture_is_made_leaves_it_unsure_and_nobody_asks_elsewhere(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures, path: str
) -> None:
    await simulator.plan(Rule(vendor="fal", method="GET", path=path, fault="unauthorized", times=1))
    with pytest.raises(Unsure, match="not paid a second time") as caught:
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (caught.value.code, "request" in studio.notes[-1]) == ("vendor_key", True)
    await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_a_key_that_is_taken_away_before_a_lost_submit_is_found_leaves_it_unsure(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(fault("drop_after"), Rule(vendor="fal", path="/api/*", fault="unauthorized", times=1))
    for code in ("vendor_unsure", "vendor_key"):
        with pytest.raises(Unsure) as caught:
            await studio.tried(vendor, studio.frame(), MODEL)
        assert caught.value.code == code
    await until_done(studio, vendor)
    assert (await simulator.counts())["paid"] == 1


async def test_a_result_that_is_asked_for_too_often_is_waited_for(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    path = "/queue/fal-ai/nano-banana-2/requests/*"
    await simulator.plan(Rule(vendor="fal", method="GET", path=path, fault="busy", skip=1, times=1, retry_after=0.3))
    with pytest.raises(Busy):
        await studio.tried(vendor, studio.frame(), MODEL)
    await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_a_picture_that_fals_filter_has_blackened_is_a_refusal(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    await simulator.plan(fault("job_flagged"))
    with pytest.raises(Refused, match="Nano Banana 2 refuses") as caught:
        await studio.tried(vendor, studio.frame(), MODEL)
    assert caught.value.code == "content_refused"


async def test_what_a_model_lacks_is_told_before_anything_is_paid(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    with pytest.raises(Invalid, match="GPT Image 1") as caught:
        await studio.tried(vendor, studio.frame(), "gpt-image-1")
    assert caught.value.code == "model_lacks"
    assert (await simulator.captures(vendor="fal"), studio.notes) == ([], [])


async def test_sheets_go_with_the_frame_as_far_as_the_model_takes_them(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures
) -> None:
    sheet = await studio.tried(vendor, studio.sheet(), MODEL, "job-0")
    studio.notes.clear()
    order = studio.frame(sheets=(SheetUse(subject="ann", media=sheet.media),))
    await studio.tried(vendor, order, MODEL)
    sent = [c for c in await simulator.captures(vendor="fal") if c["path"] == "/queue/fal-ai/nano-banana-2/edit"]
    body = json.loads(sent[0]["body"])
    assert (len(sent), len(body["image_urls"])) == (1, 1)
    assert "1. Ann" in body["prompt"]


async def test_the_key_is_seen_nowhere(
    studio: "Studio", simulator: "Simulator", vendor: FalPictures, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = [repr(vendor), repr(vendor.hosts.account)]
    for name in ("drop_after", "busy", "quota", "unauthorized", "job_refusal", "job_error", "wrong_body", "status"):
        await simulator.plan(fault(name))
        studio.notes.clear()
        try:
            await studio.tried(vendor, studio.frame(seed=len(seen)), MODEL)
        except JobError as error:
            seen.append(f"{error.message} {''.join(traceback.format_exception(error))}")
    assert len(seen) == 10
    assert CANARY not in "\n".join([*seen, *studio.notes, caplog.text, json.dumps(await simulator.captures())])
