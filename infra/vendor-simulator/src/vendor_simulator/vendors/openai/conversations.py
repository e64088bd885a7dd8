"""`/v1/conversations`: what was said and answered under one id; one response at a time is at work in each."""

import time
from collections.abc import Awaitable
from typing import Any

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.vendors.openai.errors import error
from vendor_simulator.world import World, new_id


def answer(call: Call, world: World, strikes: Strikes) -> Awaitable[Answer] | None:  # noqa: ARG001 — all modules are called alike
    """The answer, or None when the call is not for this module."""
    return _answer(call, world) if call.path.startswith("/v1/conversations") else None


async def _answer(call: Call, world: World) -> Answer:
    id_, _, rest = call.path.removeprefix("/v1/conversations").strip("/").partition("/")
    if not id_ and call.method == "POST":
        return _created(call, world)
    found = world.conversations.get(id_)
    if found is None or not world.shows(id_, call):
        return error(404, f"Conversation with id '{id_}' not found.")
    if call.method == "DELETE":
        del world.conversations[id_]
        return as_json({"id": id_, "object": "conversation.deleted", "deleted": True})
    if rest == "items":
        items = found["items"] if call.query.get("order") == "asc" else found["items"][::-1]
        page = items[: int(call.query.get("limit", "20"))]
        first, last = (page[0]["id"], page[-1]["id"]) if page else (None, None)
        return as_json({"object": "list", "data": page, "first_id": first, "last_id": last, "has_more": len(page) < len(items)})
    return as_json(found["told"])


def _created(call: Call, world: World) -> Answer:
    try:
        body = call.json() or {}
    except ValueError:
        return error(400, "We could not parse the JSON body of your request.")
    id_ = new_id("conv_")
    told = {"id": id_, "object": "conversation", "created_at": int(time.time()), "metadata": body.get("metadata") or {}}
    world.owners[id_] = call.key
    world.conversations[id_] = {"told": told, "items": [], "at_work": None}
    return as_json(told)


def id_of(body: dict[str, Any]) -> str | None:
    """The conversation that a request for a response names."""
    told = body.get("conversation")
    return told.get("id") if isinstance(told, dict) else told


def refusal(body: dict[str, Any], call: Call, world: World) -> Answer | None:
    """Why no response can be made in the conversation that the request names."""
    id_ = id_of(body)
    if id_ is None:
        return None
    if id_ not in world.conversations or not world.shows(id_, call):
        return error(404, f"Conversation with id '{id_}' not found.")
    if world.conversations[id_]["at_work"]:
        message = "Another process is currently operating on this conversation. Please retry in a few seconds."
        return error(400, message, code="conversation_locked")
    return None


def begin(body: dict[str, Any], response_id: str, world: World) -> None:
    """A response is at work in its conversation."""
    id_ = id_of(body)
    if id_ is not None:
        world.conversations[id_]["at_work"] = response_id


def end(body: dict[str, Any], response: dict[str, Any], world: World) -> None:
    """It has ended: what was said and what was answered belong to the conversation."""
    found = world.conversations.get(id_of(body) or "")
    if found is None:
        return
    found["at_work"] = None
    if response["status"] == "completed":
        told = body["input"] if isinstance(body["input"], list) else [{"role": "user", "content": body["input"]}]
        items = [{"id": new_id("msg_"), "type": "message", "status": "completed", **item} for item in told]
        found["items"] += [*items, *response["output"]]
