"""Pictures by openai, against the simulator: a lost answer is never paid a second time, an error of its own is free."""

import asyncio
import io
import json
import logging
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from chassis.environment import Environment
from chassis.errors import Broken, Busy, Invalid, JobError, Refused, Unsure
from contracts.catalogue.reaching import CONNECTED, KEYS
from contracts.imagery import SheetUse
from imagery.app import editors, makers_of, usual_vendors
from imagery.vendors.fal import FalPictures
from imagery.vendors.openai import Account, OpenAiPictures
from vendor_http.bounds import Bounds
from vendor_http.testing import CANARY
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from services.imagery.tests.conftest import Studio

    from vendor_simulator.testing import Simulator

MODEL = "gpt-image-2-5"


def fault(name: Any, **more: Any) -> Rule:
    return Rule(vendor="openai", method="POST", path="/v1/images/*", fault=name, times=1, **more)


@pytest.fixture
def vendor(openai_account: Account) -> OpenAiPictures:
    return OpenAiPictures.of(openai_account)


@pytest.mark.parametrize("lost", ["drop_after", "drop_before", "truncate", "wrong_body", "wrong_type"])
async def test_a_lost_answer_stays_lost_and_nobody_pays_twice(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures, lost: str
) -> None:
    await simulator.plan(fault(lost))
    for _ in range(3):
        with pytest.raises(Unsure):
            await studio.tried(vendor, studio.frame(), MODEL)
    counts = await simulator.counts()
    assert (counts["paid"] <= 1, counts["paid_twice"]) == (True, {})
    assert len(await simulator.captures(vendor="openai")) == 1


@pytest.mark.parametrize(("how", "said"), [("endless", "200,000 bytes"), ("drip", "0.6 seconds")])
@pytest.mark.parametrize("worth", ["good", "bad"])
async def test_an_answer_that_does_not_end_is_left(
    studio: "Studio", simulator: "Simulator", openai_account: Account, how: str, said: str, worth: str
) -> None:
    key = "unknown" if worth == "bad" else openai_account.key
    await simulator.plan(fault(how, seconds=0.02), keys={"openai": (openai_account.key,)})
    bounded = replace(openai_account, key=key, bounds=Bounds(bytes=200_000, seconds=0.6))
    async with asyncio.timeout(5):
        with pytest.raises(Unsure, match=said):
            await studio.tried(OpenAiPictures.of(bounded), studio.frame(), MODEL)


@pytest.mark.parametrize("status", [500, 503])
async def test_what_openai_itself_calls_an_error_is_free_and_asked_again(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures, status: int
) -> None:
    await simulator.plan(fault("status", status=status))
    with pytest.raises(Broken, match="took nothing"):
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (await studio.tried(vendor, studio.frame(), MODEL)).cost == 52_700
    assert (await simulator.counts())["paid"] == 1


async def test_what_a_proxy_calls_an_error_may_have_been_paid(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures
) -> None:
    await simulator.plan(fault("status", status=502, form="proxy"))
    for _ in range(2):
        with pytest.raises(Unsure):
            await studio.tried(vendor, studio.frame(), MODEL)


async def test_a_stored_answer_is_taken_up_without_asking_again(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures
) -> None:
    first = await studio.tried(vendor, studio.frame(), MODEL)
    assert await studio.tried(vendor, studio.frame(), MODEL) == first
    assert (await simulator.counts())["paid"] == 1


@pytest.mark.parametrize(
    ("rule", "error", "code", "words"),
    [
        (fault("refusal"), Refused, "content_refused", "GPT Image 2.5 Flare refuses prompt"),
        (fault("quota"), Refused, "vendor_quota", "used up"),
        (fault("quota", status=400), Refused, "vendor_quota", "used up"),
        (fault("unauthorized"), Refused, "vendor_key", "OPENAI_API_KEY"),
        (fault("busy", retry_after=2.0), Busy, "vendor_busy", "asks us to wait"),
    ],
)
async def test_what_openai_will_not_do_is_told_and_leaves_nothing_open(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures, rule: Rule, error: type[JobError], code: str, words: str
) -> None:
    await simulator.plan(rule)
    with pytest.raises(error, match=words) as caught:
        await studio.tried(vendor, studio.frame(), MODEL)
    assert (caught.value.code, studio.notes[-1]) == (code, "")
    await studio.tried(vendor, studio.frame(), MODEL)
    assert (await simulator.counts())["paid"] == 1


async def test_sheets_go_along_as_files_as_far_as_the_model_takes_them(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures
) -> None:
    sheet = await studio.tried(vendor, studio.sheet(), MODEL, "job-0")
    studio.notes.clear()
    await studio.tried(vendor, studio.frame(sheets=(SheetUse(subject="ann", media=sheet.media),)), MODEL)
    paths = [c["path"] for c in await simulator.captures(vendor="openai")]
    assert paths == ["/v1/images/generations", "/v1/images/edits"]


async def test_a_mask_says_where_a_picture_may_change_and_who_takes_none_says_so(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures, fal_account: Any
) -> None:
    first = await studio.tried(vendor, studio.frame(), MODEL)
    studio.notes.clear()
    mask = await studio.media.put("t", _png((720, 1280)), "image/png")
    await studio.changed(vendor, first, MODEL, "paint the door blue", mask=mask)
    assert (await simulator.captures(vendor="openai"))[-1]["path"] == "/v1/images/edits"
    with pytest.raises(Invalid, match="takes no mask"):
        await studio.changed(FalPictures.of(fal_account), first, "nano-banana-2", "paint the door blue", mask=mask)


def _png(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


async def test_only_our_own_headers_go_along_whatever_stands_in_the_environment(
    studio: "Studio", simulator: "Simulator", openai_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-house")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-the-house")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-House: secret\nAuthorization: Bearer of-the-house")
    own = replace(openai_account, key="own-key")
    await simulator.plan(keys={"openai": ("own-key",)})
    await studio.tried(OpenAiPictures.of(own), studio.frame(), MODEL)
    (sent,) = await simulator.captures(vendor="openai")
    assert not {"openai-organization", "openai-project", "x-house"} & {name.lower() for name in dict(sent["headers"])}


async def test_the_key_is_seen_nowhere(
    studio: "Studio", simulator: "Simulator", vendor: OpenAiPictures, openai_account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = [repr(vendor), repr(openai_account)]
    for name in ("drop_after", "busy", "quota", "unauthorized", "refusal", "wrong_body", "status"):
        await simulator.plan(fault(name))
        studio.notes.clear()
        with pytest.raises(JobError) as caught:
            await studio.tried(vendor, studio.frame(seed=len(seen)), MODEL)
        seen.append(f"{caught.value.message} {''.join(traceback.format_exception(caught.value))}")
    assert CANARY not in "\n".join([*seen, *studio.notes, caplog.text, json.dumps(await simulator.captures())])


def test_keys_in_the_environment_make_the_adapters_that_the_catalogue_counts_on() -> None:
    keyed = Environment("", {"imagery": "postgresql://nowhere"}, "", "", "", variables=dict.fromkeys(KEYS.values(), "a key"))
    assert set(usual_vendors(keyed, makers_of(keyed))) == {vendor for vendor, kinds in CONNECTED.items() if "image" in kinds}
    assert set(editors(usual_vendors(keyed, makers_of(keyed)))) == set(usual_vendors(keyed, makers_of(keyed)))
