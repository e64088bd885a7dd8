"""The long body of AnalyzeScript: has the model's vendor read the script, or looks at the storyboard that there is, and tells the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.domain.plan import plan_of
from analysis.ports import Analyst, Analyzed
from chassis.accounts import NOBODYS, Own
from chassis.climbing import climbed, reached
from chassis.ladder import Footing, Ladder
from chassis.work import Done, Job, Tools
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.base import Rung
from contracts.softening import softened
from contracts.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class Analysis:
    """The body of AnalyzeScript."""

    vendors: Mapping[str, Analyst]
    own: Own[Analyst] = NOBODYS

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
        reach = await reached(self.vendors, self.own, "analyze", job, command.failover)
        text = (await tools.media.get(command.script)).decode(errors="replace")

        async def make(at: Footing, job: Job[Any], tools: Tools) -> Analyzed:
            account = reach.at(at.spot)
            made = await account.asked(lambda v, job, tools: v.analyze(job, tools, soft=at.softened), job, tools)
            return replace(made, cost=account.charged(made.cost))

        made, at = await climbed(Ladder(reach.spots, command.seed, lambda: softened(text) != text), job, tools, make)
        return made, at.rungs
