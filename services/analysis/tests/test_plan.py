"""The plan says exactly what there is to make."""

from analysis.domain.plan import plan_of
from contracts.storyboard import Element, Place, Scene, Shot, Storyboard

from .reading import ALL, filmed


def test_the_plan_has_every_shot_and_its_length() -> None:
    for path in ALL:
        board = filmed(path.name, 30)
        plan = plan_of(board)
        planned = [shot for scene in plan.scenes for shot in scene.shots]
        assert [(s.id, s.frames, s.speech) for s in planned] == [(s.id, s.frames, bool(s.lines)) for s in board.shots()]
        assert plan.frames == 30 * 24


def test_a_sheet_is_planned_for_whoever_appears_and_wherever_it_plays_and_for_nothing_else() -> None:
    board = filmed("pasted_indented.txt")
    plan = plan_of(board)
    assert "cast-voice" in {member.id for member in board.cast}
    assert "cast-voice" not in {sheet.subject for sheet in plan.sheets}
    assert {s for scene in plan.scenes for shot in scene.shots for s in shot.sheets} == {sheet.subject for sheet in plan.sheets}


def test_a_thing_that_comes_again_has_a_sheet_that_its_shots_wait_for_and_one_that_is_seen_once_has_none() -> None:
    def shot(id_: str, *elements: str) -> Shot:
        return Shot(id=id_, size="wide", frames=48, action="The boat lies there.", elements=elements)

    scene = Scene(
        id="s",
        title="s",
        start=0,
        end=0,
        place="pier",
        shots=(shot("a", "boat", "letter"), shot("b"), shot("c", "boat", "boat")),
    )
    things = (Element(id="boat", name="Boat"), Element(id="letter", name="Letter"), Element(id="hat", name="Hat"))
    pier = Place(id="pier", name="Pier", kind="harbor", interior=False)
    plan = plan_of(Storyboard(title="t", style="noir", places=(pier,), elements=things, scenes=(scene,)))
    assert [(sheet.kind, sheet.subject) for sheet in plan.sheets] == [("place", "pier"), ("element", "boat")]
    assert [set(shot.sheets) for shot in plan.scenes[0].shots] == [{"pier", "boat"}, {"pier"}, {"pier", "boat"}]
