"""What a terminal shows: a row per stage in the order of the work, however narrow it is and whatever comes first."""

import io
from typing import Any

import pytest
from rich.console import Console

from sagareel import output
from sagareel.screen import Screen, plain

ID = "3b610b79-1174-48d5-8167-0ba216ad3f4a"


def stage(name: str, done: int, total: int, partial: float = 0.0, running: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"stage": name, "done": done, "total": total, "partial": partial, "running": list(running)}


def film(*stages: dict[str, Any], scenes: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    return {"state": "running", "ended": False, "stages": stages, "scenes": {"done": scenes[0], "total": scenes[1]}}


def rows(*films: dict[str, Any], width: int = 80) -> list[list[str]]:
    """The words of each row that stands there at the end."""
    console = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    with Screen(console) as screen:
        for shown in films:
            screen.show(shown)
        assert screen._bars is not None
        drawn = io.StringIO()
        Console(file=drawn, width=width).print(screen._bars.get_renderable())
    return [[word for word in line.split() if word[0] not in "━╸╺"] for line in drawn.getvalue().splitlines()]


def test_rows_stand_in_the_order_of_the_work_whatever_is_known_first() -> None:
    found = rows(
        film(stage("film", 0, 1)), film(stage("storyboard", 1, 1), stage("clips", 1, 4), stage("film", 0, 1), scenes=(0, 2))
    )
    assert [row[:2] for row in found] == [["scenes", "0/2"], ["storyboard", "1/1"], ["clips", "1/4"], ["film", "0/1"]]


def test_stages_that_the_film_does_not_have_take_no_room() -> None:
    assert [row[0] for row in rows(film(stage("storyboard", 0, 1), stage("frames", 0, 0)))] == ["scenes", "storyboard"]


def test_a_stage_of_a_newer_gateway_is_shown_as_well() -> None:
    assert [row[:2] for row in rows(film(stage("dubbing", 1, 3)))][-1] == ["dubbing", "1/3"]


def test_counts_stay_readable_in_a_narrow_terminal() -> None:
    assert [row[:2] for row in rows(film(stage("storyboard", 1, 1), stage("clips", 11, 12)), width=36)][1:] == [
        ["storyboard", "1/1"],
        ["clips", "11/12"],
    ]


def test_an_id_is_never_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.StringIO()
    monkeypatch.setattr(output, "out", Console(file=printed, width=40, soft_wrap=True))
    shown = film(stage("film", 1, 1)) | {"id": ID, "title": "Star", "source": {"kind": "idea", "url": None}, "request": {}}
    shown |= {"stop_at": "film", "continues": None, "continuable": False}
    output.print_film(shown | {"stand_ins": [], "failure": None, "film": {"seconds": 4.6, "bytes": 1_300_000}})
    assert "".join(printed.getvalue().split()).count(ID) == 2


def test_a_stage_of_one_long_step_tells_how_far_that_step_is() -> None:
    joining = {"step": "assemble", "position": 7, "total": 17, "note": "pieces"}
    assert (
        plain(film(stage("clips", 12, 12), stage("film", 0, 1, running=(joining,)), scenes=(1, 4)))
        == "running: clips 12/12, film 7/17 pieces, scenes 1/4"
    )
    assert plain(film(stage("film", 0, 1), scenes=(1, 4))) == "running: film 0/1, scenes 1/4"
    assert plain(film(stage("film", 1, 1), scenes=(1, 4))) == "running: film 1/1, scenes 1/4"


def test_a_stage_of_many_steps_counts_the_steps() -> None:
    drawing = {"step": "clip", "position": 1, "total": 9, "note": "frames"}
    assert (
        plain(film(stage("script", 0, 0), stage("clips", 3, 12, running=(drawing,)), scenes=(1, 4)))
        == "running: clips 3/12, scenes 1/4"
    )
