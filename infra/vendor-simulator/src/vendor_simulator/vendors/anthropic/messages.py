"""`POST /v1/messages`, `/v1/messages/count_tokens`, `GET /v1/models`."""

import json
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.texts import instance, pieces, tokens
from vendor_simulator.vendors.anthropic.errors import broken_stream, error
from vendor_simulator.vendors.anthropic.rules import MODELS, refusals, wanted_schema
from vendor_simulator.world import World, new_id

VERSIONS = ("2023-06-01", "2026-10-21")


async def answer(call: Call, world: World, strikes: Strikes) -> Answer:
    """What the API answers."""
    if call.headers.get("anthropic-version") not in VERSIONS:
        return error(400, "anthropic-version: header is required and must name a known version")
    if call.method == "GET" and call.path == "/v1/models":
        models = [
            {"type": "model", "id": name, "display_name": name, "created_at": "2026-01-01T00:00:00Z"} for name in sorted(MODELS)
        ]
        return as_json({"data": models, "has_more": False, "first_id": models[0]["id"], "last_id": models[-1]["id"]})
    if call.method != "POST" or call.path not in ("/v1/messages", "/v1/messages/count_tokens"):
        return error(404, f"Not found: {call.method} {call.path}")
    try:
        body = call.json()
    except ValueError:
        return error(400, "The request body is not valid JSON.")
    if call.path.endswith("count_tokens"):
        return as_json({"input_tokens": tokens(call.body)})
    for refusal in refusals(body):
        return error(400, refusal)
    if body["model"] not in MODELS:
        return error(404, f"model: {body['model']}")
    return _message(call, world, body, refused=strikes.refused)


def _message(call: Call, world: World, body: dict[str, Any], *, refused: bool) -> Answer:
    request_id, block, reason = new_id("req_"), _block(call, world, body), "end_turn"
    if block["type"] == "tool_use":
        reason = "tool_use"
    elif tokens(block["text"]) > body["max_tokens"]:
        block, reason = {**block, "text": block["text"][: 4 * body["max_tokens"]]}, "max_tokens"
    usage: dict[str, Any] = {
        "input_tokens": tokens(call.body),
        "output_tokens": tokens(json.dumps(block)),
        "cache_creation_input_tokens": 0,
    }
    usage |= {"cache_read_input_tokens": 0, "service_tier": "standard"}
    message: dict[str, Any] = {"id": new_id("msg_"), "type": "message", "role": "assistant", "model": body["model"]}
    message |= {"content": [] if refused else [block], "stop_reason": reason, "stop_sequence": None, "stop_details": None}
    message["usage"] = usage
    if refused:
        details = {"type": "refusal", "category": "general_harms", "explanation": "The request cannot be fulfilled."}
        message |= {"stop_reason": "refusal", "stop_details": details}
    world.paid.pay(
        call, request_id, body["model"], {"input_token": usage["input_tokens"], "output_token": usage["output_tokens"]}
    )
    headers = {"request-id": request_id, "anthropic-organization-id": "org_simulated"}
    if body.get("stream"):
        chunks = tuple(_event(name, data) for name, data in _stream(message))
        return Answer(200, b"", "text/event-stream; charset=utf-8", headers, chunks, broken_stream())
    return as_json(message, 200, headers)


def _block(call: Call, world: World, body: dict[str, Any]) -> dict[str, Any]:
    """The one block of the answer: text, or the use of the tool that was asked for."""
    choice = body.get("tool_choice") or {}
    if choice.get("type") in ("tool", "any"):
        tool = next((tool for tool in body["tools"] if tool["name"] == choice.get("name")), body["tools"][0])
        said = world.speaker.say(call.body, tool["input_schema"], world.plan.seed)
        return {"type": "tool_use", "id": new_id("toolu_"), "name": tool["name"], "input": _object(said, tool, world)}
    return {"type": "text", "text": world.speaker.say(call.body, wanted_schema(body), world.plan.seed), "citations": None}


def _object(said: str, tool: dict[str, Any], world: World) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return instance(tool["input_schema"], world.plan.seed)


def _stream(message: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    usage = message["usage"]
    start = {**message, "content": [], "stop_reason": None, "stop_details": None, "usage": {**usage, "output_tokens": 1}}
    events: list[tuple[str, dict[str, Any]]] = [("message_start", {"message": start}), ("ping", {})]
    for index, block in enumerate(message["content"]):
        is_text = block["type"] == "text"
        empty = {**block, "text": ""} if is_text else {**block, "input": {}}
        events.append(("content_block_start", {"index": index, "content_block": empty}))
        for piece in pieces(block["text"] if is_text else json.dumps(block["input"])):
            delta = {"type": "text_delta", "text": piece} if is_text else {"type": "input_json_delta", "partial_json": piece}
            events.append(("content_block_delta", {"index": index, "delta": delta}))
        events.append(("content_block_stop", {"index": index}))
    ending = {name: message[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    events.append(("message_delta", {"delta": ending, "usage": {"output_tokens": usage["output_tokens"]}}))
    events.append(("message_stop", {}))
    return events


def _event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n".encode()
