"""Screenplays as people really hand them in: every odd page is read as its writer meant it."""

import pytest

from analysis.domain.headings import is_omitted
from analysis.domain.text import joined, known_words

from .reading import board_of, filmed, script_of, spoken


def kinds(name: str, kind: str) -> list[str]:
    return [element.text for element in script_of(name).elements if element.kind == kind]


@pytest.mark.parametrize(
    ("name", "format_", "numbers"),
    [
        ("nasty.fountain", "fountain", ["1", "2", "3", "12A"]),
        ("omitted.fdx", "fdx", ["12A", "13"]),
        ("pasted_pages.txt", "pasted", ["12", "A13", "17pt"]),
        ("pasted_double_spaced.txt", "pasted", ["1", "2"]),
        ("chapters.txt", "prose", ["1", "2", "3", "4"]),
        ("play.txt", "fountain", ["1"]),
    ],
)
def test_format_and_scene_numbers_are_those_a_human_sees(name: str, format_: str, numbers: list[str]) -> None:
    assert (script_of(name).format, [scene.number for scene in filmed(name).scenes]) == (format_, numbers)


def test_a_dot_or_a_hash_inside_a_sentence_is_no_heading_and_no_section() -> None:
    action = kinds("nasty.fountain", "action")
    assert action[0] == "A shot of a .45 pistol on the table. It is .22 caliber, actually."
    assert "#1 on the list is fear." in action
    assert kinds("nasty.fountain", "section") == []


def test_names_keep_their_small_letters_and_notes_their_empty_lines() -> None:
    cues = kinds("nasty.fountain", "character")
    assert cues[0] == "McCLANE"
    assert kinds("nasty.fountain", "dialogue")[0] == "Never again. Never. *ouch* And again."
    assert kinds("nasty.fountain", "note") == ["note in dialogue"]


def test_two_in_one_cue_are_two_people() -> None:
    names = [member.name for member in filmed("nasty.fountain").cast]
    assert {"John", "Mary"} <= set(names)
    assert not any("/" in name or " And " in name for name in names)


@pytest.mark.parametrize("name", ["nasty.fountain", "dual.fountain", "omitted.fdx", "pasted_pages.txt"])
def test_dual_dialogue_is_one_shot_of_both_who_speak(name: str) -> None:
    shots = [shot for shot in filmed(name).shots() if len({line.speaker for line in shot.lines}) == 2]
    assert len(shots) == 1
    assert {line.speaker for line in shots[0].lines} <= set(shots[0].cast)


def test_two_columns_of_a_page_are_read_one_after_the_other() -> None:
    said = [text for _, text in spoken(filmed("pasted_pages.txt"))]
    assert said[:2] == ["I told you not to come here.", "And I told you I would come."]


def test_a_speech_and_an_action_go_on_over_the_end_of_a_page() -> None:
    assert "This is what I have been waiting for, all my life, and you know it." in kinds("pasted_pages.txt", "dialogue")
    assert kinds("pasted_pages.txt", "action")[1].endswith("as if it were a strange bird.")


def test_running_heads_numbers_and_omitted_scenes_are_not_filmed() -> None:
    words = " ".join(shot.action for shot in filmed("pasted_pages.txt").shots())
    assert not any(trace in words for trace in ("Rev", "THE LAMP", "OMITTED", "MORE", "CONTINUED"))
    assert "Never seen" not in " ".join(shot.action for shot in filmed("omitted.fdx").shots())


@pytest.mark.parametrize("heading", ["OMITTED", "OMIT", "14-16 OMITTED", "SCENE 12A OMITTED", "A13 OMITTED A13", "ENTFÄLLT"])
def test_an_omitted_scene_is_known_by_its_heading(heading: str) -> None:
    assert is_omitted(heading)
    assert not is_omitted("INT. THE OMITTED ROOM - DAY")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("a tired mous-", "tache grows", "a tired moustache grows"),
        ("the well-", "known window", "the well-known window"),
        ("a half-", "open door", "a half-open door"),
        ("his brother-", "in-law", "his brother-in-law"),
        ("Wait --", "no", "Wait -- no"),
        ("Jean-", "Paul", "Jean-Paul"),
        ("one", "two", "one two"),
    ],
)
def test_a_parted_word_grows_together_unless_the_hyphen_is_its_own(first: str, second: str, whole: str) -> None:
    assert joined(first, second, known_words("My brother-in-law")) == whole


def test_double_spaced_pages_still_have_speakers() -> None:
    assert spoken(filmed("pasted_double_spaced.txt"))[:2] == [("cast-mara", "Where were you?"), ("cast-jonas", "Out. I was out.")]


def test_a_play_has_its_speakers_before_their_words() -> None:
    board = filmed("play.txt")
    assert spoken(board)[:2] == [("cast-anna", "Are you there?"), ("cast-ben", "No.")]
    assert board.shots()[1].lines[0].kind == "voice_over"


def test_chapters_quotes_and_bylines_of_prose() -> None:
    board = filmed("chapters.txt")
    assert board.title == "The Sea and the Fox"
    assert ("cast-captain-vole", "You are late") in spoken(board)
    assert ("cast-rufus", "Wake up!") in spoken(board)
    assert "Every evening he waited for Captain Vole." in [shot.action for shot in board.shots()]
    rufus = next(member for member in board.cast if member.name == "Rufus")
    assert (rufus.kind, rufus.look.species) == ("animal", "fox")


def test_speech_between_dashes_is_spoken() -> None:
    board = board_of("Anna came in.\n\n— Where were you? — asked Anna. — I waited.\n\n— Out, — said Ben.\n")
    assert [(who, text) for who, text in spoken(board) if who] == [
        ("cast-anna", "Where were you?"),
        ("cast-anna", "I waited."),
        ("cast-ben", "Out"),
    ]


@pytest.mark.parametrize("sentence", ["Part of the pier broke.", "Interior designers came to it.", "Est-ce que tu viens ?"])
def test_a_sentence_that_begins_like_a_heading_is_none(sentence: str) -> None:
    board = board_of(f"Anna waited for a long time.\n\n{sentence}\n\nThen Anna left.\n")
    assert len(board.scenes) == 1
