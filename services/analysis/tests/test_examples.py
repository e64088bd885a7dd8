"""Every example makes the film that it was written for."""

import pytest

from analysis.domain.reading import read

from .reading import EXAMPLES, board_of


@pytest.mark.parametrize(
    ("name", "format_", "scenes", "seconds"),
    [
        ("lighthouse.fountain", "fountain", 4, (26, 34)),
        ("night_train.fdx", "fdx", 3, (30, 50)),
        ("advert.fountain", "fountain", 3, (20, 35)),
        ("the_long_way_down.fountain", "fountain", 8, (120, 190)),
        ("idea.txt", "prose", 1, (3, 12)),
    ],
)
def test_an_example_is_as_long_as_it_promises(name: str, format_: str, scenes: int, seconds: tuple[int, int]) -> None:
    text = (EXAMPLES / name).read_text()
    board = board_of(text)
    assert (read(text).format, len(board.scenes)) == (format_, scenes)
    assert seconds[0] <= sum(shot.frames for shot in board.shots()) / 24 <= seconds[1]


def test_the_lighthouse_has_three_speakers_and_four_skies() -> None:
    board = board_of((EXAMPLES / "lighthouse.fountain").read_text(), 30)
    assert [m.name for m in board.cast] == ["Tobias", "Mara", "Finn"]
    assert len({line.speaker for shot in board.shots() for line in shot.lines}) == 3
    assert [(s.time, s.weather) for s in board.scenes] == [
        ("dusk", "rain"),
        ("night", "storm"),
        ("night", "storm"),
        ("dawn", "clear"),
    ]
    assert [p.kind for p in board.places] == ["coast", "room", "ship", "harbor"]
