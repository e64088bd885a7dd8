"""Promises about texts: what is an idea, what is a screenplay, and what is refused before anything is stored."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.durations import seconds_of
from gateway.domain.faults import Unacceptable
from gateway.domain.source import count_scenes, read_text, short_title

FOUNTAIN = "Title: The Lamp\n\nINT. LIGHTHOUSE - NIGHT\n\nMara climbs.\n\nMARA\nA star.\n"
HEADING = '<Paragraph Type="Scene Heading"/>'
FDX = f'<?xml version="1.0"?>\n<!-- made by hand -->\n<FinalDraft DocumentType="Script"><Content>{HEADING}</Content></FinalDraft>'


@pytest.mark.parametrize(
    "idea", ["lighthouse", "A lighthouse keeper finds a star.", "Ein Stern fällt.", "灯台守が星を見つける", "  padded \n"]
)
def test_one_short_line_is_an_idea(idea: str) -> None:
    assert read_text(idea).kind == "idea"


@pytest.mark.parametrize(
    "text", [FOUNTAIN, "INT. KITCHEN - DAY", "Line one.\nLine two.", "word " * 200, ".FORCED HEADING", "I/E CAR - DAY"]
)
def test_everything_longer_or_with_a_heading_is_a_screenplay(text: str) -> None:
    assert read_text(text).kind == "screenplay"


def test_final_draft_is_known_by_its_root_even_behind_comments() -> None:
    text = read_text(FDX)
    assert (text.kind, text.media_type) == ("screenplay", "application/xml")


def test_the_words_of_a_screenplay_are_kept_except_for_a_byte_order_mark() -> None:
    text = "\ufeff" + FOUNTAIN.replace("\n", "\r\n")
    assert read_text(text).content == text[1:]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_without_words"),
        ("  \n\t ", "text_without_words"),
        ("12345 !!! 🎬", "text_without_words"),
        ("a\0b", "text_is_binary"),
        ("\x89PNG\r\n\x1a\nabc", "text_is_binary"),
        ("half \ud800 pair", "text_not_unicode"),
        ("INT. ROOM - DAY\n\nShe waits.\n\n" * 501, "too_many_scenes"),
        (f"<FinalDraft>{HEADING * 501}</FinalDraft>", "too_many_scenes"),
    ],
)
def test_a_text_that_cannot_become_a_film_is_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        read_text(text)
    assert refused.value.code == code
    assert refused.value.details[0].field == "text"


@pytest.mark.parametrize(
    "hostile", ["<!-- -->" * 250_000, "<" * 2_000_000, "1 " * 1_000_000, " " * 2_000_000, "\n" * 2_000_000, "9" * 2_000_000]
)
def test_no_text_takes_long_to_judge(hostile: str) -> None:
    started = time.process_time()
    with suppress(Unacceptable):
        read_text(hostile)
    assert time.process_time() - started < 1.0


@given(st.text(max_size=300))
def test_every_text_is_either_taken_whole_or_refused(text: str) -> None:
    with suppress(Unacceptable):
        taken = read_text(text)
        assert taken.content == text.removeprefix("\ufeff")
        taken.content.encode()
        assert len(short_title(taken.content)) <= 61


@pytest.mark.parametrize(
    ("written", "seconds"), [(30, 30), ("30", 30), ("30s", 30), ("1m", 60), ("1m30s", 90), (" 2M ", 120), (None, None)]
)
def test_lengths_are_read_as_people_write_them(written: int | str | None, seconds: int | None) -> None:
    assert seconds_of(written) == seconds


@pytest.mark.parametrize("written", ["", "m", "s", "1h", "4s", "601", 4, 601, -30, "-30s", "٣٠s", "1e3", "9" * 400])
def test_other_lengths_are_refused(written: int | str) -> None:
    with pytest.raises(Unacceptable):
        seconds_of(written)


def test_headings_are_counted_in_every_usual_form() -> None:
    text = "INT. A\next. b\nINT./EXT. C\nI/E D\n12. INT. E - DAY\n.FORCED\n...not this\nInterior thoughts\nEST. CITY\n"
    assert count_scenes(text) == 7
