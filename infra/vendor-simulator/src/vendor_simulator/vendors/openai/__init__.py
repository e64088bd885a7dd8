"""openai: responses, conversations, chat completions, images, speech, transcriptions, moderations."""

from collections.abc import Awaitable

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.vendors.openai import chat, conversations, images, responses, sounds
from vendor_simulator.vendors.openai.errors import MODELS, error
from vendor_simulator.vendors.openai.errors import fault as fault
from vendor_simulator.world import World


async def answer(call: Call, world: World, strikes: Strikes) -> Answer:
    """What the API answers."""
    if call.method == "GET" and call.path == "/v1/models":
        models = [{"id": name, "object": "model", "created": 1767225600, "owned_by": "openai"} for name in sorted(MODELS)]
        return as_json({"object": "list", "data": models})
    for module in (responses, conversations, chat, images, sounds):
        found: Awaitable[Answer] | None = module.answer(call, world, strikes)
        if found is not None:
            return await found
    if call.path.startswith("/v1/videos"):
        return error(410, "The Sora API was shut down on September 24, 2026.", code="shut_down")
    return error(404, f"Invalid URL ({call.method} {call.path})")
