"""What is ordered follows from the storyboard and nothing else, and its hash changes exactly when the sound would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.domain.orders import input_hash
from audio.domain.places import KNOWN, ambience_of, room_of
from audio.domain.plan import UnknownPartError, effects_order, music_order, speech_order
from audio.domain.words import EFFECT_WORDS, nearest
from contracts.sounds import EFFECTS
from contracts.storyboard import PLACE_KINDS, Line, MusicCue, Place, Scene, Shot, Storyboard

from .films import CAST, FILM, LINES


def with_shot(**changes: object) -> Storyboard:
    """The film with its second shot changed."""
    scene = FILM.scenes[0]
    shot = scene.shots[1].model_copy(update=changes)
    return FILM.model_copy(update={"scenes": (scene.model_copy(update={"shots": (scene.shots[0], shot)}), FILM.scenes[1])})


def speech_hash(storyboard: Storyboard, seed: int = 1) -> str:
    """The input hash of the second shot's speech."""
    return input_hash(speech_order(storyboard, "s1.2"), "local-voice", seed, False)


def test_what_is_not_heard_does_not_change_the_hash() -> None:
    same = with_shot(action="Something else.", size="wide", props=("lamp",), prompt="x")
    assert speech_hash(same) == speech_hash(FILM.model_copy(update={"title": "Other"})) == speech_hash(FILM)
    assert input_hash(music_order(same), "local-music", 1, False) == input_hash(music_order(FILM), "local-music", 1, False)


def test_what_is_heard_changes_the_hash() -> None:
    older = CAST[0].model_copy(update={"look": CAST[0].look.model_copy(update={"age": "old"})})
    hashes = {
        speech_hash(FILM),
        speech_hash(FILM, seed=2),
        speech_hash(with_shot(frames=200)),
        speech_hash(with_shot(lines=LINES[:2])),
        speech_hash(FILM.model_copy(update={"cast": (older, *CAST[1:])})),
        input_hash(speech_order(FILM, "s1.2"), "local-voice", 1, True),
        input_hash(speech_order(FILM, "s1.2"), "another", 1, False),
    }
    assert len(hashes) == 7


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownPartError, match="no shot 's9'"):
        speech_order(FILM, "s9")
    with pytest.raises(UnknownPartError, match="no scene 's9'"):
        effects_order(FILM, "s9")


def test_effects_are_placed_in_their_scene_and_unknown_ones_are_passed_over() -> None:
    assert [(hit.name, hit.frame, hit.until) for hit in effects_order(FILM, "s1").hits] == [("foghorn", 24, 96)]
    assert [hit.name for hit in effects_order(FILM, "s2").hits] == ["door_knock"]


@given(st.lists(st.integers(1, 900), max_size=5))
def test_cues_are_exactly_as_long_as_the_film(frames: list[int]) -> None:
    cues = tuple(MusicCue(mood="calm", frames=n) for n in frames)
    assert music_order(FILM.model_copy(update={"music": cues})).frames == 385


def test_a_speaker_who_is_not_in_the_cast_is_read_by_the_narrator() -> None:
    lines = (LINES[1].model_copy(update={"speaker": "nobody"}),)
    assert speech_order(with_shot(lines=lines), "s1.2").lines[0].speaker.group == "narrator"


@pytest.mark.parametrize("kind", PLACE_KINDS)
def test_every_kind_of_place_has_an_ambience_and_a_room(kind: str) -> None:
    scene = Scene(id="s", title="S", start=0, end=1, place="p", shots=(Shot(id="1", size="wide", frames=1, action=""),))
    outside, inside = (Place(id="p", name="P", kind=kind, interior=interior) for interior in (False, True))
    assert ambience_of(scene, outside) in KNOWN[1:]
    rooms = {room_of(ambience_of(scene, place), place) for place in (outside, inside)}
    assert len(rooms) == 2 or rooms <= {"cave", "water", "street", "valley"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Door slams", "door_close"),
        ("GUNSHOT!", "gunshot"),
        ("distant thunder", "thunder"),
        ("a phone rings", "phone_ring"),
        ("footsteps on snow", "footsteps_snow"),
        ("seagulls", "seagull"),
        ("the dog barks", "dog"),
        ("quark", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_words_of_a_script_find_their_effect(text: str, name: str | None) -> None:
    assert nearest(text, EFFECTS, tuple(EFFECT_WORDS.items())) == name


@given(st.text())
def test_any_word_is_known_or_not_and_never_an_error(text: str) -> None:
    assert nearest(text, EFFECTS, tuple(EFFECT_WORDS.items())) in (*EFFECTS, None)


def test_the_meanings_of_words_are_effects() -> None:
    assert set(EFFECT_WORDS.values()) <= set(EFFECTS)


def test_a_cue_that_is_too_short_for_a_phrase_joins_its_neighbour() -> None:
    cues = [("neutral", 30), ("happy", 150), ("tense", 36), ("sad", 169)]
    order = music_order(FILM.model_copy(update={"music": tuple(MusicCue(mood=m, frames=n) for m, n in cues)}))
    assert [(cue.mood, cue.frames) for cue in order.cues] == [("happy", 216), ("sad", 169)]


def test_music_knows_where_somebody_speaks_and_not_what() -> None:
    order = music_order(FILM)
    assert order.talk == ((96, 385),)
    assert music_order(with_shot(lines=())).talk == ((288, 385),)
    assert music_order(with_shot(lines=(Line(id="x", text="Other words."),))) == order
