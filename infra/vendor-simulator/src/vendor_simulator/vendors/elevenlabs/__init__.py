"""elevenlabs: speech, dialogue, effects, music, stems, voices, voice changer, transcription, history."""

from collections.abc import Awaitable

from vendor_simulator.calls import Answer, Call, as_json
from vendor_simulator.dice import Strikes
from vendor_simulator.vendors.elevenlabs import listening, music, speech, voices
from vendor_simulator.vendors.elevenlabs.errors import error, fault
from vendor_simulator.world import World

__all__ = ["answer", "fault"]
MODELS = ("eleven_v3", "eleven_v4", "eleven_v4_turbo", "eleven_multilingual_v2", "eleven_flash_v2_5")


async def answer(call: Call, world: World, strikes: Strikes) -> Answer:
    """What the API answers."""
    if call.method == "POST" and strikes.wire is not None and strikes.refused:
        return fault(strikes.wire, call)
    if call.method == "GET" and call.path == "/v1/models":
        return as_json([{"model_id": name, "name": name, "can_do_text_to_speech": True} for name in MODELS])
    if call.method == "GET" and call.path == "/v1/user/subscription":
        return as_json({"tier": "creator", "character_count": 0, "character_limit": 1_000_000, "status": "active"})
    for module in (speech, music, voices, listening):
        found: Awaitable[Answer] | None = module.answer(call, world)
        if found is not None:
            return await found
    return error(404, "not_found", f"Not found: {call.method} {call.path}")
