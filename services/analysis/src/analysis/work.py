"""The long body of AnalyzeScript: has the model's vendor read the script, or looks at the storyboard that there is, and tells the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.domain.plan import plan_of
from analysis.ports import Analyst
from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
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
        made = await vendor_of(job.command.model, "analyze", self.vendors).analyze(job, tools)
        return Done(ScriptAnalyzed(storyboard=made.storyboard, plan=made.plan, cost=made.cost, prompt=made.prompt))
