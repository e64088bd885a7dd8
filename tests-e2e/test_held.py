"""What is held for a film is never less than the dearest that its vendors can charge: every model, whatever the storyboard."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.domain.plan import plan_of
from audio.domain.orders import SpeechOrder
from audio.domain.plan import effects_order, music_order, speech_order
from audio.vendors.elevenlabs import requests
from audio.vendors.elevenlabs import vendor as elevenlabs
from audio.vendors.fal import vendor as fal_sounds
from contracts.base import MediaRef
from contracts.catalogue import Model, ModelKind, Price, all_models
from contracts.catalogue.tokens import longest_screenplay, to_analyze, to_write
from contracts.imagery import SheetUse
from contracts.requests import FilmRequest
from contracts.sounds import AMBIENCES, EFFECTS
from contracts.storyboard import RATIO_SIZES, EffectCue, Element, Line, MusicCue, Place, Scene, Shot, Storyboard
from coordinator.domain.recipes.ends import with_usable_ends
from coordinator.domain.recipes.prices import estimate, of_plan
from imagery.domain import frame_order, sheet_order
from imagery.vendors.asked import Asked as AskedPicture
from imagery.vendors.references import called
from motion.vendors.fal import length_of as clip_length
from vendor_http.choice import Choice
from vendor_http.prompts import Prompt

PICTURE = MediaRef(bucket="b", key="k", sha256="0" * 64, size=1, media_type="image/png")
NOTHING = Prompt("none", ())
manners = st.sampled_from(["", "whispering", "(very slowly, and then all at once, as if nothing had happened at all)"])
lines = st.builds(Line, id=st.just("l"), text=st.text(max_size=300), speaker=st.sampled_from([None, "zoe"]), manner=manners)
cues = st.builds(EffectCue, name=st.sampled_from([*EFFECTS[:12], "no such sound"]), frame=st.integers(0, 400))
shots = st.builds(
    Shot,
    id=st.uuids().map(str),
    size=st.just("wide"),
    frames=st.integers(1, 500),
    head=st.integers(0, 30),
    tail=st.integers(0, 30),
    action=st.just("Zoe waits."),
    cast=st.just(()),
    expressions=st.sampled_from([{}, {"zoe": "determined"}]),
    lines=st.lists(lines, max_size=3).map(tuple),
    effects=st.lists(cues, max_size=5).map(tuple),
    end=st.sampled_from(["", "The place is empty."]),
    elements=st.sampled_from([(), ("boat",), ("boat", "letter")]),
)
scenes = st.builds(
    Scene,
    id=st.uuids().map(str),
    title=st.just("A"),
    start=st.just(0),
    end=st.just(0),
    place=st.just("pier"),
    ambience=st.sampled_from(["", *AMBIENCES[:5]]),
    shots=st.lists(shots, min_size=1, max_size=3).map(tuple),
)
boards = st.builds(
    Storyboard,
    title=st.just("Film"),
    style=st.just("noir"),
    ratio=st.sampled_from(["16:9", "9:16", "1:1"]),
    fps=st.sampled_from([24, 25, 30]),
    places=st.just((Place(id="pier", name="Pier", kind="harbor", interior=False),)),
    elements=st.just((Element(id="boat", name="Boat"), Element(id="letter", name="Letter"))),
    scenes=st.lists(scenes, min_size=1, max_size=2).map(tuple),
    music=st.sampled_from([(), (MusicCue(mood="tense", frames=90),)]),
)


def ways(kind: ModelKind) -> list[Choice]:
    """Every model of a kind, by every route that is paid."""
    entries = [entry for entry in all_models().values() if entry.does(kind) and entry.vendor not in ("local", "simulated")]
    return [
        Choice(entry, route) for entry in entries for route in entry.routes if route.vendor in ("fal", "elevenlabs", "openai")
    ]


def request(**changed: object) -> FilmRequest:
    return FilmRequest.model_validate({"source": {"kind": "idea", "text": PICTURE}, "style": "noir"} | changed)


def held(board: Storyboard, kinds: set[str], **models: str) -> int:
    asked = request(models=models)
    return of_plan(asked, with_usable_ends(asked, plan_of(board)), kinds)


def pictures(board: Storyboard, choice: Choice, *, ends: bool) -> Iterator[int]:
    """What each frame and sheet costs, with references and without."""
    orders = [frame_order(board, shot.id, 1, "start", (), plain=False) for shot in board.shots()]
    sheet = (SheetUse(subject="pier", media=PICTURE),)
    if ends:
        usable = {s.id for scene in plan_of(board).scenes for s in scene.shots if s.end}
        orders += [frame_order(board, id_, 1, "end", sheet, plain=False, start=PICTURE) for id_ in usable]
    orders += [sheet_order(board, planned.subject, 1) for planned in plan_of(board).sheets]
    for order in orders:
        call, used = called(choice, order)
        yield AskedPicture(choice, call, NOTHING, tuple(one.media for one in used), board.ratio, 1).cost()


@settings(max_examples=25)
@given(boards)
def test_pictures(board: Storyboard) -> None:
    for choice in ways("image"):
        ends = "references" in choice.route.calls and choice.model.limits.max_references != 0
        kinds = {"sheet", "frame", "end"}
        slow = board.model_copy(update={"scenes": tuple(_long(scene) for scene in board.scenes)})
        assert sum(pictures(slow, choice, ends=ends)) <= held(slow, kinds, image=choice.model.id, clip="kling-v3-pro")


def _long(scene: Scene) -> Scene:
    """Shots of such lengths that an end frame is of use for all of them."""
    same = [shot.model_copy(update={"frames": 150, "head": 0, "tail": 0}) for shot in scene.shots]
    return scene.model_copy(update={"shots": tuple(same)})


@settings(max_examples=25)
@given(boards)
def test_clips(board: Storyboard) -> None:
    for choice in ways("clip"):
        cost = 0
        for shot in board.shots():
            seconds = (shot.head + shot.frames + shot.tail) / board.fps
            dearest = 0
            for way in ("image", "start_end"):
                if way in choice.route.calls and choice.model.length_for(seconds) is not None:
                    made = clip_length(choice, choice.route.calls[way], seconds)
                    dearest = max(dearest, choice.cost({"second": made, "call": 1}))
            cost += dearest
        assert cost <= held(board, {"clip"}, clip=choice.model.id)


@settings(max_examples=25)
@given(boards)
def test_sounds(board: Storyboard) -> None:
    for choice in ways("speech"):
        orders = [speech_order(board, shot.id) for shot in board.shots() if shot.lines]
        assert sum(_said(order, choice) for order in orders) <= held(board, {"speech"}, speech=choice.model.id)
    planned = {scene.id for scene in plan_of(board).scenes if scene.effects}
    for choice in ways("effect"):
        cost = 0
        for scene in planned:
            order = effects_order(board, scene)
            if choice.route.vendor == "fal":
                asked = [seconds for _, seconds in fal_sounds.wishes_of(order, choice)[2]]
            else:
                asked = [seconds for _, seconds, _ in elevenlabs.wanted_of(order, choice)[2]]
            cost += choice.cost({"second": sum(asked), "call": len(asked)})
        assert cost <= held(board, {"effects"}, effect=choice.model.id)


def _said(order: SpeechOrder, choice: Choice) -> int:
    return choice.cost({"character": sum(len(requests.text_of(line, choice.route.endpoint)[0]) for line in order.lines)})


@settings(max_examples=25)
@given(boards)
def test_music(board: Storyboard) -> None:
    for choice in ways("music"):
        order = music_order(board)
        seconds = order.frames / order.fps
        if choice.model.length_for(seconds) is None or not plan_of(board).music:
            continue
        made = fal_sounds.length_of(choice, seconds) if choice.route.vendor == "fal" else max(seconds, requests.SHORTEST_MUSIC)
        assert choice.cost({"second": made, "call": 1}) <= held(board, {"music"}, music=choice.model.id)


@pytest.mark.parametrize("kind", ["idea", "url", "screenplay"])
@given(st.integers(5, 600), st.integers(1, 800_000), st.data())
def test_texts(kind: str, seconds: int, size: int, data: st.DataObject) -> None:
    """A script that is given has at most its bytes; one that is written is as long as writers may write."""
    entry = data.draw(st.sampled_from([m for m in all_models().values() if m.does("analyze") and m.vendor != "local"]))
    text = PICTURE.model_copy(update={"size": size})
    asked = request(source={"kind": kind, "text": text, "url": "https://x.example"}, duration=seconds)
    asked = asked.model_copy(update={"models": asked.models.model_copy(update={"write": entry.id, "analyze": entry.id})})
    material = data.draw(st.integers(1, size if kind != "url" else 60_000))
    script = data.draw(st.integers(1, size if kind == "screenplay" else longest_screenplay(seconds)))
    costs = {"write": to_write(seconds, material), "analyze": to_analyze(script)}
    if kind == "screenplay":
        del costs["write"]
    if kind == "url":
        asked = asked.model_copy(update={"source": asked.source.model_copy(update={"text": None})})
    for route in entry.routes:
        choice = Choice(entry, route)
        dearest = [choice.cost({"call": 1, "input_token": told.read, "output_token": told.written}) for told in costs.values()]
        assert sum(dearest) <= estimate(asked, list(costs))


def test_no_route_costs_more_than_its_model_is_sold_for() -> None:
    def sold(entry: Model) -> dict[str, float]:
        return {price.unit: price.micros / price.per for price in entry.prices}

    def by_whole(prices: tuple[Price, ...]) -> set[tuple[str, int]]:
        return {(price.unit, price.per) for price in prices if price.whole}

    for entry in all_models().values():
        for route in entry.routes:
            dear = [cost.unit for cost in route.costs if cost.micros / cost.per > sold(entry).get(cost.unit, 0)]
            assert not dear, f"{entry.id} at {route.vendor}"
            assert by_whole(route.costs) <= by_whole(entry.prices), f"{entry.id} at {route.vendor}"


def test_pictures_of_all_ratios_have_as_many_pixels_as_are_priced() -> None:
    assert all(width * height <= 1280 * 720 for width, height in RATIO_SIZES.values())
