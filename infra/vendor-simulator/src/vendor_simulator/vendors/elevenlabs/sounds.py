"""What elevenlabs' output formats mean, and when each character of a text is spoken."""

import re
from typing import Any

from vendor_simulator.calls import Answer, Call
from vendor_simulator.media.recipes import Codec, Sound, hue_of, media_type
from vendor_simulator.vendors.elevenlabs.errors import wrong
from vendor_simulator.world import World

FORMATS: dict[str, tuple[Codec, frozenset[str]]] = {
    "mp3": ("mp3", frozenset({"22050_32", "24000_48", "44100_32", "44100_64", "44100_96", "44100_128", "44100_192", "48000_128",
                               "48000_192", "48000_240", "48000_320"})),
    "pcm": ("pcm", frozenset({"8000", "16000", "22050", "24000", "32000", "44100", "48000"})),
    "wav": ("wav", frozenset({"8000", "16000", "22050", "24000", "32000", "44100", "48000"})),
    "opus": ("opus", frozenset({"48000_32", "48000_64", "48000_96", "48000_128", "48000_192"})),
    "ulaw": ("ulaw", frozenset({"8000"})),
}  # fmt: skip
A_SECOND = 15
"""Characters that are spoken in a second."""


def sound_of(call: Call, seconds: float, words: str, channels: int = 1) -> Sound | Answer:
    """The sound in the format that the call asks for, or the error."""
    told = call.query.get("output_format") or "mp3_44100_128"
    told = "mp3_44100_128" if told == "auto" else told
    kind, _, rest = told.partition("_")
    if kind not in FORMATS or rest not in FORMATS[kind][1]:
        return wrong("output_format", f"Invalid output format: {told}", told)
    rate, _, kbps = rest.partition("_")
    return Sound(seconds, hue_of(words), FORMATS[kind][0], int(rate), int(kbps or 128), channels)


async def sounded(call: Call, world: World, sound: Sound, **headers: str) -> Answer:
    """The bytes of a sound; in pieces where the caller asks for a stream."""
    content = await world.shelf.bytes_of(sound)
    if "/stream" in call.path:
        return Answer(200, b"", media_type(sound), headers, tuple(content[at : at + 8192] for at in range(0, len(content), 8192)))
    return Answer(200, content, media_type(sound), headers)


def length(text: str) -> float:
    """How many seconds a text takes, in quarters."""
    return max(0.5, round(4 * len(without_tags(text)) / A_SECOND) / 4)


def without_tags(text: str) -> str:
    """A text without what is acted and not said."""
    return re.sub(r"\[[^\]]*\]", "", text)


def alignment(text: str, start: float = 0.0) -> dict[str, Any]:
    """When each character begins and ends."""
    step = length(text) / max(1, len(text))
    begins = [round(start + number * step, 3) for number in range(len(text))]
    ends = [round(begin + step, 3) for begin in begins]
    return {"characters": list(text), "character_start_times_seconds": begins, "character_end_times_seconds": ends}
