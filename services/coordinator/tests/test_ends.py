"""Shots whose end the storyboard tells: an end frame where the clip's model takes one, and a film without it all the same."""

import pytest

from contracts.base import Take
from contracts.coordinator import StartSequence
from contracts.imagery import GenerateFrame
from contracts.motion import GenerateClip
from contracts.requests import Models
from contracts.storyboard import FilmPlan, PlannedScene, PlannedSheet, PlannedShot
from coordinator.domain.recipes.ends import with_usable_ends
from coordinator.domain.recipes.prices import of_plan

from .films import order, take
from .test_film import finished, sent
from .world import World

SHOTS = (PlannedShot(id="a", frames=60, sheets=("mara",), end=True), PlannedShot(id="b", frames=48))
ENDLESS = tuple(shot.model_copy(update={"end": False}) for shot in SHOTS)
PLAN = FilmPlan(
    title="Ends",
    frames=108,
    sheets=(PlannedSheet(subject="mara", kind="cast"),),
    scenes=(PlannedScene(id="s", title="s", shots=SHOTS),),
    music=False,
)


def ordered(clip: str, image: str = "nano-banana-2") -> StartSequence:
    told = order()
    return told.model_copy(update={"request": told.request.model_copy(update={"models": Models(image=image, clip=clip)})})


def clip_of(world: World, shot: str, attempt: int = 1) -> GenerateClip:
    command = sent(world, f"clip:{shot}", attempt)
    assert isinstance(command, GenerateClip)
    return command


def test_a_clip_is_told_where_it_ends_and_the_end_goes_on_from_the_start() -> None:
    world = finished(ordered("kling-v3-pro"), PLAN)
    end = sent(world, "end:a")
    assert isinstance(end, GenerateFrame)
    assert (end.which, end.shot, [use.subject for use in end.sheets]) == ("end", "a", ["mara"])
    assert end.start == take("frame a").media
    assert isinstance(clip_of(world, "a").end_frame, Take)
    assert clip_of(world, "b").end_frame is None
    assert "end:b" not in world.store.states("film-1")


@pytest.mark.parametrize(
    ("clip", "image"),
    [("grok-imagine-video", "nano-banana-2"), ("ltx-2-3-pro", "nano-banana-2"), ("kling-v3-pro", "hidream-i1")],
    ids=["takes none", "makes clips so long that the end would be cut off", "its picture cannot go on from the start"],
)
def test_an_end_frame_that_is_of_no_use_is_neither_made_nor_held_for(clip: str, image: str) -> None:
    order = ordered(clip, image)
    world = finished(order, PLAN)
    assert "end:a" not in world.store.states("film-1")
    assert clip_of(world, "a").end_frame is None
    bare = PLAN.model_copy(update={"scenes": tuple(s.model_copy(update={"shots": ENDLESS}) for s in PLAN.scenes)})
    assert with_usable_ends(order.request, PLAN) == bare


def test_without_its_end_frame_a_shot_is_made_all_the_same() -> None:
    world = finished(ordered("kling-v3-pro"), PLAN, {"end:a": ["refused"]})
    assert clip_of(world, "a").end_frame is None
    assert world.store.states("film-1")["assemble"] == "done"


def test_a_stand_in_for_a_clip_is_not_told_the_end() -> None:
    world = finished(ordered("kling-v3-pro"), PLAN, {"clip:a": ["refused"]})
    assert clip_of(world, "a", 2).stand_in
    assert clip_of(world, "a", 2).end_frame is None


def test_an_end_frame_is_held_for_like_any_other_picture() -> None:
    request = ordered("kling-v3-pro").request
    kinds = {"frame", "clip"}
    assert of_plan(request, PLAN, kinds | {"end"}) - of_plan(request, PLAN, kinds) == 80_000
