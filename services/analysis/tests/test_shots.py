"""A shot shows one action or one speech, as the words ask for it."""

import pytest

from contracts.sounds import AMBIENCES, EFFECTS, MOODS
from contracts.storyboard import Shot
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS

from .reading import ALL, board_of, filmed, spoken

HEADING = "EXT. STREET - DAY\n\nMARA\nHello.\n\nJONAS\nHello.\n\n"


def last_shot(action: str) -> Shot:
    return board_of(f"{HEADING}{action}\n").shots()[-1]


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("Mara runs.", "running"), ("Mara sits down.", "sitting"), ("Mara pointed at the sky.", "pointing"),
        ("Mara is sleeping.", "sleeping"),
        ("Mara carried a box.", "carrying"), ("Mara climbs the ladder.", "climbing"), ("Mara hugs Jonas.", "embracing"),
        ("Mara turns away.", "turned_away"), ("Mara looks.", "standing"),
    ],
)  # fmt: skip
def test_a_pose_is_what_the_verb_says(action: str, pose: str) -> None:
    assert last_shot(action).poses["cast-mara"] == pose


def test_each_does_what_their_own_verb_says() -> None:
    shot = last_shot("Mara runs and Jonas weeps.")
    assert shot.poses == {"cast-mara": "running", "cast-jonas": "weeping"}
    assert shot.expressions["cast-jonas"] == "crying"


def test_a_pronoun_means_the_one_who_fits() -> None:
    assert last_shot("She laughs.").cast == ("cast-mara",)
    assert last_shot("He laughs.").cast == ("cast-jonas",)


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        ("Close on Mara.", "size", "close_up"), ("A key.", "size", "insert"), ("Mara looks up at the tower.", "angle", "low"),
        ("Mara falls down the stairs.", "move", "crane_down"), ("Push in on Mara.", "move", "push"),
        ("The city from above.", "angle", "overhead"),
    ],
)  # fmt: skip
def test_the_camera_follows_the_words(action: str, field: str, value: str) -> None:
    found = getattr(last_shot(action), field)
    assert found == value or (value, found) == ("crane_down", "tilt_down")


def test_things_and_sounds_are_those_that_the_action_names() -> None:
    shot = last_shot("Mara lights a candle and opens the old letter. A dog barks.")
    assert {"candle", "letter"} <= set(shot.props)
    assert "dog" in [cue.name for cue in shot.effects]


def test_every_sentence_of_action_is_a_shot_of_its_own() -> None:
    shots = board_of(f"{HEADING}Mara opens the heavy door. Jonas jumps out of the window. He stops.\n").shots()
    assert [shot.action for shot in shots[-2:]] == ["Mara opens the heavy door.", "Jonas jumps out of the window. He stops."]


def test_a_long_speech_is_cut_at_its_sentences_and_keeps_every_word() -> None:
    speech = " ".join(f"This is sentence number {n} of a speech that does not end." for n in range(12))
    board = board_of(f"INT. ROOM - DAY\n\nMARA\n{speech}\n")
    assert " ".join(text for _, text in spoken(board)) == speech
    assert len(board.shots()) >= 5


def test_a_scene_opens_wide_and_a_shout_comes_close() -> None:
    shots = board_of("EXT. SEA - DAY\n\nA ship sails.\n\nMARA\nFire!\n").shots()
    assert shots[0].size in {"wide", "extreme_wide"}
    assert shots[-1].size == "close_up"


def test_a_silent_screenplay_is_narrated_and_a_dialogue_film_is_not() -> None:
    assert {line.kind for shot in filmed("silent.fountain").shots() for line in shot.lines} == {"narration"}
    assert {line.kind for shot in filmed("dual.fountain").shots() for line in shot.lines} == {"dialogue"}


def test_the_same_seed_gives_the_same_storyboard_and_another_seed_another_camera() -> None:
    text = "".join(f"EXT. STREET {n} - DAY\n\nMara waits.\n\n" for n in range(12))
    assert board_of(text, 60, seed=7).model_dump_json() == board_of(text, 60, seed=7).model_dump_json()
    assert [s.move for s in board_of(text, 60, seed=7).shots()] != [s.move for s in board_of(text, 60, seed=8).shots()]


def test_every_word_of_the_storyboard_is_in_the_vocabulary() -> None:
    for path in ALL:
        board = filmed(path.name)
        assert {cue.mood for cue in board.music} | {scene.mood for scene in board.scenes} <= set(MOODS)
        assert {scene.ambience for scene in board.scenes} <= set(AMBIENCES)
        for shot in board.shots():
            assert set(shot.poses.values()) <= set(POSES)
            assert set(shot.expressions.values()) <= set(EXPRESSIONS)
            assert set(shot.props) <= set(PROPS)
            assert {cue.name for cue in shot.effects} <= set(EFFECTS)
