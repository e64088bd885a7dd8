"""`/v1/responses`: answers at once, as a stream, or in the background with a webhook; stored ones can be read again."""

import asyncio
import json
import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.texts import pieces, tokens
from vendor_simulator.vendors.openai import conversations
from vendor_simulator.vendors.openai.errors import TEXT_MODELS, error, unknown_model, wrong_schema
from vendor_simulator.webhooks import Message, as_body, openai_headers
from vendor_simulator.world import World, new_id

REASONING = ("gpt-5", "gpt-6")
FIELDS = frozenset(
    {
        "model", "input", "instructions", "reasoning", "store", "text", "stream", "stream_options", "background", "metadata",
        "tools", "tool_choice", "max_output_tokens", "previous_response_id", "truncation", "service_tier", "include", "top_p",
        "temperature",
        "parallel_tool_calls", "safety_identifier", "prompt_cache_key", "conversation", "max_tool_calls", "top_logprobs", "user",
    }
)  # fmt: skip


def answer(call: Call, world: World, strikes: Strikes) -> Awaitable[Answer] | None:
    """The answer, or None when the call is not for this module."""
    if call.path == "/v1/responses" and call.method == "POST":
        return _create(call, world, strikes)
    if call.path.startswith("/v1/responses/"):
        return _stored(call, world)
    return None


async def _create(call: Call, world: World, strikes: Strikes) -> Answer:
    try:
        body = call.json()
    except ValueError:
        return error(400, "We could not parse the JSON body of your request.")
    wrong = _wrong(body) or conversations.refusal(body, call, world)
    if wrong is not None:
        return wrong
    format_ = (body.get("text") or {}).get("format") or {}
    schema = format_.get("schema") if format_.get("type") == "json_schema" else None
    said = world.speaker.say(call.body, schema, world.plan.seed)
    response = _response(call, body, said, refused=strikes.refused)
    world.paid.pay(call, response["id"], body["model"], _units(response))
    world.owners[response["id"]] = call.key
    if body.get("store", True) or body.get("background"):
        world.responses[response["id"]] = response
    headers = {"x-request-id": new_id("req_"), "openai-processing-ms": "12"}
    if body.get("background"):
        waiting = _begun(call, world, body, response, strikes)
        if not body.get("stream"):
            return as_json(waiting, 200, headers)
    else:
        conversations.end(body, response, world)
    if body.get("stream"):
        return Answer(200, b"", "text/event-stream; charset=utf-8", headers, _stream(response), _broken())
    return as_json(response, 200, headers)


def _begun(call: Call, world: World, body: dict[str, Any], response: dict[str, Any], strikes: Strikes) -> dict[str, Any]:
    """What there is of a response while it is worked on, which goes as the plan says."""
    waiting = {**response, "status": "queued", "output": [], "usage": None}
    world.responses[response["id"]] = waiting
    conversations.begin(body, response["id"], world)
    if strikes.on_job("job_error") is not None:
        response.update(status="failed", error={"code": "server_error", "message": "The model failed."}, output=[], usage=None)
        world.paid.refund(response["id"])
    if strikes.on_job("job_lost") is not None:
        world.owners[response["id"]] = "nobody"
    if strikes.on_job("job_stuck") is not None:
        response.update(status="in_progress", output=[])
        return waiting
    task = asyncio.create_task(_finish(world, body, waiting, response, world.dice.seconds("work", call)))
    world.tasks.add(task)
    task.add_done_callback(world.tasks.discard)
    return waiting


def _wrong(body: Any) -> Answer | None:
    if not isinstance(body, dict) or "input" not in body:
        return error(400, "Missing required parameter: 'input'.", code="missing_required_parameter", param="input")
    for name in sorted(set(body) - FIELDS):
        return error(400, f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)
    wrong = unknown_model(body.get("model"), TEXT_MODELS)
    if wrong is not None:
        return wrong
    if body["model"].startswith(REASONING) and body.get("temperature") is not None:
        message = "Unsupported parameter: 'temperature' is not supported with this model."
        return error(400, message, code="unsupported_parameter", param="temperature")
    if body.get("background") and body.get("store") is False:
        return error(400, "Background mode requires 'store' to be true.", param="store")
    form = (body.get("text") or {}).get("format") or {}
    return wrong_schema(form.get("schema"), "text.format.schema") if form.get("strict") else None


