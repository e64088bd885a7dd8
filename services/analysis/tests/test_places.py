"""Where, when and in what weather a scene plays follows from its words."""

import pytest

from analysis.domain.headings import setting_of
from analysis.domain.lexicon.settings import PLACES, kind_of_place
from contracts.storyboard import PLACE_KINDS

from .reading import board_of, filmed


@pytest.mark.parametrize(
    ("heading", "location", "interior", "time", "weather"),
    [
        ("INT. KITCHEN - NIGHT", "KITCHEN", True, "night", None),
        ("EXT. SUNSET BOULEVARD - DAY", "SUNSET BOULEVARD", False, "day", None),
        ("INT./EXT. CAR -- NIGHT -- RAIN", "CAR", True, "night", "rain"),
        ("I/E. TRAIN - CONTINUOUS", "TRAIN", True, None, None),
        ("EST. CITY – DAWN – FOGGY", "CITY", None, "dawn", "fog"),
        ("EXT. CASTLE - COURTYARD - STORMY NIGHT", "CASTLE - COURTYARD", False, "night", "storm"),
        ("int. office - morning", "office", True, "day", None),
        ("EXT. MOON", "MOON", False, None, None),
    ],
)
def test_a_heading_says_where_and_when(heading: str, location: str, interior: bool | None, time: str, weather: str) -> None:
    setting = setting_of(heading)
    assert (setting.location, setting.interior, setting.time, setting.weather) == (location, interior, time, weather)


def test_a_period_is_no_part_of_the_name() -> None:
    setting = setting_of("EXT. BERLIN STREET - 1920s - NIGHT")
    assert (setting.location, setting.period) == ("BERLIN STREET", "1920s")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FISHING BOAT", "ship"), ("SPACE STATION - CORRIDOR", "space_station"), ("CASTLE - KITCHEN", "kitchen"),
        ("LIGHTHOUSE - LAMP ROOM", "room"), ("POLICE STATION", "office"), ("TRAIN STATION", "train"),
        ("ANNA'S APARTMENT", "room"),
        ("THE OLD HARBOUR", "harbor"), ("CAFÉ", "cafe"), ("CORAL REEF", "underwater"), ("XYZZY", None),
    ],
)  # fmt: skip
def test_a_name_means_a_kind_of_place(name: str, kind: str | None) -> None:
    assert kind_of_place(name) == kind


def test_every_kind_that_words_mean_can_be_drawn() -> None:
    meanings = {meaning for forms in PLACES.by_word.values() for _, meaning in forms}
    assert meanings <= set(PLACE_KINDS)
    assert len(meanings) >= 24


def test_what_a_heading_leaves_open_goes_on() -> None:
    text = "EXT. STREET - NIGHT - RAIN\n\nA man runs.\n\nINT. CAR - CONTINUOUS\n\nHe drives.\n\nEXT. FIELD - DAY\n\nHe stops.\n"
    scenes = board_of(text).scenes
    assert [(scene.time, scene.weather) for scene in scenes] == [("night", "rain"), ("night", "rain"), ("day", "clear")]


def test_one_name_is_one_place() -> None:
    text = "INT. ROOM - DAY\n\nA.\n\nEXT. GARDEN - DAY\n\nB.\n\nINT. ROOM - NIGHT\n\nC.\n"
    board = board_of(text)
    assert len(board.places) == 2
    assert board.scenes[0].place == board.scenes[2].place


def test_prose_goes_where_its_words_go() -> None:
    board = filmed("prose.txt")
    assert [place.kind for place in board.places] == ["village", "forest"]
    assert [scene.weather for scene in board.scenes] == ["snow", "snow"]
