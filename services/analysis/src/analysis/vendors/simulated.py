"""A vendor for the engine's benchmark: it waits as long as a real one would and returns a storyboard that was prepared before."""

import asyncio
from dataclasses import dataclass, field

from analysis.domain.plan import plan_of
from analysis.ports import Analyzed
from chassis.work import Job, Tools
from contracts.analysis import AnalyzeScript
from contracts.storyboard import Line, MusicCue, Place, Scene, Shot, Storyboard

SCENES, FRAMES = 8, 72


@dataclass(slots=True)
class Simulated:
    """The port; the storyboard (eight narrated shots, no sheets) is stored once per tenant."""

    latency: float
    _prepared: dict[str, Analyzed] = field(default_factory=dict)

    async def analyze(self, job: Job[AnalyzeScript], tools: Tools, *, soft: bool = False) -> Analyzed:  # noqa: ARG002
        """Wait, then hand out the prepared storyboard."""
        await asyncio.sleep(self.latency)
        tenant = job.envelope.tenant
        if tenant not in self._prepared:
            board = _board()
            stored = await tools.media.put(tenant, board.model_dump_json().encode(), "application/json")
            self._prepared[tenant] = Analyzed(stored, plan_of(board).model_copy(update={"sheets": ()}))
        return self._prepared[tenant]


def _board() -> Storyboard:
    place = Place(id="place-1", name="Stage", kind="stage", interior=True)
    lines = [Line(id=f"s{n}-1-1", text="Once more.", kind="narration") for n in range(SCENES)]
    shots = [
        Shot(id=f"s{n}-1", size="wide", frames=FRAMES, action="An empty stage.", lines=(line,)) for n, line in enumerate(lines)
    ]
    scenes = tuple(Scene(id=f"s{n}", title="Scene", start=0, end=0, place="place-1", shots=(s,)) for n, s in enumerate(shots))
    music = (MusicCue(mood="calm", frames=FRAMES * SCENES),)
    return Storyboard(title="Simulated", style="storybook", places=(place,), scenes=scenes, music=music)