def _response(call: Call, body: dict[str, Any], said: str, *, refused: bool) -> dict[str, Any]:
    text = {"type": "output_text", "text": said, "annotations": [], "logprobs": []}
    part: dict[str, Any] = {"type": "refusal", "refusal": "I can't help with that."} if refused else text
    item = {"id": new_id("msg_"), "type": "message", "status": "completed", "role": "assistant", "content": [part]}
    spent = tokens(said)
    usage = {"input_tokens": tokens(call.body), "output_tokens": spent, "total_tokens": tokens(call.body) + spent}
    usage |= {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}  # type: ignore[dict-item]
    return {
        "id": new_id("resp_"), "object": "response", "created_at": int(time.time()), "status": "completed", "error": None,
        "incomplete_details": None, "instructions": body.get("instructions"), "max_output_tokens": body.get("max_output_tokens"),
        "model": body["model"], "output": [item], "parallel_tool_calls": True, "previous_response_id": None,
        "reasoning": body.get("reasoning") or {"effort": None, "summary": None}, "store": body.get("store", True),
        "temperature": 1.0, "text": body.get("text") or {"format": {"type": "text"}}, "tool_choice": "auto", "tools": [],
        "top_p": 1.0, "truncation": "disabled", "usage": usage, "metadata": body.get("metadata") or {},
        "background": bool(body.get("background")),
    }  # fmt: skip


def _units(response: dict[str, Any]) -> dict[str, float]:
    return {"input_token": response["usage"]["input_tokens"], "output_token": response["usage"]["output_tokens"]}


def _stream(response: dict[str, Any]) -> tuple[bytes, ...]:
    started = {**response, "status": "in_progress", "output": [], "usage": None}
    events: list[dict[str, Any]] = [{"type": "response.created", "response": started}]
    events.append({"type": "response.in_progress", "response": started})
    if response["output"]:
        events += _worded(response)
    if response["status"] in ("completed", "failed"):
        events.append({"type": f"response.{response['status']}", "response": response})
    return tuple(_event({**event, "sequence_number": number}) for number, event in enumerate(events))


def _worded(response: dict[str, Any]) -> list[dict[str, Any]]:
    item = response["output"][0]
    part = item["content"][0]
    place = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    events: list[dict[str, Any]] = []
    opened = {**item, "status": "in_progress", "content": []}
    events.append({"type": "response.output_item.added", "output_index": 0, "item": opened})
    if part["type"] == "refusal":
        events.append({"type": "response.content_part.added", **place, "part": {**part, "refusal": ""}})
        events.append({"type": "response.refusal.delta", **place, "delta": part["refusal"]})
        events.append({"type": "response.refusal.done", **place, "refusal": part["refusal"]})
    else:
        events.append({"type": "response.content_part.added", **place, "part": {**part, "text": ""}})
        events += [{"type": "response.output_text.delta", **place, "delta": bit, "logprobs": []} for bit in pieces(part["text"])]
        events.append({"type": "response.output_text.done", **place, "text": part["text"], "logprobs": []})
    events.append({"type": "response.content_part.done", **place, "part": part})
    return [*events, {"type": "response.output_item.done", "output_index": 0, "item": item}]


def _event(event: dict[str, Any]) -> bytes:
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


def _broken() -> bytes:
    told = {"type": "error", "code": "server_error", "message": "The server had an error.", "param": None, "sequence_number": 999}
    return _event(told)


async def _finish(world: World, body: dict[str, Any], waiting: dict[str, Any], response: dict[str, Any], seconds: float) -> None:
    await asyncio.sleep(seconds)
    if waiting["status"] != "cancelled":
        waiting.update(response)
    conversations.end(body, waiting, world)
    if waiting["status"] == "cancelled":
        return
    target = world.targets.get("openai")
    if target is not None:
        event = {"id": new_id("evt_"), "object": "event", "created_at": int(time.time()), "type": "response.completed"}
        message = Message(target.url, str(event["id"]), as_body({**event, "data": {"id": response["id"]}}))
        world.postman.later(0, message, openai_headers(message, target.secret))


async def _stored(call: Call, world: World) -> Answer:
    id_, _, verb = call.path.removeprefix("/v1/responses/").partition("/")
    response = world.responses.get(id_)
    if response is None or not world.shows(id_, call):
        return error(404, f"Response with id '{id_}' not found.")
    if call.method == "DELETE":
        del world.responses[id_]
        return as_json({"id": id_, "object": "response", "deleted": True})
    if verb == "cancel" and response["status"] in ("queued", "in_progress"):
        response["status"] = "cancelled"
        world.paid.refund(id_)
    return as_json(response)
