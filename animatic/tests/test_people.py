"""What people promise: they keep their looks, do what the shot says, do not stand in each other, stay in the picture."""

from functools import cache
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from animatic import SceneGraph, compose_frame, draw
from animatic.layers import Pixels
from animatic.looks import dress_of
from animatic.paint.face import MIENS
from animatic.poses import POSES as ANGLES
from animatic.space import Space
from animatic.staging import IN_REACH, extent, upright
from contracts.storyboard import RATIO_SIZES, Angle, CastMember, Garment, Look, Ratio, ShotSize
from contracts.vocabulary import EXPRESSIONS, GARMENTS, POSES, SPECIES

from .boards import board

SMALL, TINY = (320, 180), (160, 90)
MILLIMETRE = 1e-3
APART = [pose for pose in POSES if pose != "embracing"]


def test_every_pose_and_expression_of_the_vocabulary_is_known() -> None:
    assert set(POSES) <= set(ANGLES)
    assert set(EXPRESSIONS) == set(MIENS)


@pytest.mark.parametrize("pose", POSES)
def test_every_pose_is_drawn_and_differs_from_standing(pose: str) -> None:
    posed = compose_frame(board("desert", size="full", action="", cast=("mara",), poses={"mara": pose}), "shot", TINY, 1)
    assert posed.figures[0].pose == pose
    assert pose == "standing" or (draw(posed) != draw_pose("standing")).any()


@cache
def draw_pose(pose: str) -> Pixels:
    return draw(compose_frame(board("desert", size="full", action="", cast=("mara",), poses={"mara": pose}), "shot", TINY, 1))


@cache
def draw_face(expression: str) -> bytes:
    faces = {"mara": expression}
    return draw(
        compose_frame(board("prison", True, size="close_up", cast=("mara",), expressions=faces), "shot", SMALL, 1)
    ).tobytes()


def test_every_expression_is_drawn_and_differs_from_the_others() -> None:
    assert len({draw_face(expression) for expression in EXPRESSIONS}) == len(EXPRESSIONS)


@pytest.mark.parametrize("species", SPECIES)
def test_every_species_is_drawn(species: str) -> None:
    story = board(cast=("rex",), size="full")
    beast = CastMember(id="rex", name="Rex", kind="animal", look=Look(species=species))
    graph = compose_frame(story.model_copy(update={"cast": (beast,)}), "shot", SMALL, 1)
    assert (draw(graph) != draw(graph.without("rex"))).any()


@pytest.mark.parametrize("item", GARMENTS)
def test_every_garment_changes_what_is_worn(item: str) -> None:
    bare = CastMember(id="a", name="A", look=Look(sex="male", clothes=(Garment(item="thing"),)))
    worn = bare.model_copy(update={"look": Look(sex="male", clothes=(Garment(item=item, colour="crimson"),))})
    assert item in ("gloves", "belt", "shoes", "shirt") or dress_of(worn) != dress_of(bare)


def test_somebody_looks_the_same_in_every_shot() -> None:
    shots = [
        board("street", size="wide"),
        board("kitchen", True, size="close_up", time="night"),
        board("forest", size="medium", cast=("tom", "mara")),
    ]
    dresses = {f.dress for story in shots for f in compose_frame(story, "shot", SMALL, 1).figures if f.id == "mara"}
    assert len(dresses) == 1
    (mara,) = dresses
    assert (mara.outer, mara.outer_colour, mara.hair_style) == ("raincoat", "#e4b832", "long")


def test_a_look_follows_its_words_and_keeps_the_rest() -> None:
    plain = CastMember(id="a", name="Ann", look=Look(sex="female"))
    dressed = plain.model_copy(
        update={"look": Look(sex="female", clothes=(Garment(item="wool coat", colour="dark green"),), glasses=True)}
    )
    before, after = dress_of(plain), dress_of(dressed)
    assert after.outer == "coat"
    assert after.glasses
    assert (after.skin, after.hair, after.eyes, after.hair_style) == (before.skin, before.hair, before.eyes, before.hair_style)


@settings(max_examples=80, deadline=None)
@example("16:9", "extreme_wide", "eye", ["mara", "tom", "lily", "robo", "rex"], 4, ["standing", "standing", *["fighting"] * 3])
@given(
    ratio=st.sampled_from(get_args(Ratio)),
    size=st.sampled_from(["extreme_wide", "wide", "full", "medium"]),
    angle=st.sampled_from(["eye", "low", "high", "dutch"]),
    cast=st.permutations(("mara", "tom", "lily", "rex", "robo")),
    count=st.integers(1, 4),
    poses=st.lists(st.sampled_from(APART), min_size=5, max_size=5),
)
def test_people_never_overlap_unless_they_fight_and_stay_in_the_picture(
    ratio: Ratio, size: str, angle: str, cast: list[str], count: int, poses: list[str]
) -> None:

    chosen = tuple(cast[:count])
    story = board("park", ratio=ratio, size=size, angle=angle, cast=chosen, action="", poses=dict(zip(cast, poses, strict=True)))
    graph: SceneGraph = compose_frame(story, "shot", RATIO_SIZES[ratio], 1)
    width, _ = RATIO_SIZES[ratio]
    row = sorted(graph.figures, key=lambda figure: figure.x + extent(figure)[0])
    for one, other in pairwise(row):
        fight = one.pose == other.pose == "fighting" and upright(one) and upright(other)
        assert one.x + extent(one)[1] + (IN_REACH if fight else 0.0) <= other.x + extent(other)[0] + MILLIMETRE
    space = Space(graph.camera)
    for figure in graph.figures:
        for edge in extent(figure)[:2]:
            assert -0.01 * width <= space.point(figure.x + edge, 1.0, figure.z)[0] <= 1.01 * width


@pytest.mark.parametrize("ratio", get_args(Ratio))
@pytest.mark.parametrize("size", get_args(ShotSize))
@pytest.mark.parametrize("angle", get_args(Angle))
def test_the_face_is_in_the_picture_in_every_framing(ratio: Ratio, size: str, angle: str) -> None:
    graph = compose_frame(board("office", True, ratio=ratio, size=size, angle=angle), "shot", RATIO_SIZES[ratio], 1)
    width, height = RATIO_SIZES[ratio]
    for figure in graph.figures[:1]:
        x, y = Space(graph.camera).point(figure.x, figure.height * 0.9, figure.z)
        assert 0 < x < width
        assert 0 < y < height * 0.8


def test_people_do_what_the_words_say() -> None:
    story = board(size="full", mood="tense", action="Mara points at the door. Tom sits and weeps, holding a letter.")
    figures = {f.id: f for f in compose_frame(story, "shot", SMALL, 1).figures}
    assert figures["mara"].pose == "pointing"
    assert figures["tom"].pose == "sitting"
    assert figures["tom"].expression == "crying"
    assert "letter" in {f.held for f in figures.values()}


def test_two_people_face_each_other() -> None:
    left, right = sorted(compose_frame(board(size="full", action=""), "shot", SMALL, 1).figures, key=lambda f: f.x)
    assert (left.facing, right.facing) == ("right", "left")


def test_a_crowd_is_many_different_people() -> None:
    figures = compose_frame(board(cast=("mara", "crowd")), "shot", SMALL, 1).figures
    assert len({f.dress for f in figures}) == len(figures) >= 6
