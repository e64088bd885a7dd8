"""Every format is read as its writer meant it, and told apart by its content alone."""

import pytest

from analysis.domain.elements import Script

from .reading import filmed, script_of


def kinds(script: Script, kind: str) -> list[str]:
    return [element.text for element in script.elements if element.kind == kind]


@pytest.mark.parametrize(
    ("name", "format_", "scenes"),
    [
        ("title_page.fountain", "fountain", 1),
        ("forced.fountain", "fountain", 2),
        ("dual.fountain", "fountain", 1),
        ("notes.fountain", "fountain", 1),
        ("sections.fountain", "fountain", 3),
        ("lyrics.fountain", "fountain", 1),
        ("numbers.fountain", "fountain", 4),
        ("extensions.fountain", "fountain", 1),
        ("odd_characters.fountain", "fountain", 1),
        ("silent.fountain", "fountain", 2),
        ("crowd.fountain", "fountain", 1),
        ("no_heading.fountain", "fountain", 1),
        ("windows.fountain", "fountain", 1),
        ("pasted_indented.txt", "pasted", 3),
        ("pasted_flat.txt", "pasted", 2),
        ("revised.fdx", "fdx", 2),
        ("prose.txt", "prose", 2),
    ],
)
def test_format_and_scenes_are_those_a_human_sees(name: str, format_: str, scenes: int) -> None:
    assert (script_of(name).format, len(filmed(name).scenes)) == (format_, scenes)


def test_the_title_page_is_no_part_of_the_story() -> None:
    script = script_of("title_page.fountain")
    assert script.entry("title") == "THE LAST BUS A very short film"
    assert (script.entry("author"), script.entry("draft date")) == ("Ada Quill", "1 May 2026")
    assert kinds(script, "transition") == ["FADE IN:", "FADE OUT."]
    assert "Quill" not in " ".join(shot.action for shot in filmed("title_page.fountain").shots())


def test_forced_elements_are_what_their_mark_says() -> None:
    script = script_of("forced.fountain")
    assert kinds(script, "heading") == ["UNDER THE SEA", "THE DECK, LATER"]
    assert kinds(script, "action") == ["SPLASH The anchor drops past a reef.", "...and up it comes again."]
    assert kinds(script, "character") == ["McRae"]
    assert kinds(script, "transition") == ["WIPE TO:"]


def test_dual_dialogue_marks_the_second_speaker() -> None:
    cues = [(e.text, e.dual) for e in script_of("dual.fountain").elements if e.kind == "character"]
    assert cues == [("NORA", False), ("IVO", True)]


def test_notes_and_boneyard_are_not_filmed_but_notes_are_kept() -> None:
    script = script_of("notes.fountain")
    assert kinds(script, "note") == ["Is it locked? Decide before the second draft.", "old", "cut from here?"]
    assert kinds(script, "dialogue") == ["It is only letters."]
    assert kinds(script, "action") == ["A trunk. It opens.", "She reads."]
    assert kinds(script, "heading") == ["INT. ATTIC - DAY"]


def test_sections_synopses_and_page_breaks_are_structure() -> None:
    script = script_of("sections.fountain")
    assert kinds(script, "section") == ["Act One", "The bench", "Act Two"]
    assert kinds(script, "synopsis") == ["Two strangers share a bench.", "They begin to talk."]
    assert len(kinds(script, "page_break")) == 1
    assert filmed("sections.fountain").scenes[0].beat == "Two strangers share a bench."


def test_lyrics_are_sung_and_centered_text_is_no_transition() -> None:
    script = script_of("lyrics.fountain")
    assert kinds(script, "lyric") == ["The moon is a button", "that somebody lost."]
    assert kinds(script, "centered") == ["A SONG FOR NOBODY"]
    manners = [line.manner for shot in filmed("lyrics.fountain").shots() for line in shot.lines]
    assert manners == ["singing", "singing", "spoken"]


def test_scene_numbers_are_kept_and_not_shown() -> None:
    scenes = filmed("numbers.fountain").scenes
    assert [scene.number for scene in scenes] == ["1", "1A", "2-B", "3."]
    assert not any("#" in scene.heading for scene in scenes)


def test_dialogue_keeps_every_character() -> None:
    said = kinds(script_of("odd_characters.fountain"), "dialogue")
    assert said == [
        'He said: "Don\'t \\N touch it" — C:\\temp; 50% {\\b1}off{\\b0} 🚀',
        "我们今天晚上出发。请不要告诉任何人！",
        "שלום עולם",
        "A * B is not A*B, and snake_case_stays_here.",
    ]


def test_fdx_leaves_out_what_was_struck_and_what_is_no_film() -> None:
    script = script_of("revised.fdx")
    assert kinds(script, "action") == ["Müller & sons walk in.", "They leave.", "Anna types."]
    assert [(e.text, e.number) for e in script.elements if e.kind == "heading"][:2] == [
        ("EXT. CAFÉ — DAY", "1A"),
        ("INT. 北京 OFFICE - NIGHT", "A2"),
    ]
    assert [(e.text, e.dual) for e in script.elements if e.kind == "character"] == [("ANNA", False), ("BEN (V.O.)", True)]
    assert filmed("revised.fdx").title == "My Film"


def test_fdx_offsets_are_those_of_the_original_text() -> None:
    script = script_of("revised.fdx")
    for element in script.elements:
        assert script.text[element.start :].startswith("<Paragraph")
        assert script.text[element.end :].startswith("</Paragraph>")


def test_page_furniture_is_not_read_aloud() -> None:
    script = script_of("pasted_indented.txt")
    words = " ".join(element.text for element in script.elements)
    assert "CONTINUED" not in words
    assert kinds(script, "dialogue")[0] == "He said midnight. It is five past midnight, and I am standing here alone."
    assert [scene.number for scene in filmed("pasted_indented.txt").scenes] == ["1", "2", "4"]


def test_pasted_text_without_indents_still_tells_speech_from_action() -> None:
    script = script_of("pasted_flat.txt")
    assert kinds(script, "character") == ["NADIA", "SOLDIER"]
    assert kinds(script, "dialogue") == ["He said midnight. It is five past midnight.", "Is this seat taken?"]


def test_prose_is_narrated_and_its_quotes_are_spoken() -> None:
    board = filmed("prose.txt")
    lines = [(line.speaker, line.kind, line.text) for shot in board.shots() for line in shot.lines]
    assert ("cast-anselm", "dialogue", "It will never sing") in lines
    assert ("cast-fox", "dialogue", "Ask it about the sky!") in lines
    assert (None, "narration", "Snow fell outside the window of his workshop.") in lines
    assert board.title == "The Clockmaker's Bird"


def test_windows_line_ends_change_nothing() -> None:
    assert kinds(script_of("windows.fountain"), "dialogue") == ["You again."]
