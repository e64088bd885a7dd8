"""Pretends to assemble: waits and gives back a prepared film. For engine benchmarks and load tests."""

import asyncio
from dataclasses import dataclass, field

from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film


@dataclass(frozen=True, slots=True)
class SimulatedAssembler:
    """Takes `seconds` for every film."""

    seconds: float = 0.0
    frames: int = 24
    _films: dict[str, Film] = field(default_factory=dict)

    async def assemble(self, tenant: str, order: AssembleFilm, tools: Tools) -> Film:  # noqa: ARG002 — every order gives the same film
        await asyncio.sleep(self.seconds)
        if tenant not in self._films:
            media = await tools.media.put(tenant, b"a simulated film", "video/mp4")
            names = dict.fromkeys(("mp4", "poster", "srt", "vtt", "chapters"), media)
            self._films[tenant] = Film(**names, frames=self.frames, seconds=self.frames / 24)
        return self._films[tenant]
