"""The openai SDK, as it is installed, cannot tell the simulator from the real API."""

import asyncio
import base64
import io
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI
from PIL import Image
from pydantic import BaseModel

from vendor_simulator.plan import Latency, Rule

MODEL, PICTURES = "gpt-6-luna", "gpt-image-2.5-flare"


class Scene(BaseModel):
    """A structured answer."""

    title: str
    cast: list[str]


def client(simulator: Any) -> AsyncOpenAI:
    return AsyncOpenAI(base_url=simulator.at["openai"], api_key="sk-test", max_retries=0)


def png(width: int = 64, height: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "png")
    return out.getvalue()


async def test_responses_are_given_structured_and_streamed(simulator: Any) -> None:
    api = client(simulator)
    plain = await api.responses.create(model=MODEL, input="A scene, please.")
    assert "LIGHTHOUSE" in plain.output_text
    parsed = await api.responses.parse(model=MODEL, input="A scene, please.", text_format=Scene)
    assert isinstance(parsed.output_parsed, Scene)
    async with api.responses.stream(model=MODEL, input="A scene, please.") as stream:
        said = [event.delta async for event in stream if event.type == "response.output_text.delta"]
        final = await stream.get_final_response()
    assert "".join(said) == final.output_text
    assert (await simulator.counts())["paid"] == 3


async def test_a_response_in_the_background_is_found_again_by_its_id(simulator: Any) -> None:
    await simulator.plan(latencies=(Latency(what="work", seconds=0.1),))
    api = client(simulator)
    submitted = await api.responses.create(model=MODEL, input="A scene.", background=True)
    assert (submitted.status, submitted.output) == ("queued", [])
    for _ in range(1000):
        found = await api.responses.retrieve(submitted.id)
        if found.status == "completed":
            break
        await asyncio.sleep(0.02)
    assert "LIGHTHOUSE" in found.output_text
    assert (await simulator.counts())["paid"] == 1


async def test_what_is_answered_in_a_conversation_is_found_there_and_one_response_works_at_a_time(simulator: Any) -> None:
    await simulator.plan(latencies=(Latency(what="work", seconds=0.2),))
    api = client(simulator)
    conversation = await api.conversations.create(metadata={"work": "job-1"})
    stream = await api.responses.create(model=MODEL, input="A scene.", conversation=conversation.id, background=True, stream=True)
    first = await anext(aiter(stream))
    assert first.type == "response.created"
    assert first.response.status == "in_progress"
    await stream.close()
    with pytest.raises(openai.BadRequestError) as locked:
        await api.responses.create(model=MODEL, input="Again.", conversation=conversation.id)
    assert locked.value.code == "conversation_locked"
    await asyncio.sleep(0.4)
    items = [item async for item in api.conversations.items.list(conversation.id, order="asc")]
    assert [item.role for item in items if item.type == "message"] == ["user", "assistant"]
    assert (await api.responses.retrieve(first.response.id)).status == "completed"
    assert (await simulator.counts())["paid"] == 1


async def test_chat_is_given_structured_and_streamed(simulator: Any) -> None:
    api = client(simulator)
    asked: Any = [{"role": "user", "content": "A scene, please."}]
    parsed = await api.chat.completions.parse(model=MODEL, messages=asked, response_format=Scene)
    assert isinstance(parsed.choices[0].message.parsed, Scene)
    stream = await api.chat.completions.create(model=MODEL, messages=asked, stream=True, stream_options={"include_usage": True})
    chunks = [chunk async for chunk in stream]
    assert "LIGHTHOUSE" in "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert chunks[-1].usage is not None


async def test_pictures_are_generated_and_edited_in_the_size_that_was_asked_for(simulator: Any) -> None:
    api = client(simulator)
    made = await api.images.generate(model=PICTURES, prompt="A tower", size="1536x1024", quality="low", n=2)
    assert made.data is not None
    assert [Image.open(io.BytesIO(base64.b64decode(one.b64_json or ""))).size for one in made.data] == [(1536, 1024)] * 2
    inputs = [("a.png", png(), "image/png"), ("b.png", png(), "image/png")]
    edited = await api.images.edit(model=PICTURES, prompt="With a hat", image=inputs, size="1024x1024")
    assert edited.data is not None
    (capture,) = await simulator.captures(path="edits")
    assert capture["size"] > 2 * len(png())


@pytest.mark.parametrize("size", ["1000x1000", "1024x256", "4096x4096", "big"])
async def test_sizes_that_no_model_makes_are_refused(simulator: Any, size: Any) -> None:
    with pytest.raises(openai.BadRequestError):
        await client(simulator).images.generate(model=PICTURES, prompt="A tower", size=size)


@pytest.mark.parametrize("model", ["gpt-image-1", "dall-e-3", "no-such-model"])
async def test_models_that_are_gone_are_not_found(simulator: Any, model: str) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        await client(simulator).images.generate(model=model, prompt="A tower")
    assert caught.value.code == "model_not_found"


async def test_a_blocked_prompt_and_an_empty_account_are_told_apart(simulator: Any) -> None:
    await simulator.plan(Rule(path="/v1/images/*", fault="refusal"), Rule(path="/v1/responses", fault="quota"))
    with pytest.raises(openai.BadRequestError) as blocked:
        await client(simulator).images.generate(model=PICTURES, prompt="A tower")
    assert blocked.value.code == "moderation_blocked"
    with pytest.raises(openai.RateLimitError) as empty:
        await client(simulator).responses.create(model=MODEL, input="A scene.")
    assert empty.value.code == "insufficient_quota"
    assert (await simulator.counts())["paid"] == 0


async def test_a_language_models_refusal_is_a_part_of_its_answer(simulator: Any) -> None:
    await simulator.plan(Rule(path="/v1/responses", fault="refusal"))
    response = await client(simulator).responses.create(model=MODEL, input="A scene.")
    item = response.output[0]
    assert item.type == "message"
    assert item.content[0].type == "refusal"


async def test_a_strict_schema_must_require_everything(simulator: Any) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False}
    text: Any = {"format": {"type": "json_schema", "name": "a", "strict": True, "schema": schema}}
    with pytest.raises(openai.BadRequestError, match="required"):
        await client(simulator).responses.create(model=MODEL, input="A scene.", text=text)
    with pytest.raises(openai.BadRequestError, match="temperature"):
        await client(simulator).responses.create(model=MODEL, input="A scene.", temperature=0.2)


async def test_speech_transcription_and_moderation_answer(simulator: Any) -> None:
    api = client(simulator)
    spoken = await api.audio.speech.create(model="gpt-4o-mini-tts", voice="coral", input="Hello", response_format="wav")
    assert (await spoken.aread()).startswith(b"RIFF")
    heard = await api.audio.transcriptions.create(model="gpt-transcribe", file=("a.wav", spoken.content, "audio/wav"))
    assert "lamp" in heard.text
    assert not (await api.moderations.create(input="A tower")).results[0].flagged
