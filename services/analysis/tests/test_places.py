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


def test_a_place_of_prose_keeps_its_own_name() -> None:
    board = board_of(
        "Pia walked into the old mill at night and lit a candle.\n\nThe next morning she went to the harbor.\n\n"
        "Later she came back to the mill and slept."
    )
    assert [place.name for place in board.places] == ["Old mill", "Harbor"]
    assert board.scenes[0].place == board.scenes[2].place


def test_a_place_of_prose_in_another_language_keeps_its_word() -> None:
    board = board_of("Der alte Fischer ging in den Wald. Es war Nacht und der Regen fiel auf die Blätter und auf seinen Hut.")
    assert [(place.name, place.kind) for place in board.places] == [("Wald", "forest")]


def test_a_period_set_by_a_title_card_carries_on_until_another_says_otherwise() -> None:
    board = board_of(
        "EXT. STREET - DAY\n\nSUPER: LONDON, 1888\n\nA man runs.\n\nINT. SHOP - DAY\n\nHe buys bread.\n\n"
        "EXT. PARK - DAY\n\nSUPER: PRESENT DAY\n\nA girl runs.\n"
    )
    assert [place.period for place in board.places] == ["1888", "1888", ""]


def test_a_station_is_heard_from_outside_and_a_train_from_inside() -> None:
    board = board_of("EXT. TRAIN STATION - DAY\n\nA man waits.\n\nINT. TRAIN - DAY\n\nHe sits.\n")
    assert [scene.ambience for scene in board.scenes] == ["station", "train"]
