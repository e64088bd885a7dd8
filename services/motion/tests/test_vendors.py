"""What every vendor of clips promises, the local one included; and what fal does besides."""

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Broken, Busy, Invalid, Refused, Unsure
from contracts.base import Take
from motion.vendors.fal import FalClips
from vendor_http.bounds import Bounds
from vendor_http.fal.account import Account
from vendor_simulator.plan import Latency, Rule

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

    from vendor_simulator.testing import Simulator

MODELS = {"local": "local-move", "fal": "kling-v3-pro"}


@pytest.fixture
def model(stage: "Stage", fal_account: Account, request: pytest.FixtureRequest) -> str:
    stage.vendors["fal"] = FalClips.of(fal_account)
    return MODELS[getattr(request, "param", "fal")]


def on_submit(fault: Any) -> Rule:
    return Rule(vendor="fal", method="POST", path="/queue/*", fault=fault, times=1)


@pytest.mark.parametrize("model", ["local", "fal"], indirect=True)
@pytest.mark.parametrize("shot", [{"frames": 20, "head": 2, "tail": 3}, {"frames": 80}], ids=["short", "long"])
async def test_a_clip_has_exactly_its_frames_in_the_films_size_and_no_sound(stage: "Stage", model: str, shot: Any) -> None:
    made = await stage.make(await stage.command(await stage.still(), model=model, shot=shot))
    frames = stage.frames(made.take.media)
    assert len(frames) == made.frames == sum(shot.values())
    assert {(f.width, f.height, f.format.name) for f in frames} == {(1280, 720, "yuv420p")}
    assert (made.take.model, made.take.media.media_type) == (model, "video/mp4")


@pytest.mark.parametrize("model", ["local", "fal"], indirect=True)
async def test_the_same_order_is_found_and_not_made_again(stage: "Stage", simulator: "Simulator", model: str) -> None:
    command = await stage.command(await stage.still(), model=model)
    first = await stage.make(command)
    assert await stage.make(command) == first
    assert (await simulator.counts())["paid"] == (1 if "kling" in model else 0)


@pytest.mark.parametrize("model", ["local", "fal"], indirect=True)
async def test_who_reads_words_keeps_them_beside_the_clip(stage: "Stage", model: str) -> None:
    made = await stage.make(await stage.command(await stage.still(), model=model, shot={"action": "She turns"}))
    assert made.prompt == made.take.extras.get("prompt")
    assert (made.prompt is not None) == ("kling" in model)
    if made.prompt:
        assert (stage.folder / made.prompt.sha256).read_text().startswith("prompt clip.kling.v1\n\n# prompt\nShe turns.")


async def test_a_clip_is_paid_as_long_as_the_model_makes_it(stage: "Stage", model: str) -> None:
    made = await stage.make(await stage.command(await stage.still(), model=model))
    assert made.take.cost == 3 * 112_000, "a third of a second; the model makes three at least"


async def test_a_clip_is_told_where_it_begins_and_where_it_ends(stage: "Stage", simulator: "Simulator", model: str) -> None:
    still = await stage.still()
    end = Take(media=await stage.still((160, 90)), input_hash="1" * 64, model="m", vendor="v")
    await stage.make(await stage.command(still, model=model, end_frame=end, shot={"action": "She turns"}))
    sent = [c for c in await simulator.captures(vendor="fal") if c["path"].endswith("image-to-video")]
    body = json.loads(sent[0]["body"])
    assert {"start_image_url", "end_image_url"} <= set(body)
    assert body["start_image_url"] != body["end_image_url"]
    assert body["prompt"].startswith("She turns.\nThe camera slowly pans right.")
    assert "smoothly to the last picture" in body["prompt"]


