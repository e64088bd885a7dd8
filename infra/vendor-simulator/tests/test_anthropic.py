"""The anthropic SDK, as it is installed, cannot tell the simulator from the real API."""

from typing import Any

import anthropic
import pytest
from anthropic import AsyncAnthropic
from pydantic import BaseModel, Field

from vendor_simulator.plan import Rule

MODEL = "claude-sonnet-5-5"
ASKED: list[Any] = [{"role": "user", "content": "Write a scene in a lighthouse."}]


class Scene(BaseModel):
    """A structured answer, nested, with limits that a grammar cannot say."""

    title: str = Field(max_length=80)
    seconds: int = Field(ge=1, le=60)
    cast: list["Person"]


class Person(BaseModel):
    """Somebody."""

    name: str
    age: int | None


def client(simulator: Any, key: str = "sk-ant-test") -> AsyncAnthropic:
    return AsyncAnthropic(base_url=simulator.at["anthropic"], api_key=key, max_retries=0)


async def test_a_message_is_answered_and_paid_once(simulator: Any) -> None:
    message = await client(simulator).messages.create(model=MODEL, max_tokens=1000, messages=ASKED)
    assert message.content[0].type == "text"
    assert "INT. LIGHTHOUSE" in message.content[0].text
    assert (message.stop_reason, message.usage.output_tokens > 10, bool(message._request_id)) == ("end_turn", True, True)
    assert (await simulator.counts())["by_path"] == {"anthropic /v1/messages": 1}


async def test_a_stream_brings_the_same_text_in_pieces(simulator: Any) -> None:
    async with client(simulator).messages.stream(model=MODEL, max_tokens=1000, messages=ASKED) as stream:
        pieces = [piece async for piece in stream.text_stream]
        final = await stream.get_final_message()
    assert len(pieces) > 3
    assert final.content[0].type == "text"
    assert "".join(pieces) == final.content[0].text


async def test_structured_output_fits_its_schema(simulator: Any) -> None:
    parsed = await client(simulator).messages.parse(model=MODEL, max_tokens=1000, messages=ASKED, output_format=Scene)
    assert isinstance(parsed.parsed_output, Scene)
    assert parsed.parsed_output.cast


async def test_a_tool_that_must_be_used_is_used(simulator: Any) -> None:
    tool: Any = {"name": "keep", "strict": True, "input_schema": anthropic.transform_schema(Scene)}
    message = await client(simulator).messages.create(
        model=MODEL, max_tokens=1000, messages=ASKED, tools=[tool], tool_choice={"type": "tool", "name": "keep"}
    )
    assert message.stop_reason == "tool_use"
    assert message.content[0].type == "tool_use"
    assert Scene.model_validate(message.content[0].input)


async def test_a_prepared_answer_is_said(simulator: Any) -> None:
    await simulator.prepare("lighthouse", "INT. TEST - DAY")
    message = await client(simulator).messages.create(model=MODEL, max_tokens=100, messages=ASKED)
    assert message.content[0].type == "text"
    assert message.content[0].text == "INT. TEST - DAY"


async def test_a_refusal_is_a_good_answer_with_a_reason(simulator: Any) -> None:
    await simulator.plan(Rule(vendor="anthropic", fault="refusal"))
    message = await client(simulator).messages.create(model=MODEL, max_tokens=100, messages=ASKED)
    assert message.stop_reason == "refusal"
    assert message.stop_details is not None
    assert message.stop_details.category == "general_harms"


@pytest.mark.parametrize("name", ["temperature", "top_p", "top_k", "no_such_field"])
async def test_fields_that_are_no_more_are_refused(simulator: Any, name: str) -> None:
    with pytest.raises(anthropic.BadRequestError, match=f"{name}: Extra inputs"):
        await client(simulator).messages.create(model=MODEL, max_tokens=100, messages=ASKED, extra_body={name: 0.5})


async def test_a_schema_that_is_not_closed_is_refused(simulator: Any) -> None:
    for schema, told in (
        ({"type": "object", "properties": {}}, "additionalProperties"),
        ({"type": "object", "properties": {"a": {"type": "string", "minLength": 1}}, "additionalProperties": False}, "minLength"),
    ):
        config: Any = {"format": {"type": "json_schema", "schema": schema}}
        with pytest.raises(anthropic.BadRequestError, match=told):
            await client(simulator).messages.create(model=MODEL, max_tokens=100, messages=ASKED, output_config=config)
    assert (await simulator.counts())["paid"] == 0


@pytest.mark.parametrize(
    ("rule", "error", "kind"),
    [
        (Rule(fault="busy", retry_after=3), anthropic.RateLimitError, "rate_limit_error"),
        (Rule(fault="overloaded"), anthropic._exceptions.OverloadedError, "overloaded_error"),
        (Rule(fault="status", status=500), anthropic.InternalServerError, "api_error"),
        (Rule(fault="quota"), anthropic.APIStatusError, "billing_error"),
        (Rule(fault="unauthorized"), anthropic.AuthenticationError, "authentication_error"),
    ],
)
async def test_errors_are_those_of_the_sdk(simulator: Any, rule: Rule, error: type[anthropic.APIStatusError], kind: str) -> None:
    await simulator.plan(rule)
    with pytest.raises(error) as caught:
        await client(simulator).messages.create(model=MODEL, max_tokens=100, messages=ASKED)
    assert caught.value.type == kind
    assert caught.value.request_id
    assert caught.value.response.headers.get("retry-after") == ("3" if rule.retry_after else None)
    assert (await simulator.counts())["paid"] == 0


async def test_an_error_in_the_middle_of_a_stream_is_told_and_was_paid(simulator: Any) -> None:
    await simulator.plan(Rule(fault="stream_error", after=5))

    async def streamed() -> None:
        async with client(simulator).messages.stream(model=MODEL, max_tokens=1000, messages=ASKED) as stream:
            async for _ in stream.text_stream:
                pass

    with pytest.raises(anthropic.APIStatusError) as caught:
        await streamed()
    assert caught.value.type == "overloaded_error"
    assert (await simulator.counts())["paid"] == 1


async def test_an_unknown_model_does_not_exist(simulator: Any) -> None:
    with pytest.raises(anthropic.NotFoundError):
        await client(simulator).messages.create(model="claude-2", max_tokens=100, messages=ASKED)
