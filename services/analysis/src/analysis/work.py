"""The long body of AnalyzeScript: has the model's vendor read the script, or looks at the storyboard that there is, and tells the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.domain.plan import plan_of
from analysis.ports import Analyst, Analyzed
from chassis.climbing import climbed
from chassis.ladder import Footing, Ladder
from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.base import Rung
from contracts.catalogue.climbing import spots
from contracts.softening import softened
from contracts.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class Analysis:
    """The body of AnalyzeScript."""

    vendors: Mapping[str, Analyst]

    async def __call__(self, job: Job[AnalyzeScript], tools: Tools) -> Done:
        """The storyboard, stored, and its plan; one that there is already is not made again."""
        if job.command.storyboard is not None:
            board = await tools.media.get_model(job.command.storyboard, Storyboard)
            return Done(ScriptAnalyzed(storyboard=job.command.storyboard, plan=plan_of(board)))
        await tools.progress(0, 1, "reading the script")
        made, rungs = await self._read(job, tools)
        analyzed = ScriptAnalyzed(
            storyboard=made.storyboard, plan=made.plan, cost=made.cost, prompt=made.prompt, rungs=rungs or None
        )
        return Done(analyzed)

    async def _read(self, job: Job[AnalyzeScript], tools: Tools) -> tuple[Analyzed, tuple[Rung, ...]]:
        """On the first rung of the ladder where no model refuses the script; its words in the film stay what they are."""
        command = job.command
        vendor_of(command.model, "analyze", self.vendors)
        places = spots(command.model, "analyze", command.failover, self.vendors)
        text = (await tools.media.get(command.script)).decode(errors="replace")

        async def make(at: Footing, job: Job[Any], tools: Tools) -> Analyzed:
            return await self.vendors[at.spot.vendor].analyze(job, tools, soft=at.softened)

        made, at = await climbed(Ladder(places, command.seed, lambda: softened(text) != text), job, tools, make)
        return made, at.rungs
