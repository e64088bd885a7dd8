"""What openai tells of a response: only that one's end is an end, and what was said without us is what was answered."""

from datetime import date
from typing import Any

import pytest

from chassis.errors import Refused, Unsure
from contracts.catalogue.asking import Ask
from vendor_http.choice import choose
from vendor_http.prompts import Prompt
from vendor_http.text.requests import Request
from vendor_http.text.responses import Heard, said_in, state_of

ASKED = Request(choose("gpt-6-luna", "openai", Ask("write", date(2026, 11, 1))), Prompt("p", ()), "job/0", 99)
SAID = {"role": "assistant", "content": [{"type": "output_text", "text": "INT. LAMP ROOM"}]}
WHOLE = {"id": "r", "status": "completed", "output": [SAID]}


def test_an_answer_that_was_lost_is_what_the_conversation_holds() -> None:
    thought = {"type": "reasoning", "summary": []}
    assert said_in(ASKED, [SAID, thought, {"role": "user", "content": []}]).text == "INT. LAMP ROOM"
    assert said_in(ASKED, [SAID]).input_tokens > 0, "what it read is charged too, by its length"
    assert said_in(ASKED, [{**SAID, "status": "incomplete"}]).cut


def test_a_refusal_that_was_lost_is_a_refusal_and_no_empty_answer() -> None:
    with pytest.raises(Refused) as caught:
        said_in(ASKED, [{"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]}])
    assert caught.value.code == "content_refused"


@pytest.mark.parametrize("item", [{}, None, 7, {"role": "user", "content": []}, {"type": "reasoning"}, {"role": "assistant"}])
def test_a_conversation_in_which_something_stands_was_paid_for(item: Any) -> None:
    with pytest.raises(Unsure):
        said_in(ASKED, [item])


@pytest.mark.parametrize(
    "told", [{}, {"id": "r"}, {**WHOLE, "id": "s"}, {**WHOLE, "output": None}, {**WHOLE, "status": "done"}, {**WHOLE, "id": 7}]
)
def test_what_tells_of_no_end_of_this_response_is_read_again(told: dict[str, Any]) -> None:
    assert state_of(told, "r") == "untold"
    heard = Heard("r")
    heard.take({"type": "response.completed", "response": told})
    assert heard.response is None


@pytest.mark.parametrize("told", [7, "r", None, [], {"id": 7}, {"id": "a/b"}, {"id": "a" * 300}])
def test_what_is_no_id_is_not_noted_as_one(told: Any) -> None:
    heard = Heard()
    heard.take({"type": "response.created", "response": told})
    assert heard.id == ""
    heard.take({"type": "response.completed", "response": WHOLE})
    assert (heard.id, heard.response) == ("r", WHOLE)
