"""A vendor for the engine's benchmark: it waits as long as a real one would and returns a sound that was prepared before."""

import asyncio
from dataclasses import dataclass, field

from audio.domain.orders import Order
from audio.ports import Made, SoundJob
from chassis.work import Tools


@dataclass(slots=True)
class Simulated:
    """All three ports; the sound is stored once per tenant."""

    latency: float
    name: str = "simulated"
    _prepared: dict[str, Made] = field(default_factory=dict)

    async def _wait(self, _order: Order, job: SoundJob, tools: Tools) -> Made:
        tenant = job.envelope.tenant
        await asyncio.sleep(self.latency)
        if tenant not in self._prepared:
            self._prepared[tenant] = Made(await tools.media.put(tenant, b"a simulated sound", "audio/flac"))
        return self._prepared[tenant]

    speak = compose = sound = _wait
