"""Keeps what a model was told beside what it made, as people read it."""

from collections.abc import Sequence

from audio.ports import SoundJob
from chassis.work import Tools
from contracts.base import MediaRef
from vendor_http.prompts import Prompt


async def told_text(prompts: Sequence[Prompt], job: SoundJob, tools: Tools) -> MediaRef:
    """All prompts of a job, one after the other."""
    text = "\n".join(prompt.text() for prompt in prompts)
    return await tools.media.put(job.envelope.tenant, text.encode(), "text/plain")
