"""A vendor for the engine's benchmark: it waits as long as a real one would and returns a screenplay that was prepared before."""

import asyncio
from dataclasses import dataclass, field

from chassis.work import Job, Tools
from contracts.script import WriteScript
from script.ports import Written

SCREENPLAY = b"Title: Simulated\n\nINT. STAGE - DAY\n\nAn empty stage.\n"


@dataclass(slots=True)
class Simulated:
    """The port; the screenplay is stored once per tenant."""

    latency: float
    _prepared: dict[str, Written] = field(default_factory=dict)

    async def write(self, job: Job[WriteScript], tools: Tools, *, soft: bool = False) -> Written:  # noqa: ARG002
        """Wait, then hand out the prepared screenplay."""
        await asyncio.sleep(self.latency)
        tenant = job.envelope.tenant
        if tenant not in self._prepared:
            stored = await tools.media.put(tenant, SCREENPLAY, "text/plain")
            self._prepared[tenant] = Written(stored, "Simulated")
        return self._prepared[tenant]
