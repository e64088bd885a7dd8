"""A vendor for the engine's benchmark: it waits as long as a real one would and returns a sound that was prepared before."""

import asyncio
from dataclasses import dataclass, field

from audio.domain.orders import Order
from audio.ports import Made, SoundJob
from audio.vendors.local.silence import silent
from chassis.work import Tools


@dataclass(slots=True)
class Simulated:
    """All three ports; the sound is stored once per tenant."""

    latency: float
    name: str = "simulated"
    _prepared: dict[str, Made] = field(default_factory=dict)

    async def _wait(self, _order: Order, job: SoundJob, tools: Tools) -> Made:
        await asyncio.sleep(self.latency)
        tenant = job.envelope.tenant
        if tenant not in self._prepared:
            self._prepared[tenant] = await silent(1, tenant, tools)
        return self._prepared[tenant]

    speak = compose = sound = _wait
