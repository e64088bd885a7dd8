"""What a director would have marked in red on the storyboard of real pages: who is who, what is seen, what is heard."""

import pytest

from analysis.domain.board import Wish, storyboard_of
from analysis.domain.reading import read
from contracts.storyboard import Storyboard

from .reading import board_of, member, spoken


def actions(board: Storyboard) -> list[str]:
    return [shot.action for shot in board.shots()]


def screenplay(*paragraphs: str, heading: str = "INT. ROOM - DAY") -> Storyboard:
    return board_of("\n\n".join((heading, *paragraphs)) + "\n")


def test_a_surname_is_no_animal_and_who_finds_a_fox_is_none() -> None:
    board = screenplay("JANET FOX, 40s, stares at the needle.", "JANET\nWe are on the air.")
    assert member(board, "Janet Fox").kind == "person"
    board = board_of(
        'It rained when old Mrs. Pettigrew found the fox.\n\n"Well," said Mrs. Pettigrew.\n\nShe sat down by the fox.\n'
    )
    assert [(m.name, m.kind) for m in board.cast] == [("Mrs. Pettigrew", "person"), ("Fox", "animal")]
    assert board.shots()[1].lines[0].speaker == "cast-mrs-pettigrew"


def test_a_calling_that_turns_out_to_have_a_name_is_one_person() -> None:
    board = screenplay(
        "FERRYMAN (O.S.)\nBoarding is closed.",
        "LEO BRANDT, the ferryman, 60s, waits.",
        "LEO\nYou play?",
        heading="EXT. PIER - NIGHT",
    )
    assert [(m.name, m.aliases) for m in board.cast] == [("Leo Brandt", ("Leo", "Ferryman"))]


@pytest.mark.parametrize(
    ("text", "name", "sex"),
    [
        ("NURSE PINA, 50s, tucks him in.\n\nNURSE PINA\nSleep.", "Nurse Pina", "female"),
        ("KATHRIN (45) stirs a pot.\n\nKATHRIN\nEat.", "Kathrin", "female"),
        ("HARKER (50) sits on his horse.\n\nHARKER\nToday.", "Harker", "male"),
    ],
)
def test_names_and_sentences_tell_the_sex(text: str, name: str, sex: str) -> None:
    assert member(screenplay(*text.split("\n\n")), name).look.sex == sex


def test_what_tells_the_cutter_how_to_cut_is_not_filmed() -> None:
    board = screenplay(
        "Leo drives.",
        "INTERCUT WITH:",
        "MONTAGE - THE NIGHT ROAD",
        "-- The car skids.\n-- Nina sings.\n-- The dog howls.",
        "END OF MONTAGE",
    )
    assert actions(board) == ["Leo drives.", "The car skids.", "Nina sings.", "The dog howls."]


def test_a_label_without_a_place_is_no_scene_and_no_word_is_lost() -> None:
    text = ".TEASER\n\nFADE IN:\n\nEXT. SEA - DAY\n\nWaves break on the shore.\n"
    board = board_of(text)
    assert [(scene.heading, text[scene.start : scene.end]) for scene in board.scenes] == [("EXT. SEA - DAY", text)]


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("EXT. FERRY TERMINAL - NIGHT - 1987 (FLASHBACK)", "Ferry Terminal"),
        ("INT. LEO'S CAR - MOVING - NIGHT", "Leo's Car"),
        ("INT. ATTIC - DREAM SEQUENCE - NIGHT", "Attic"),
    ],
)
def test_how_a_scene_is_filmed_is_no_part_of_its_place(heading: str, place: str) -> None:
    board = screenplay("Rain falls.", heading=heading)
    assert (board.places[0].name, board.scenes[0].time) == (place, "night")


def test_a_car_sounds_from_inside_and_a_hospital_from_outside_like_its_street() -> None:
    heard = [
        screenplay("Rain.", heading=heading).scenes[0].ambience for heading in ("INT. LEO'S CAR - DAY", "EXT. HOSPITAL - DAY")
    ]
    assert heard == ["car", "street"]


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("Oskar dives under the desk.", "crouching"),
        ("Oskar dives into the lake.", "swimming"),
        ("Oskar opens his eyes.", "standing"),
        ("Oskar does not climb.", "standing"),
        ("Oskar opens the door.", "holding"),
    ],
)
def test_a_verb_is_seen_as_it_is_meant(action: str, pose: str) -> None:
    board = screenplay(action, "OSKAR\nYes.")
    assert board.shots()[0].poses == {"cast-oskar": pose}


