"""A shot shows whom and what its words mean: nobody twice, nobody missing, nothing that is only compared."""

import pytest

from contracts.storyboard import Shot

from .reading import board_of, filmed

HEADING = "EXT. STREET - DAY\n\nMARA\nHello.\n\nJONAS\nHello.\n\n"


def shots(action: str) -> list[Shot]:
    return list(board_of(f"{HEADING}{action}\n").shots()[2:])


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("A pigeon lands beside her.", {"cast-pigeon", "cast-mara"}),
        ("Jonas gives her the key.", {"cast-jonas", "cast-mara"}),
        ("Mara pulls him away.", {"cast-mara", "cast-jonas"}),
        ("They look at each other.", {"cast-mara", "cast-jonas"}),
        ("Behind a window, two people sing.", {"cast-mara", "cast-jonas"}),
        ("People hurry past.", {"cast-people"}),
        ("A policeman stops them.", {"cast-policeman", "cast-mara", "cast-jonas"}),
        ("Mara, a tall woman, waits.", {"cast-mara"}),
        ("His hands tremble.", {"cast-jonas"}),
        ("Three wolves howl.", {"cast-wolves"}),
    ],
)
def test_everybody_whom_the_words_mean_is_in_the_picture(action: str, seen: set[str]) -> None:
    assert set(shots(action)[0].cast) == seen


@pytest.mark.parametrize(
    "action", ["A long silence follows.", "The light flickers and a bang follows.", "The sun goes down over it all."]
)
def test_who_is_there_stays_in_the_picture_when_nobody_is_named(action: str) -> None:
    assert {"cast-mara", "cast-jonas"} & set(shots(action)[0].cast)


@pytest.mark.parametrize("action", ["A key lies on the ground.", "Close on the wet pavement of it.", "The city from far above."])
def test_a_thing_or_a_view_stands_alone(action: str) -> None:
    assert shots(action)[0].cast == ()


def test_what_is_compared_or_absent_is_not_shown() -> None:
    board = board_of(f"{HEADING}Mara stares like a robot. Jonas runs as fast as a horse. There is no dog and no fire.\n")
    assert {member.id for member in board.cast} == {"cast-mara", "cast-jonas"}
    assert not any(shot.props for shot in board.shots())


def test_a_robot_in_the_cast_is_no_second_robot_among_the_things() -> None:
    board = board_of("INT. GREENHOUSE - DAY\n\nA robot waters a flower. The robot waits for the rain.\n")
    assert [shot.cast for shot in board.shots()] == [("cast-robot",)] * 2
    assert "robot" not in {prop for shot in board.shots() for prop in shot.props}


def test_an_embrace_takes_two() -> None:
    assert shots("Jonas runs up and hugs Mara.")[0].poses == {"cast-jonas": "embracing", "cast-mara": "embracing"}


def test_two_strangers_are_two_and_three_are_a_crowd() -> None:
    two = board_of("EXT. PARK - DAY\n\nTwo guards sit on a bench. The guards look away.\n")
    assert [(m.name, m.kind) for m in two.cast] == [("First Guard", "person"), ("Second Guard", "person")]
    assert two.shots()[1].cast == two.shots()[0].cast
    assert [m.kind for m in board_of("EXT. PARK - DAY\n\nFive guards sit on a bench.\n").cast] == ["crowd"]


def test_nobody_talks_in_their_sleep() -> None:
    board = board_of(f"{HEADING}Jonas sleeps.\n\nJONAS\nGood morning.\n")
    assert [shot.poses["cast-jonas"] for shot in board.shots()[-2:]] == ["sleeping", "sitting"]


def test_a_voice_over_goes_over_the_picture_of_its_speaker() -> None:
    board = board_of("EXT. ROAD - DAY\n\nMARA (30s) walks.\n\nMARA (V.O.)\nI walked for days.\n")
    assert len(board.shots()) == 1
    assert board.shots()[0].lines[0].kind == "voice_over"


def test_a_long_sentence_is_one_action_after_the_other() -> None:
    sentence = "Mara runs up the long stairs to the very last floor, and then she opens the heavy door."
    first, second = sentence.split(" and")
    assert [shot.action for shot in shots(sentence)] == [first, f"and{second}"]


@pytest.mark.parametrize("name", ["sections.fountain", "silent.fountain"])
def test_a_narrated_screenplay_loses_no_word(name: str) -> None:
    board = filmed(name)
    said = " ".join(line.text for shot in board.shots() for line in shot.lines)
    for shot in board.shots():
        assert shot.action in said


@pytest.mark.parametrize(
    ("action", "things"),
    [
        ("Jonas hands her the guitar. She laughs. He plays, badly.", ("guitar",)),
        ("Jonas hands her the guitar. She laughs. He plays with the dog.", ()),
        ("Jonas hands her the guitar. She laughs. He plays the violin.", ("violin",)),
        ("She laughs. He plays.", ()),
    ],
)
def test_who_plays_has_the_instrument_that_was_seen_last(action: str, things: tuple[str, ...]) -> None:
    assert shots(action)[-1].props == things
