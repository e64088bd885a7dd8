"""The long body of AnalyzeScript: has the model's vendor read the script, or looks at the storyboard that there is, and tells the
plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from analysis.domain.plan import plan_of
from analysis.ports import Analyst
from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.base import MediaRef
from contracts.catalogue import model
from contracts.storyboard import Storyboard


@dataclass(frozen=True, slots=True)
class Analysis:
    """The body of AnalyzeScript."""

    vendors: Mapping[str, Analyst]

    async def __call__(self, job: Job[AnalyzeScript], tools: Tools) -> Done:
        """The storyboard, stored, and its plan; one that there is already is not made again."""
        if job.command.storyboard is not None:
            board = await storyboard_of(job.command.storyboard, tools)
            return Done(ScriptAnalyzed(storyboard=job.command.storyboard, plan=plan_of(board)))
        await tools.progress(0, 1, "reading the script")
        made = await vendor_of(job.command.model, self.vendors).analyze(job, tools)
        return Done(ScriptAnalyzed(storyboard=made.storyboard, plan=made.plan, cost=made.cost, prompt=made.prompt))


def vendor_of(model_id: str, vendors: Mapping[str, Analyst]) -> Analyst:
    """The vendor of a model.

    Raises Invalid when there is no such model or its vendor is not set up here.
    """
    found = model(model_id)
    if found is None or not found.does("analyze"):
        raise Invalid(f"There is no analysis model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model")
    if found.vendor not in vendors:
        message = f"The vendor {found.vendor!r} of {model_id!r} is not set up here; choose another model."
        raise Invalid(message, code="no_vendor")
    return vendors[found.vendor]


async def storyboard_of(ref: MediaRef, tools: Tools) -> Storyboard:
    """A stored storyboard.

    Raises Invalid when it is none.
    """
    try:
        return await tools.media.get_model(ref, Storyboard)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"The storyboard cannot be read: {where}: {first['msg']}.", code="bad_storyboard") from None
