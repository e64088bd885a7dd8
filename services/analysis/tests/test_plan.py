"""The plan says exactly what there is to make."""

from analysis.domain.plan import plan_of

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
