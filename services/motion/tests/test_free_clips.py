"""Clips without a still: from words alone, and what comes after a clip; exactly as long as asked, and paid once."""

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from chassis.environment import Environment
from chassis.errors import Invalid, Unsure
from contracts.catalogue.reaching import CONNECTED, KEYS
from contracts.motion import ClipExtended, ClipImagined, ExtendClip, ImagineClip
from motion.app import makers_of, usual_vendors
from motion.vendors.fal import FalClips
from motion.work import Extended, Imagined
from vendor_http.fal.account import Account
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

    from vendor_simulator.testing import Simulator


@pytest.fixture
def fal(fal_account: Account) -> FalClips:
    return FalClips.of(fal_account)


def words(model: str = "kling-v3-pro", **changed: Any) -> ImagineClip:
    told = {"description": "A storm over the sea.", "frames": 30, "ratio": "9:16", "style": "noir", "model": model, "seed": 3}
    return ImagineClip.model_validate(told | changed)


async def longer(stage: "Stage", model: str = "ltx-2-3-pro", frames: int = 20) -> ExtendClip:
    first = await stage.make(await stage.command(await stage.still(), shot={"frames": 10, "move": "static"}))
    told = {"clip": first.take, "clip_frames": 10, "description": "She leaves.", "frames": frames}
    return ExtendClip.model_validate(told | {"ratio": "16:9", "model": model, "seed": 3})


async def test_words_alone_become_a_clip_of_the_wanted_length_and_shape(
    stage: "Stage", simulator: "Simulator", fal: FalClips
) -> None:
    made = (await stage.tried(Imagined({"fal": fal}), words())).event
    assert isinstance(made, ClipImagined)
    frames = stage.frames(made.take.media)
    assert len(frames) == made.frames == 30
    assert {(frame.width, frame.height) for frame in frames} == {(720, 1280)}
    sent = [c for c in await simulator.captures(vendor="fal") if c["path"].endswith("text-to-video")]
    body = json.loads(sent[0]["body"])
    assert body["prompt"].startswith("A storm over the sea.\nStyle: Noir.")
    assert "watermark" in body["negative_prompt"]
    assert made.prompt is not None
    assert made.take.cost == 3 * 112_000


async def test_a_clip_goes_on_and_what_it_was_stays_as_it_was(stage: "Stage", simulator: "Simulator", fal: FalClips) -> None:
    command = await longer(stage)
    made = (await stage.tried(Extended({"fal": fal}), command)).event
    assert isinstance(made, ClipExtended)
    before, after = stage.frames(command.clip.media), stage.frames(made.take.media)
    assert len(after) == made.frames == 30
    for old, new in zip(before, after, strict=False):
        difference = np.abs(old.to_ndarray(format="gray").astype(float) - new.to_ndarray(format="gray").astype(float))
        assert difference.mean() < 3
    last = np.abs(before[-1].to_ndarray(format="gray").astype(float) - after[-1].to_ndarray(format="gray").astype(float))
    assert last.mean() > 10
    assert made.take.cost == 1 * 60_000
    assert [c["path"] for c in await simulator.captures(vendor="fal") if c["path"].endswith("extend-video")]


async def test_a_lost_submit_is_found_again_here_too(stage: "Stage", simulator: "Simulator", fal: FalClips) -> None:
    await simulator.plan(Rule(vendor="fal", method="POST", path="/queue/*", fault="drop_after", times=1))
    with pytest.raises(Unsure):
        await stage.tried(Imagined({"fal": fal}), words())
    await stage.tried(Imagined({"fal": fal}), words())
    assert (await simulator.counts())["paid"] == 1


async def test_the_same_words_are_not_paid_a_second_time(stage: "Stage", simulator: "Simulator", fal: FalClips) -> None:
    first = await stage.tried(Imagined({"fal": fal}), words())
    assert (await stage.tried(Imagined({"fal": fal}), words())).event == first.event
    assert (await simulator.counts())["paid"] == 1


async def test_what_a_model_cannot_do_is_told_by_its_name(stage: "Stage", fal: FalClips) -> None:
    with pytest.raises(Invalid, match=r"Kling 2 Master \(kling-2-master\) cannot start from text"):
        await stage.tried(Imagined({"fal": fal}), words("kling-2-master"))
    with pytest.raises(Invalid, match="'local-move' makes no clips from words alone"):
        await stage.tried(Imagined({"fal": fal}), words("local-move"))
    with pytest.raises(Invalid, match=r"There is no clip model .flux-2-dev."):
        await stage.tried(Imagined({"fal": fal}), words("flux-2-dev"))
    with pytest.raises(Invalid, match="goes on for at most 7 seconds at a time, not 10"):
        await stage.tried(Extended({"fal": fal}), await longer(stage, "veo-3-1", 240))
    assert stage.notes == []


def test_keys_in_the_environment_make_the_adapters_that_the_catalogue_counts_on() -> None:
    keyed = Environment("", {"motion": "postgresql://nowhere"}, "", "", "", variables=dict.fromkeys(KEYS.values(), "a key"))
    assert set(usual_vendors(keyed, makers_of(keyed))) == {vendor for vendor, kinds in CONNECTED.items() if "clip" in kinds}
