"""The long body of WriteScript: has the model's vendor write the screenplay."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.catalogue import model
from contracts.script import ScriptWritten, WriteScript
from script.ports import Writer


@dataclass(frozen=True, slots=True)
class Writing:
    """The body of WriteScript."""

    vendors: Mapping[str, Writer]

    async def __call__(self, job: Job[WriteScript], tools: Tools) -> Done:
        """The screenplay, stored, and its title."""
        await tools.progress(0, 1, "writing the screenplay")
        made = await vendor_of(job.command.model, self.vendors).write(job, tools)
        return Done(ScriptWritten(script=made.script, title=made.title, cost=made.cost, prompt=made.prompt))


def vendor_of(model_id: str, vendors: Mapping[str, Writer]) -> Writer:
    """The vendor of a model.

    Raises Invalid when there is no such model or its vendor is not set up here.
    """
    found = model(model_id)
    if found is None or not found.does("write"):
        raise Invalid(f"There is no writing model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model")
    if found.vendor not in vendors:
        message = f"The vendor {found.vendor!r} of {model_id!r} is not set up here; choose another model."
        raise Invalid(message, code="no_vendor")
    return vendors[found.vendor]
