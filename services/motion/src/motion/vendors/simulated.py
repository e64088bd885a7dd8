"""Pretends to make clips: waits and gives back a prepared one. For engine benchmarks and load tests."""

import asyncio
from dataclasses import dataclass, field

from chassis.work import Tools
from contracts.base import MediaRef, Micros
from motion.domain import ClipOrder, ExtendOrder, ImagineOrder
from motion.ports import Clip, ClipJob


@dataclass(frozen=True, slots=True)
class SimulatedClips:
    """Takes `seconds` for every clip and charges `cost` for it."""

    seconds: float = 0.0
    cost: Micros = 0
    name: str = "simulated"
    reads_words: bool = False
    _clips: dict[str, MediaRef] = field(default_factory=dict)

    async def clip(self, order: ClipOrder | ImagineOrder | ExtendOrder, job: ClipJob, tools: Tools) -> Clip:  # noqa: ARG002 — every order gives the same clip
        """Wait, then hand out the prepared clip."""
        await asyncio.sleep(self.seconds)
        tenant = job.envelope.tenant
        if tenant not in self._clips:
            self._clips[tenant] = await tools.media.put(tenant, b"a simulated clip", "video/mp4")
        return Clip(self._clips[tenant], self.cost)

    imagined = extended = clip
