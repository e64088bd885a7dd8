"""Silence of the right length: the stand-in for any sound that could not be made."""

from audio.ports import Made
from audio.vendors.local.wave import MEDIA_TYPE, encoded, silence, span
from chassis.work import Tools

NO_WORDS = b'{"version":1,"words":[],"phonemes":[]}'


async def silent(frames: int, fps: int, tenant: str, tools: Tools) -> Made:
    """Nothing to hear, nothing said; costs nothing."""
    media = await tools.media.put(tenant, await tools.compute(_quiet, frames, fps), MEDIA_TYPE)
    words = await tools.media.put(tenant, NO_WORDS, "application/json")
    return Made(media, {"words": words})


def _quiet(frames: int, fps: int) -> bytes:
    return encoded(silence(span(frames, fps)))
