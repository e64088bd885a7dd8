"""What the tests of this package share: the screenplays beside it, and the storyboard of a text."""

from pathlib import Path

from analysis.domain.board import Wish, storyboard_of
from analysis.domain.elements import Script
from analysis.domain.reading import read
from contracts.storyboard import CastMember, Storyboard

SCREENPLAYS = Path(__file__).parent / "screenplays"
EXAMPLES = Path(__file__).parents[3] / "examples"
ALL = sorted(SCREENPLAYS.iterdir())


def text_of(name: str) -> str:
    return (SCREENPLAYS / name).read_bytes().decode()


def script_of(name: str) -> Script:
    return read(text_of(name))


def board_of(text: str, duration: int | None = None, seed: int = 0) -> Storyboard:
    return storyboard_of(text, Wish(duration, "16:9", "storybook", seed, "en"))


def filmed(name: str, duration: int | None = None) -> Storyboard:
    return board_of(text_of(name), duration)


def member(board: Storyboard, name: str) -> CastMember:
    return next(m for m in board.cast if m.name == name)


def spoken(board: Storyboard) -> list[tuple[str | None, str]]:
    return [(line.speaker, line.text) for shot in board.shots() for line in shot.lines]
