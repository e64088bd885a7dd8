"""The local vendor: fetches what the order names and has a process of its own draw and encode the clip."""

from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.work import Job, Tools
from contracts.motion import GenerateClip
from motion.domain import ClipOrder
from motion.ports import Clip
from motion.vendors.local.render import UnusableStillError, render_clip


@dataclass(frozen=True, slots=True)
class LocalClips:
    """Free, deterministic, offline."""

    name: str = "local"
    reads_words: bool = False

    async def clip(self, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> Clip:
        """Draw every frame and encode it."""
        drawing = order.scene_graph is not None
        source = await tools.media.fetch(order.scene_graph or order.frame)
        words = await tools.media.fetch(order.words) if order.words is not None else None
        out = tools.scratch() / "clip.mp4"
        try:
            await tools.compute(render_clip, order, source, out, drawing=drawing, words=words)
        except UnusableStillError as error:
            raise Invalid(f"The frame of shot {order.shot} {error}.", code="unusable_frame") from None
        return Clip(await tools.media.put_file(job.envelope.tenant, out, "video/mp4"))
