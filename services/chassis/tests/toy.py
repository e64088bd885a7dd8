"""A service for crash tests, run as a process of its own: draws nothing, takes `TOY_SECONDS` for it, and dies when told."""

import asyncio
import os

import uvloop

from chassis.environment import Environment
from chassis.run import running
from chassis.service import Service
from chassis.work import Done, Job, Tools
from contracts.base import MediaRef, Take
from contracts.imagery import CancelImagery, GenerateSheet, SheetGenerated

NOTHING = MediaRef(bucket="sagareel", key="none", sha256="0" * 64, size=0, media_type="application/json")


async def draw(job: Job[GenerateSheet], tools: Tools) -> Done:
    """Wait, then say that the sheet is drawn."""
    await asyncio.sleep(float(os.environ["TOY_SECONDS"]))
    take = Take(media=NOTHING, input_hash=NOTHING.sha256, model="toy", vendor="local")
    return Done(SheetGenerated(subject=job.command.subject, take=take))


def toy(environment: Environment) -> Service:
    """The imagery service with nothing in it."""
    service = Service("imagery", environment)
    service.work(GenerateSheet, draw, concurrency=20, lease=2.0)
    service.cancels(CancelImagery)
    return service


async def main() -> None:
    """Run until killed."""
    async with running([toy(Environment.from_env())]):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
