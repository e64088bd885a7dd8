"""`POST /v1/chat/completions`, plain and streamed, and `POST /v1/moderations`."""

import json
import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.texts import pieces, tokens
from vendor_simulator.vendors.openai.errors import TEXT_MODELS, error, unknown_model, wrong_schema
from vendor_simulator.world import World, new_id

FLAGS = ("sexual", "hate", "harassment", "self-harm", "violence", "illicit")


def answer(call: Call, world: World, strikes: Strikes) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.method == "POST" and call.path == "/v1/chat/completions":
        return _complete(call, world, strikes)
    if call.method == "POST" and call.path == "/v1/moderations":
        return _moderate(call, strikes)
    return None


async def _complete(call: Call, world: World, strikes: Strikes) -> Answer:
    try:
        body = call.json()
    except ValueError:
        return error(400, "We could not parse the JSON body of your request.")
    wrong = unknown_model(body.get("model"), TEXT_MODELS)
    if wrong is not None:
        return wrong
    if not body.get("messages"):
        return error(400, "Missing required parameter: 'messages'.", code="missing_required_parameter", param="messages")
    form = (body.get("response_format") or {}).get("json_schema") or {}
    if form.get("strict") and (wrong := wrong_schema(form.get("schema"), "response_format")) is not None:
        return wrong
    said = world.speaker.say(call.body, form.get("schema"), world.plan.seed)
    id_ = new_id("chatcmpl-")
    spent = {"prompt_tokens": tokens(call.body), "completion_tokens": tokens(said)}
    usage = {**spent, "total_tokens": sum(spent.values())}
    world.paid.pay(call, id_, body["model"], {"input_token": spent["prompt_tokens"], "output_token": spent["completion_tokens"]})
    head = {"id": id_, "created": int(time.time()), "model": body["model"], "service_tier": "default", "system_fingerprint": None}
    headers = {"x-request-id": new_id("req_")}
    if body.get("stream"):
        wants_usage = (body.get("stream_options") or {}).get("include_usage")
        chunks = _stream(head, said, usage if wants_usage else None, refused=strikes.refused)
        told = {"error": {"message": "The server had an error.", "type": "server_error", "param": None, "code": None}}
        broken = f"data: {json.dumps(told)}\n\n".encode()
        return Answer(200, b"", "text/event-stream; charset=utf-8", headers, chunks, broken)
    message: dict[str, Any] = {"role": "assistant", "content": said, "refusal": None, "annotations": []}
    if strikes.refused:
        message |= {"content": None, "refusal": "I can't help with that."}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return as_json({**head, "object": "chat.completion", "choices": [choice], "usage": usage}, 200, headers)


def _stream(head: dict[str, Any], said: str, usage: dict[str, int] | None, *, refused: bool) -> tuple[bytes, ...]:
    field, text = ("refusal", "I can't help with that.") if refused else ("content", said)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}, *({field: piece} for piece in pieces(text))]
    events = [_chunk(head, [{"index": 0, "delta": delta, "finish_reason": None, "logprobs": None}]) for delta in deltas]
    events.append(_chunk(head, [{"index": 0, "delta": {}, "finish_reason": "stop", "logprobs": None}]))
    if usage is not None:
        events.append({**_chunk(head, []), "usage": usage})
    return (*(f"data: {json.dumps(event)}\n\n".encode() for event in events), b"data: [DONE]\n\n")


def _chunk(head: dict[str, Any], choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {**head, "object": "chat.completion.chunk", "choices": choices}


async def _moderate(call: Call, strikes: Strikes) -> Answer:
    body = call.json()
    inputs = body["input"] if isinstance(body.get("input"), list) else [body.get("input")]
    flagged = strikes.refused
    result = {
        "flagged": flagged,
        "categories": {name: flagged and name == "violence" for name in FLAGS},
        "category_scores": {name: 0.9 if flagged and name == "violence" else 0.01 for name in FLAGS},
        "category_applied_input_types": {name: ["text"] for name in FLAGS},
    }
    return as_json({"id": new_id("modr-"), "model": "omni-moderation-latest", "results": [result for _ in inputs]})