async def test_a_model_that_takes_no_last_picture_is_told_the_end_in_words(
    stage: "Stage", simulator: "Simulator", model: str
) -> None:
    end = Take(media=await stage.still((160, 90)), input_hash="1" * 64, model="m", vendor="v")
    shot = {"action": "She leaves", "end": "The place is empty.", "leaving": ()}
    await stage.make(await stage.command(await stage.still(), model="grok-imagine-video", end_frame=end, shot=shot))
    sent = [c for c in await simulator.captures(vendor="fal") if c["path"].endswith("image-to-video")]
    assert "The place is empty." in json.loads(sent[0]["body"])["prompt"]
    with pytest.raises(Invalid, match="takes no end frame"):
        await stage.run(await stage.command(await stage.still(), model="grok-imagine-video", end_frame=end))


async def test_who_was_stopped_while_waiting_goes_on_with_the_same_request(
    stage: "Stage", simulator: "Simulator", model: str
) -> None:
    await simulator.plan(latencies=(Latency(vendor="fal", what="work", seconds=1.0),))
    command = await stage.command(await stage.still(), model=model)
    trying = asyncio.create_task(stage.run(command))
    async with asyncio.timeout(60):
        while len(stage.notes) < 2:  # noqa: ASYNC110 — nobody tells
            await asyncio.sleep(0.01)
    trying.cancel()
    await asyncio.wait([trying])
    await stage.make(command)
    counts = await simulator.counts()
    assert (counts["paid"], counts["paid_twice"], len(stage.notes)) == (1, {}, 2)


async def test_a_submit_whose_answer_is_lost_is_found_again(stage: "Stage", simulator: "Simulator", model: str) -> None:
    await simulator.plan(on_submit("drop_after"))
    command = await stage.command(await stage.still(), model=model)
    with pytest.raises(Unsure):
        await stage.run(command)
    await stage.make(command)
    assert (await simulator.counts())["paid"] == 1


async def test_a_submit_that_never_arrived_is_sent_again_when_that_is_sure(
    stage: "Stage", simulator: "Simulator", model: str
) -> None:
    await simulator.plan(on_submit("drop_before"))
    command = await stage.command(await stage.still(), model=model)
    with pytest.raises(Unsure):
        await stage.run(command)
    stage.notes[-1] = json.dumps({**json.loads(stage.notes[-1]), "since": json.loads(stage.notes[-1])["since"] + 2.0})
    with pytest.raises(Busy):
        await stage.run(command)
    stage.notes[-1] = json.dumps({**json.loads(stage.notes[-1]), "since": json.loads(stage.notes[-1])["since"] - 9.0})
    await stage.make(command)
    assert (await simulator.counts())["paid"] == 1


async def test_refusals_and_what_a_model_lacks_are_told_in_sentences(stage: "Stage", simulator: "Simulator", model: str) -> None:
    await simulator.plan(on_submit("job_refusal").model_copy(update={"times": None}))
    with pytest.raises(Refused, match="Kling v3 Pro refuses prompt"):
        await stage.run(await stage.command(await stage.still(), model=model))
    stage.notes.clear()
    with pytest.raises(Invalid, match="makes at most 15 seconds, not 20"):
        await stage.run(await stage.command(await stage.still(), model=model, shot={"frames": 480}))
    assert stage.notes == []


async def test_a_file_that_is_no_clip_is_not_taken(stage: "Stage", simulator: "Simulator", model: str) -> None:
    await simulator.plan(Rule(vendor="fal", method="GET", path="/media/*", fault="wrong_body", times=1))
    command = await stage.command(await stage.still(), model=model)
    with pytest.raises(Broken, match="not video/mp4"):
        await stage.run(command)
    await stage.make(command)
    assert (await simulator.counts())["paid"] == 1


async def test_a_result_that_does_not_end_is_read_again_and_not_ordered_again(
    stage: "Stage", simulator: "Simulator", model: str, fal_account: Account
) -> None:
    stage.vendors["fal"] = FalClips.of(replace(fal_account, bounds=Bounds(bytes=300_000)))
    await simulator.plan(Rule(vendor="fal", method="GET", path="/queue/*/requests/*", fault="endless", times=3))
    command = await stage.command(await stage.still(), model=model)
    with pytest.raises(Broken, match="300,000 bytes"):
        await stage.run(command)
    await stage.make(command)
    assert (await simulator.counts())["paid"] == 1
