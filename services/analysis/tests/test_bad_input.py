"""What is no script gets a sentence that its author can act on, quickly."""

import time

import pytest

from analysis.domain.text import MAX_BYTES, ScriptError, decoded

from .reading import board_of


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "script_empty", "at least one sentence"),
        (b" \r\n\t ", "script_empty", "empty"),
        (b"?!... --- *** 123".replace(b"123", b""), "script_wordless", "no words"),
        (b"INT. ROOM\0", "script_nul", "position 9"),
        (b"Hello \xff\xfe", "script_not_utf8", "position 6"),
        ("Grüße".encode("latin-1"), "script_not_utf8", "position 2"),
        (b"\xed\xa0\x80", "script_not_utf8", "position 0"),
        (b"%PDF-1.7\n", "script_not_text", "PDF"),
        (b"{\\rtf1 hello}", "script_not_text", "RTF"),
        (b"<!DOCTYPE html><html><p>Hi</p></html>", "script_not_text", "markup"),
        (b"<?xml version='1.0'?><FinalDraft><Content><Paragraph>", "script_bad_fdx", "cannot be read"),
        (b"<FinalDraft><Content></Content></FinalDraft>", "script_nothing_to_film", "nothing to film"),
        (b"a" * (MAX_BYTES + 1), "script_too_large", "bytes"),
    ],
)
def test_bad_bytes_are_named(data: bytes, code: str, words: str) -> None:
    with pytest.raises(ScriptError) as error:
        board_of(decoded(data))
    assert error.value.code == code
    assert words in error.value.message


def test_a_lone_surrogate_is_named_with_its_position() -> None:
    with pytest.raises(ScriptError, match="position 3"):
        board_of("abc\ud800")


def test_an_entity_bomb_is_refused() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    bomb = f'<?xml version="1.0"?>{entities}<FinalDraft><Content>&b;</Content></FinalDraft>'
    with pytest.raises(ScriptError) as error:
        board_of(bomb)
    assert error.value.code == "script_bad_fdx"


def test_ten_thousand_scenes_fail_fast_with_their_number() -> None:
    text = "".join(f"INT. ROOM {n} - DAY\n\nANNA\nHello {n}.\n\n" for n in range(10_000))
    start = time.process_time()
    with pytest.raises(ScriptError, match=r"10,000 scenes"):
        board_of(text, 60)
    assert time.process_time() - start < 5


def test_too_many_shots_fail_with_their_number_and_a_way_out() -> None:
    text = "INT. ROOM - DAY\n\n" + "The door opens and closes again.\n\n" * 1001
    with pytest.raises(ScriptError, match=r"1,001 shots.*Choose a duration"):
        board_of(text)
    assert len(board_of(text, 60).shots()) <= 40


@pytest.mark.parametrize(
    "text", ["Word", "x" * 100_000, "word " * 20_000, "日" * 5000, "INT. ROOM - DAY", "“" * 2000 + "a", "A\n" * 3000]
)
def test_odd_texts_still_make_a_film(text: str) -> None:
    start = time.process_time()
    board = board_of(text, 30)
    assert sum(shot.frames for shot in board.shots()) == 720
    assert time.process_time() - start < 5


def test_a_hundred_and_twenty_pages_are_read_in_five_seconds() -> None:
    people = ["MARA", "JOHN MILLER", "DR. ADA STONE", "OLD TOBIAS", "FINN"]
    page = (
        "{who} (40s), tall, in a red coat, walks along the street and opens the heavy door. Rain falls on the roof.\n\n"
        "{who}\n(quietly)\nI have been waiting for this moment longer than I can say, and now I do not know what to do.\n\n"
        "{other}\nThen do nothing. Sit down. Have some tea. The storm will pass, as it always does.\n\n"
        "A dog barks. {who} turns around slowly, takes the lantern from the table and runs out into the night.\n\n"
    )
    text = "".join(
        f"{'INT' if n % 2 else 'EXT'}. PLACE {n} - {'NIGHT' if n % 3 else 'DAY'}\n\n"
        + page.format(who=people[n % 5], other=people[(n + 2) % 5]) * 2
        for n in range(120)
    )
    start = time.process_time()
    board = board_of(text, 600)
    assert time.process_time() - start < 5
    assert len(board.scenes) == 120
