"""A broken answer and its rest are one text, whether the model goes on, repeats a little, or begins again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_http.text.joining import joined, kept_of
from vendor_http.text.requests import Answer
from vendor_http.text.schemas import closed

WHOLE = (
    "Title: The Lamp\n\nINT. LIGHTHOUSE - NIGHT\n\nRain beats against the glass.\n\n"
    "MARA\nIf the lamp stays dark, nobody comes home.\n"
)


@given(st.integers(0, len(WHOLE)), st.sampled_from([0, 12, 40]))
def test_what_is_repeated_is_not_there_twice(cut: int, again: int) -> None:
    assert joined(WHOLE[:cut], WHOLE[max(0, cut - again) :]) == WHOLE or again > cut


def test_a_model_that_begins_again_is_believed() -> None:
    assert joined(WHOLE[:70], WHOLE) == WHOLE
    assert joined(WHOLE[:70], f"```fountain\n{WHOLE}") == WHOLE


def test_a_text_is_kept_in_whole_lines_and_json_as_it_came() -> None:
    assert kept_of("INT. ROOM - DAY\n\nShe wai", structured=False) == "INT. ROOM - DAY\n\n"
    assert kept_of("She wai", structured=False) == "She wai"
    assert kept_of('{"a": "b\n', structured=True) == '{"a": "b\n'


def test_an_answer_is_kept_as_it_was() -> None:
    answer = Answer("“Lamp”\n", 3, 4, cut=True)
    assert Answer.of(answer.stored()) == answer


@pytest.mark.parametrize("word", ["minimum", "maxLength", "default", "title"])
def test_a_closed_schema_has_structure_and_nothing_else(word: str) -> None:
    inner = {"type": "object", "properties": {"title": {"type": "string"}}}
    schema = {"type": "object", "properties": {"a": {"type": "integer", word: 3}, "b": inner}, "required": ["a"]}
    assert closed(schema) == {
        "type": "object",
        "properties": {
            "a": {"type": "integer"},
            "b": {
                "type": "object",
                "properties": {"title": {"type": "string"}},
                "required": ["title"],
                "additionalProperties": False,
            },
        },
        "required": ["a", "b"],
        "additionalProperties": False,
    }
