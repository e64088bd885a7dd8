"""Pretends to make pictures: waits and gives back a prepared one. For engine benchmarks and load tests."""

import asyncio
from dataclasses import dataclass, field

from chassis.work import Job, Tools
from contracts.base import MediaRef, Micros
from contracts.imagery import EditPicture
from imagery.domain import EditOrder, PictureOrder
from imagery.ports import Picture, PictureJob


@dataclass(frozen=True, slots=True)
class SimulatedPictures:
    """Takes `seconds` for every picture and charges `cost` for it."""

    seconds: float = 0.0
    cost: Micros = 0
    name: str = "simulated"
    _pictures: dict[str, MediaRef] = field(default_factory=dict)

    async def picture(self, order: PictureOrder | EditOrder, job: PictureJob | Job[EditPicture], tools: Tools) -> Picture:  # noqa: ARG002 — every order gives the same picture
        """Wait, then hand out the prepared picture."""
        await asyncio.sleep(self.seconds)
        tenant = job.envelope.tenant
        if tenant not in self._pictures:
            self._pictures[tenant] = await tools.media.put(tenant, b"a simulated picture", "image/png")
        return Picture(self._pictures[tenant], cost=self.cost)

    edited = picture
