"""A picture's hash changes when, and only when, something that is seen changes."""

from typing import Any

import pytest

from contracts.base import MediaRef
from contracts.imagery import SheetUse
from contracts.storyboard import CastMember, EffectCue, Element, Garment, Line, Look, Place, Scene, Shot, Storyboard
from imagery.domain import UnknownSubjectError, frame_order, input_hash, sheet_order

ANN = CastMember(id="ann", name="Ann", look=Look(hair_colour="red"))
BOB = CastMember(id="bob", name="Bob")
SHOT = Shot(
    id="s1-1",
    size="full",
    move="push",
    frames=48,
    action="Ann holds a lamp.",
    cast=("ann",),
    lines=(Line(id="l", text="Who is there?", speaker="ann"),),
)
OTHER = Shot(id="s1-2", size="wide", frames=24, action="Bob waits.", cast=("bob",))
SCENE = Scene(
    id="s1", title="One", start=0, end=9, place="attic", time="night", weather="rain", mood="tense", shots=(SHOT, OTHER)
)
BOARD = Storyboard(
    title="Film",
    style="noir",
    seed=4,
    cast=(ANN, BOB),
    places=(Place(id="attic", name="Attic", kind="room", interior=True), Place(id="sea", name="Sea", kind="sea", interior=False)),
    elements=(Element(id="lamp", name="Lamp"),),
    scenes=(SCENE,),
)


def sheet(subject: str, fill: str) -> SheetUse:
    media = MediaRef(bucket="b", key=f"{subject}{fill}", sha256=fill * 64, size=1, media_type="image/png")
    return SheetUse(subject=subject, media=media)


def hash_of(board: Storyboard = BOARD, model: str = "local-draw", **changed: Any) -> str:
    order: dict[str, Any] = {"shot_id": "s1-1", "seed": 1, "which": "start", "sheets": (sheet("ann", "a"),), "plain": False}
    return input_hash(frame_order(board, **(order | changed)), model)


def with_shot(**changed: Any) -> Storyboard:
    return BOARD.model_copy(update={"scenes": (SCENE.model_copy(update={"shots": (SHOT.model_copy(update=changed), OTHER)}),)})


def with_scene(**changed: Any) -> Storyboard:
    return BOARD.model_copy(update={"scenes": (SCENE.model_copy(update=changed),)})


def with_ann(**changed: Any) -> Storyboard:
    return BOARD.model_copy(update={"cast": (ANN.model_copy(update={"look": ANN.look.model_copy(update=changed)}), BOB)})


SEEN = {
    "size": with_shot(size="wide"),
    "angle": with_shot(angle="low"),
    "move": with_shot(move="pull"),
    "action": with_shot(action="Ann runs."),
    "cast": with_shot(cast=("ann", "bob")),
    "pose": with_shot(poses={"ann": "running"}),
    "expression": with_shot(expressions={"ann": "sad"}),
    "props": with_shot(props=("key",)),
    "elements": with_shot(elements=("lamp",)),
    "prompt": with_shot(prompt="a lamp"),
    "manner": with_shot(lines=(Line(id="l", text="Who is there?", speaker="ann", manner="angry"),)),
    "time": with_scene(time="day"),
    "weather": with_scene(weather="clear"),
    "mood": with_scene(mood="happy"),
    "place": with_scene(place="sea"),
    "hair": with_ann(hair_colour="black"),
    "clothes": with_ann(clothes=(Garment(item="coat"),)),
    "style": BOARD.model_copy(update={"style": "neon"}),
    "ratio": BOARD.model_copy(update={"ratio": "9:16"}),
    "film's seed": BOARD.model_copy(update={"seed": 5}),
}
UNSEEN = {
    "length": with_shot(frames=99, head=6, tail=6),
    "effects": with_shot(effects=(EffectCue(name="rain", frame=3),)),
    "words": with_shot(lines=(Line(id="x", text="Nobody.", speaker="ann"),)),
    "scene's title": with_scene(title="Two", heading="INT. ATTIC", number="9", start=5, end=90, beat="turn", ambience="wind"),
    "transition": with_scene(transition_in="fade"),
    "another shot": BOARD.model_copy(
        update={"scenes": (SCENE.model_copy(update={"shots": (SHOT, OTHER.model_copy(update={"action": "Bob leaves."}))}),)}
    ),
    "somebody else": BOARD.model_copy(update={"cast": (ANN, BOB.model_copy(update={"look": Look(beard=True)}))}),
    "another place": BOARD.model_copy(update={"places": (BOARD.places[0],)}),
    "title": BOARD.model_copy(update={"title": "Other", "logline": "x", "music": ()}),
}


@pytest.mark.parametrize("what", SEEN)
def test_what_is_seen_changes_the_hash(what: str) -> None:
    assert hash_of(SEEN[what]) != hash_of()


@pytest.mark.parametrize("what", UNSEEN)
def test_what_is_not_seen_does_not_change_the_hash(what: str) -> None:
    assert hash_of(UNSEEN[what]) == hash_of()


def test_seed_model_end_and_own_sheets_change_the_hash() -> None:
    assert hash_of(seed=2) != hash_of()
    assert hash_of(model="other") != hash_of()
    assert hash_of(which="end") != hash_of()
    assert hash_of(sheets=(sheet("ann", "b"),)) != hash_of()
    assert hash_of(plain=True) != hash_of()


def test_sheets_of_others_and_their_order_do_not_change_the_hash() -> None:
    assert hash_of(sheets=(sheet("bob", "b"), sheet("ann", "a"))) == hash_of()
    a, b = sheet("ann", "a"), sheet("attic", "b")
    assert hash_of(sheets=(a, b)) == hash_of(sheets=(b, a))


def test_a_shot_that_moves_to_another_number_keeps_its_hash() -> None:
    moved = with_shot(id="s9-7")
    assert hash_of(moved, shot_id="s9-7") == hash_of()


def test_a_sheet_depends_on_its_subject_alone() -> None:
    first = input_hash(sheet_order(BOARD, "ann", 1), "m")
    assert input_hash(sheet_order(SEEN["action"], "ann", 1), "m") == first
    assert input_hash(sheet_order(UNSEEN["somebody else"], "ann", 1), "m") == first
    assert input_hash(sheet_order(SEEN["hair"], "ann", 1), "m") != first
    assert input_hash(sheet_order(SEEN["time"], "attic", 1), "m") != input_hash(sheet_order(BOARD, "attic", 1), "m")


@pytest.mark.parametrize(
    ("board", "words"),
    [
        (with_shot(id="gone"), "s1-1"),
        (with_shot(cast=("eve",)), "eve"),
        (with_scene(place="moon"), "moon"),
        (with_shot(elements=("orb",)), "orb"),
    ],
)
def test_what_the_storyboard_does_not_describe_is_named(board: Storyboard, words: str) -> None:
    with pytest.raises(UnknownSubjectError, match=words):
        hash_of(board)
    with pytest.raises(UnknownSubjectError, match="nobody"):
        sheet_order(board, "nobody", 1)


def test_a_stand_in_needs_neither_cast_nor_place() -> None:
    order = frame_order(with_shot(cast=("eve",)), "s1-1", 1, "start", (), plain=True)
    assert order.storyboard.cast == ()
    assert frame_order(with_scene(place="moon"), "s1-1", 1, "start", (), plain=True).storyboard.places == ()
