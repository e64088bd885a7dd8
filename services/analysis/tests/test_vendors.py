"""What every analyst promises, whoever reads; the same for all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from analysis.domain.plan import plan_of
from analysis.ports import Analyst
from analysis.vendors.local import LocalAnalyst
from analysis.vendors.texts import TextAnalyst
from chassis.errors import Invalid
from vendor_http.fal.account import Account, Hosts
from vendor_http.text import anthropic, fal, openai

from .conftest import FORM
from .reading import EXAMPLES
from .told import faithful, said, units_in

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

    from .conftest import Desk

SCRIPT = (EXAMPLES / "lighthouse.fountain").read_text()


@dataclass(frozen=True)
class Candidate:
    """An analyst, one of its models, and whether it costs something."""

    analyst: Analyst
    model: str
    paid: bool


@pytest.fixture(params=["local", "anthropic", "openai", "fal"])
async def candidate(
    request: pytest.FixtureRequest,
    simulator: "Simulator",
    anthropic_api: anthropic.Api,
    openai_api: openai.Api,
    fal_account: Account,
) -> Candidate:
    await simulator.prepare("LAMP ROOM", said(faithful(units_in(SCRIPT))))
    match request.param:
        case "anthropic":
            return Candidate(TextAnalyst(anthropic_api, "anthropic", "claude"), "claude-sonnet-5-5", paid=True)
        case "openai":
            return Candidate(TextAnalyst(openai_api, "openai", "gpt"), "gpt-6-luna", paid=True)
        case "fal":
            return Candidate(TextAnalyst(fal.Api(Hosts(fal_account)), "fal", "gpt"), "gemini-3-8-flash", paid=True)
    return Candidate(LocalAnalyst(), "local-reader", paid=False)


@pytest.mark.parametrize("duration", [None, 12, 60])
async def test_a_storyboard_is_sound_and_has_the_wanted_length(desk: "Desk", candidate: Candidate, duration: int | None) -> None:
    analyzed = await desk.tried(candidate.analyst, candidate.model, SCRIPT, duration)
    board = await desk.board(analyzed)
    assert (board.ratio, board.style, board.seed, board.form) == ("9:16", "noir", 7, FORM)
    assert {scene.transition_in for scene in board.scenes[1:]} <= {"dissolve", "cut"}
    assert "".join(SCRIPT[scene.start : scene.end] for scene in board.scenes) == SCRIPT
    frames = sum(shot.frames for shot in board.shots())
    assert frames == sum(cue.frames for cue in board.music)
    assert duration is None or frames == duration * 24
    cast, places = {m.id for m in board.cast}, {p.id for p in board.places}
    assert {scene.place for scene in board.scenes} <= places
    for shot in board.shots():
        assert {*shot.cast, *shot.poses, *(line.speaker for line in shot.lines if line.speaker)} <= cast
        assert shot.prompt
        assert shot.action
    assert analyzed.plan == plan_of(board)


async def test_no_spoken_word_is_lost_or_changed_where_no_length_is_wanted(desk: "Desk", candidate: Candidate) -> None:
    board = await desk.board(await desk.tried(candidate.analyst, candidate.model, SCRIPT))
    spoken = " ".join(line.text for shot in board.shots() for line in shot.lines if line.speaker)
    assert spoken == " ".join(unit.text for unit in units_in(SCRIPT) if unit.speaker)


async def test_a_storyboard_tells_what_it_cost_and_what_a_model_was_told(desk: "Desk", candidate: Candidate) -> None:
    analyzed = await desk.tried(candidate.analyst, candidate.model, SCRIPT)
    assert (analyzed.cost > 0, analyzed.prompt is not None) == (candidate.paid, candidate.paid)
    if analyzed.prompt is not None:
        assert (await desk.media.get(analyzed.prompt)).startswith(b"prompt analyze.")


async def test_a_second_try_gives_the_same_storyboard(desk: "Desk", candidate: Candidate) -> None:
    first = await desk.tried(candidate.analyst, candidate.model, SCRIPT, 30)
    assert await desk.tried(candidate.analyst, candidate.model, SCRIPT, 30) == first


@pytest.mark.parametrize("script", ["", "%PDF", "a\0b"])
async def test_what_is_no_script_is_told_in_words_and_nobody_is_asked(desk: "Desk", candidate: Candidate, script: str) -> None:
    with pytest.raises(Invalid):
        await desk.tried(candidate.analyst, candidate.model, script)
    assert not desk.notes
