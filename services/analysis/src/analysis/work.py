"""The long body of AnalyzeScript: has the model's vendor read the script and tells the plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.ports import Analyst
from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.catalogue import model


@dataclass(frozen=True, slots=True)
class Analysis:
    """The body of AnalyzeScript."""

    vendors: Mapping[str, Analyst]

    async def __call__(self, job: Job[AnalyzeScript], tools: Tools) -> Done:
        """The storyboard, stored, and its plan."""
        await tools.progress(0, 1, "reading the script")
        made = await self._vendor(job.command.model).analyze(job, tools)
        return Done(ScriptAnalyzed(storyboard=made.storyboard, plan=made.plan, cost=made.cost))

    def _vendor(self, model_id: str) -> Analyst:
        found = model(model_id)
        if found is None or not found.does("analyze"):
            raise Invalid(
                f"There is no analysis model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model"
            )
        if found.vendor not in self.vendors:
            message = f"The vendor {found.vendor!r} of {model_id!r} is not set up here; choose another model."
            raise Invalid(message, code="no_vendor")
        return self.vendors[found.vendor]
