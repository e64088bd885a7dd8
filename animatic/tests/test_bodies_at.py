"""People are where and as the words say: asleep at a desk, on a horse, on their knees; a place has what it can have."""

from typing import Any

import pytest

from animatic import compose_frame
from animatic.graph import SceneGraph
from contracts.storyboard import CastMember, Look, Spot

from .boards import board

SMALL = (320, 180)
HORSE = CastMember(id="horse", name="Storm", kind="animal", look=Look(species="horse"))


def drawn(place: str, action: str, pose: str, *, interior: bool = False, **changed: Any) -> SceneGraph:
    story = board(place, interior, action=action, cast=("mara",), poses={"mara": pose}, **changed)
    return compose_frame(story, "shot", SMALL, 1)


@pytest.mark.parametrize("action", ["Mara falls asleep at her desk.", "Mara sleeps with her head on the table."])
def test_who_sleeps_at_a_desk_lies_on_it(action: str) -> None:
    spots = (Spot(what="mara", how="on", of="desk"),) if "on" in action else ()
    graph = drawn("office", action, "sleeping", interior=True, spots=spots)
    (mara,) = graph.figures
    table = next(piece for piece in graph.props if piece.id == "table-mara")
    assert (mara.pose, mara.expression, mara.y) == ("slumped", "asleep", 0.0)
    assert table.z < mara.z
    assert (table.x < mara.x) == (mara.facing == "left")


def test_who_sleeps_on_the_floor_has_no_bed() -> None:
    graph = drawn("room", "Mara lies asleep on the floor.", "sleeping", interior=True)
    assert graph.figures[0].y == 0
    assert "bed" not in {piece.kind for piece in graph.props}


def test_who_kneels_with_arms_in_the_air_does_both() -> None:
    assert drawn("beach", "Mara kneels, her arms in the air.", "kneeling").figures[0].pose == "beseeching"


def test_who_rides_a_horse_sits_on_it() -> None:
    story = board("forest", action="Mara rides Storm.", cast=("mara", "horse"), poses={"mara": "sitting", "horse": "standing"})
    story = story.model_copy(update={"cast": (*story.cast, HORSE)})
    graph = compose_frame(story, "shot", SMALL, 1)
    figures = {figure.id: figure for figure in graph.figures}
    mara, horse = figures["mara"], figures["horse"]
    assert (mara.pose, mara.x, mara.facing) == ("astride", horse.x, horse.facing)
    assert mara.y > 0.4
    assert not [piece for piece in graph.props if piece.id.startswith("seat-")]


def test_no_train_is_in_a_train_and_no_boat_in_a_church() -> None:
    for place, thing in (("train", "train"), ("church", "boat"), ("office", "car")):
        graph = drawn(place, f"Mara looks out of the {thing}.", "standing", interior=True, props=(thing,))
        assert thing not in {piece.kind for piece in graph.props}


def test_a_house_from_outside_stands_under_the_sky() -> None:
    for place in ("church", "school", "cafe"):
        assert {"sky", "rain"} <= {piece.kind for piece in drawn(place, "Mara waits.", "standing", weather="rain").scenery}
