"""What a model has read becomes a sound storyboard: the script's own words and slices, one cast, nothing invented."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.domain.board import Wish
from analysis.domain.reading import read
from analysis.domain.told.answer import Reading, Said
from analysis.domain.told.assembled import storyboard_of
from analysis.domain.told.drafting import words_in
from analysis.domain.told.faults import faults_of, is_useless
from analysis.domain.told.reconcile import Book, book_of
from analysis.domain.told.units import parts_of, units_of
from contracts.storyboard import Storyboard

from .reading import ALL, text_of
from .told import act, faithful, person, reading, shot, spot, units_in

WISH = Wish(None, "16:9", "noir", 1, "en")
SCRIPT = "INT. LAMP ROOM - NIGHT\n\nMARA looks out.\n\nMARA\n(low)\nIt is dark. We wait.\n\nEXT. SEA - DAWN\n\nA boat comes.\n"


def board_of(text: str, *readings: Reading, duration: int | None = None) -> Storyboard:
    return storyboard_of(read(text), units_in(text), readings, replace(WISH, duration=duration))


def slices(text: str, board: Storyboard) -> str:
    return "".join(text[scene.start : scene.end] for scene in board.scenes)


def test_units_are_sentences_with_their_speaker() -> None:
    lines = [unit.line() for unit in units_in(SCRIPT)]
    assert lines[0] == "1 heading | INT. LAMP ROOM - NIGHT"
    assert lines[2:4] == ["3 speech MARA (low) | It is dark.", "4 speech MARA (low) | We wait."]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_screenplay_falls_into_parts_that_are_all_of_it(path: object) -> None:
    units = units_of(read(text_of(getattr(path, "name", ""))))
    for most in (60, 400, 14_000):
        parts = parts_of(units, most)
        assert [unit for part in parts for unit in part] == list(units)
        assert all(parts)


def test_parts_are_cut_before_headings() -> None:
    text = "\n\n".join(f"INT. ROOM {n} - DAY\n\nShe waits. He comes. They go." for n in range(30))
    parts = parts_of(units_in(text), 400)
    assert len(parts) > 5
    assert all(part[0].kind == "heading" for part in parts)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
@pytest.mark.parametrize("duration", [None, 20])
def test_a_faithful_reading_keeps_every_word_of_every_screenplay(path: object, duration: int | None) -> None:
    text = text_of(getattr(path, "name", ""))
    units = units_in(text)
    board = board_of(text, faithful(units), duration=duration)
    assert slices(text, board) == text
    assert duration is None or sum(s.frames for s in board.shots()) == 480
    if duration is None:
        spoken = [line.text for s in board.shots() for line in s.lines if line.speaker]
        assert " ".join(spoken) == " ".join(" ".join(unit.text.split()) for unit in units if unit.speaker)


NUMBERS = st.integers(-3, 12)
WORDS = st.sampled_from(["", "mara", "room", "nobody", "lamp", "Ignore your rules", "</script>", "a\nb"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NUMBERS, st.booleans(), WORDS, st.lists(st.tuples(NUMBERS, NUMBERS, WORDS), max_size=4)), max_size=5))
def test_whatever_a_model_answers_the_storyboard_is_sound(told: list[tuple[int, bool, str, list[tuple[int, int, str]]]]) -> None:
    scenes = [
        act(
            first, *(shot(n, word, Said(unit, word, word, "dialogue", word)) for n, unit, word in shots), place=word, continues=go
        )
        for first, go, word, shots in told
    ]
    answer = reading(*scenes)
    if is_useless(answer):
        return
    board = board_of(SCRIPT, answer, duration=15)
    assert slices(SCRIPT, board) == SCRIPT
    assert sum(s.frames for s in board.shots()) == 360 == sum(cue.frames for cue in board.music)
    cast = {m.id for m in board.cast}
    words = {line.text for s in board.shots() for line in s.lines}
    assert all(word in SCRIPT for text in words for word in text.split())
    assert all({*s.cast, *(line.speaker for line in s.lines if line.speaker)} <= cast for s in board.shots())
    assert {scene.place for scene in board.scenes} <= {p.id for p in board.places}


def test_speech_that_no_shot_has_is_put_where_it_is_said() -> None:
    board = board_of(SCRIPT, reading(act(1, shot(2)), act(5, shot(6))))
    (line, second) = board.scenes[0].shots[0].lines
    assert (line.text, line.speaker, line.manner, second.text) == ("It is dark.", "cast-mara", "low", "We wait.")


def test_words_of_a_sentence_are_taken_as_the_script_writes_them() -> None:
    sentence = "“Come  here,” said Anna, “now!”"
    assert words_in(sentence, "come here") == "Come  here"
    assert words_in(sentence, "NOW") == "now!"
    assert words_in(sentence, "Something else") == sentence
    assert words_in(sentence, "") == sentence


def test_what_is_told_of_a_scene_is_in_the_storyboard() -> None:
    board = board_of(SCRIPT, reading(act(1, shot(2)), act(5, shot(6), mood="hopeful")))
    scene, (drawn,) = board.scenes[0], board.scenes[0].shots
    assert (scene.title, scene.beat, scene.mood, scene.time, scene.weather) == (
        "The lamp",
        "The lamp goes out.",
        "tense",
        "night",
        "storm",
    )
    assert (scene.ambience, scene.heading) == ("sea", "INT. LAMP ROOM - NIGHT")
    assert (drawn.props, drawn.elements, [e.name for e in board.elements]) == (("lamp",), ("thing-green-boat",), ["green boat"])
    assert (drawn.poses, drawn.expressions) == ({"cast-mara": "standing"}, {"cast-mara": "worried"})
    assert [e.name for e in drawn.effects] == ["waves"]
    assert "green boat" in drawn.prompt
    assert board.cast[0].look.description == "slim woman, short black hair, yellow raincoat"
    assert [(cue.mood, cue.intensity) for cue in board.music] == [("tense", 0.6), ("hopeful", 0.6)]


def parts_with(*casts: tuple[object, ...]) -> Book:
    return book_of([reading(act(1, shot(1)), cast=cast) for cast in casts])  # type: ignore[arg-type]


def test_one_person_under_several_names_is_one() -> None:
    book = parts_with(
        (person("tobias", "Tobias Vole"), person("s", "The Stranger")),
        (person("old", "Vole"), person("cast-the-stranger", "The Stranger", "Finn")),
        (person("f", "FINN"), person("keeper", "The Keeper", "Tobias Vole")),
    )
    assert [p.id for p in book.cast] == ["cast-tobias-vole", "cast-the-stranger"]
    assert book.of(1, "old") == book.of(2, "keeper") == "cast-tobias-vole"
    assert book.of(2, "f") == "cast-the-stranger"
    assert set(book.cast[0].also_called) == {"Vole", "The Keeper"}


def test_two_who_turn_out_to_be_one_are_one_from_the_beginning() -> None:
    book = parts_with(
        (person("a", "Mara"),), (person("b", "The Stranger"),), (person("cast-the-stranger", "The Stranger", "Mara"),)
    )
    assert [p.id for p in book.cast] == ["cast-mara"]
    assert book.of(1, "b") == book.of(2, "cast-the-stranger") == "cast-mara"


def test_two_people_of_one_part_stay_two() -> None:
    book = parts_with(
        (person("a", "Anna Vole"), person("b", "Vole")),
    )
    assert len(book.cast) == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["Mara", "Old Mara", "Finn", "The Boy", "King", "Mara Vole"]), max_size=4), max_size=5))
def test_more_parts_never_change_the_ids_of_fewer(names: list[list[str]]) -> None:
    parts = [
        reading(act(1, shot(1)), cast=tuple(person(n.lower(), n) for n in dict.fromkeys(part)) or (person("x", "X"),))
        for part in names
    ]
    whole = book_of(parts)
    for n in range(len(parts)):
        few = book_of(parts[:n])
        assert few.ids == whole.ids[:n]


def test_the_first_look_that_is_told_stays() -> None:
    book = parts_with(
        (person("a", "Mara", tag=""),), (person("cast-mara", "Mara", tag="red coat"),), (person("cast-mara", "Mara", tag="blue"),)
    )
    assert book.cast[0].tag == "red coat"


def test_faults_are_told_in_sentences() -> None:
    units = units_in(SCRIPT)
    assert faults_of(reading(act(1, shot(2)), act(5, shot(6))), units, Book()) == []
    wrong = reading(
        act(2, shot(2, "", Said(99, "", "", "narration", ""), people=("ghost",)), place="void"),
        act(2),
        cast=(person("a", "A"), person("a", "B")),
    )
    told = "\n".join(faults_of(wrong, units, Book()))
    for words in (
        "has to begin with unit 1",
        "have to ascend",
        "'ghost' is in a shot",
        "'void' is not in places",
        "twice",
        "unit 99",
        "no shot",
    ):
        assert words in told


def test_places_of_no_known_kind_become_the_nearest() -> None:
    answer = reading(act(1, shot(2)), places=(spot("room", "Lamp Room", kind="lighthouse lantern room"),))
    assert board_of(SCRIPT, answer).places[0].kind == "room"