@pytest.mark.parametrize(
    ("action", "props"),
    [
        ("Nina sings off key.", ()),
        ("It lies in the rose bed.", ()),
        ("She crosses the stone bridge.", ()),
        ("He fires.", ()),
        ("A key lies on the bed.", ("key", "bed")),
    ],
)
def test_a_thing_that_is_only_a_word_is_not_drawn(action: str, props: tuple[str, ...]) -> None:
    assert screenplay(action).shots()[0].props == props


def test_he_fires_is_a_shot_and_no_fire_and_will_not_is_no_victory() -> None:
    assert [effect.name for effect in screenplay("The guard aims. He fires twice.").shots()[-1].effects] == ["gunshot"]
    assert screenplay("OSKAR\nThe generator won't last.").scenes[0].mood == "neutral"


def test_weather_in_a_likeness_does_not_fall() -> None:
    assert screenplay("Flour hangs in the air like snow.", heading="EXT. YARD - DAY").scenes[0].weather == "clear"
    assert screenplay("Snow falls on the yard.", heading="EXT. YARD - DAY").scenes[0].weather == "snow"


def test_a_head_that_names_draft_and_day_is_furniture_even_once() -> None:
    text = (
        "12.\n\nCONTINUED:\n\nINT. STATION - NIGHT\n\nThe needle drops.\n\n(CONTINUED)\n\n"
        '"DEAD AIR"  -  Blue Rev. 11/02/25                     13.\n\nCONTINUED: (2)\n\nThe lamp goes out.\n'
    )
    assert actions(board_of(text)) == ["The needle drops.", "The lamp goes out."]


PLAY = """ACT II

SCENE 1. A garden behind the mill. Evening.

(Enter ROSA and the MILLER, quarrelling.)

ROSA. You sold it! You sold the horse!

MILLER. (wiping his hands) I sold a horse.

(TOMAS climbs over the wall.)

ROSA (laughing). Then it was ours.

SCENE 2. The stable. Night.

TOMAS. Don't look at me like that.
"""


def test_a_printed_play_has_its_names_with_a_full_stop() -> None:
    board = storyboard_of(PLAY, Wish(None, "16:9", "storybook", 0, "en"))
    assert read(PLAY).format == "fountain"
    assert spoken(board) == [
        ("cast-rosa", "You sold it! You sold the horse!"),
        ("cast-miller", "I sold a horse."),
        ("cast-rosa", "Then it was ours."),
        ("cast-tomas", "Don't look at me like that."),
    ]
    assert [line.manner for shot in board.shots() for line in shot.lines] == ["", "wiping his hands", "laughing", ""]
    assert [(scene.number, scene.time) for scene in board.scenes] == [("1", "dusk"), ("2", "night")]
    assert [place.kind for place in board.places] == ["garden", "farm"]
    assert {member.name for member in board.cast} == {"Rosa", "Miller", "Tomas"}


def test_sounds_in_capitals_do_not_make_a_play() -> None:
    text = "EXT. FIELD - DAY\n\nBOOM. The ground shakes.\n\nCRASH. A tree falls.\n\nSilence.\n"
    assert not [line for shot in board_of(text).shots() for line in shot.lines if line.kind == "dialogue"]


def test_chinese_given_names_tell_the_sex() -> None:
    board = board_of("内景 茶馆 - 夜\n\n王芳\n你好。\n\n李明\n你来了。\n")
    assert {m.name: m.look.sex for m in board.cast} == {"王芳": "female", "李明": "male"}


def test_she_is_who_was_last_a_woman_and_no_dog() -> None:
    board = board_of(
        '"Well," said Mrs. Pettigrew.\n\n***\n\n'
        "Toby ran across the field. Behind him the dogs barked.\n\nShe put down her knitting.\n"
    )
    assert board.shots()[-1].cast == ("cast-mrs-pettigrew",)


def test_a_man_behind_a_comma_is_somebody() -> None:
    board = screenplay(
        "OSKAR waits.", "OSKAR\nYes.", "Outside, in the snow, a MAN IN A PARKA stands motionless.", "The man fires."
    )
    assert [shot.cast for shot in board.shots()][-2:] == [("cast-man",), ("cast-man",)]
