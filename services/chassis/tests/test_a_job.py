"""A command becomes a job, the job an event: through real Kafka, PostgreSQL and S3."""

import asyncio

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from chassis.work import Done, Job, Tools
from contracts.imagery import GenerateSheet, SheetGenerated
from contracts.registry import MESSAGES

from .samples import command, sheet_done


async def test_a_command_becomes_one_event(environment: Environment, compute: Compute) -> None:
    async def body(job: Job[GenerateSheet], tools: Tools) -> Done:
        ref = await tools.media.put(job.envelope.tenant, b"drawn", "image/png")
        assert await tools.media.get(ref) == b"drawn"
        return sheet_done(job.command.subject, ref)

    service = Service("imagery", environment)
    service.work(GenerateSheet, body)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        sent = [command(f"seq-{i % 3}", f"sheet:{i}") for i in range(50)]
        await wire.send([*sent, *sent])
        events = await wire.receive(SheetGenerated, 50)
        await asyncio.sleep(0.3)
        assert wire.count(SheetGenerated) == 50
    assert {e.causation for e, _ in events} == {e.id for e, _ in sent}
