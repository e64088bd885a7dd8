"""The long body of WriteScript: has the model's vendor write the screenplay."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.script import ScriptWritten, WriteScript
from script.ports import Writer


@dataclass(frozen=True, slots=True)
class Writing:
    """The body of WriteScript."""

    vendors: Mapping[str, Writer]

    async def __call__(self, job: Job[WriteScript], tools: Tools) -> Done:
        """The screenplay, stored, and its title."""
        await tools.progress(0, 1, "writing the screenplay")
        made = await vendor_of(job.command.model, "write", self.vendors).write(job, tools)
        return Done(ScriptWritten(script=made.script, title=made.title, cost=made.cost, prompt=made.prompt))
