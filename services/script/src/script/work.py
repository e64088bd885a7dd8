"""The long body of WriteScript: has the model's vendor write the screenplay, on the first rung where it is not refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chassis.accounts import NOBODYS, Own
from chassis.climbing import climbed, reached
from chassis.ladder import Footing, Ladder
from chassis.work import Done, Job, Tools
from contracts.script import ScriptWritten, WriteScript
from contracts.softening import softened
from script.ports import Writer, Written


@dataclass(frozen=True, slots=True)
class Writing:
    """The body of WriteScript."""

    vendors: Mapping[str, Writer]
    own: Own[Writer] = NOBODYS

    async def __call__(self, job: Job[WriteScript], tools: Tools) -> Done:
        """The screenplay, stored, and its title."""
        command = job.command
        await tools.progress(0, 1, "writing the screenplay")
        reach = await reached(self.vendors, self.own, "write", job, command.failover)
        softens = await _softens(command, tools)

        async def make(at: Footing, job: Job[Any], tools: Tools) -> Written:
            account = reach.at(at.spot)
            made = await account.asked(lambda v, job, tools: v.write(job, tools, soft=at.softened), job, tools)
            return replace(made, cost=account.charged(made.cost))

        made, at = await climbed(Ladder(reach.spots, command.seed, lambda: softens), job, tools, make)
        rungs = at.rungs or None
        return Done(ScriptWritten(script=made.script, title=made.title, cost=made.cost, prompt=made.prompt, rungs=rungs))


async def _softens(command: WriteScript, tools: Tools) -> bool:
    """Whether the material has words that can be milder; of a page nobody knows that yet."""
    if command.source.text is None:
        return True
    text = (await tools.media.get(command.source.text)).decode(errors="replace")
    return softened(text) != text
