"""Runs job bodies without servers: media in a folder, takes in memory, and what one try notes is what the next one finds."""

import asyncio
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from chassis.compute import Compute
from chassis.errors import Busy
from chassis.testing.media import FolderMedia
from chassis.work import Body, Done, Job, Tools
from contracts.base import Command, Take
from contracts.envelope import Envelope


@dataclass
class Bench:
    """One job's bench; the try that stores a note whose number is among the `crashes` dies right after it."""

    folder: Path
    compute: Compute
    notes: list[str] = field(default_factory=list)
    takes: dict[str, Take] = field(default_factory=dict)
    crashes: Container[int] = ()
    tries: int = 1

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    async def find(self, tenant: str, input_hash: str) -> Take | None:  # noqa: ARG002 — as `Takes` has it
        """As `chassis.takes` does."""
        found = self.takes.get(input_hash)
        return found.model_copy(update={"cost": 0}) if found else None

    async def run(self, body: Body, command: Command, id_: str = "job") -> Done:
        """One try."""

        async def stored(note: str) -> None:
            assert note.isprintable()
            self.notes.append(note)
            if len(self.notes) in self.crashes:
                raise CrashedError

        tools = Tools(cast("Any", self.media), cast("Any", self), self.compute, lambda *_: None, stored)
        note = self.notes[-1] if self.notes else None
        job = Job(id_, Envelope(id_, command.TYPE, "test", "t", "q"), command, self.tries, request_id=note or None)
        try:
            done = await body(job, tools)
        finally:
            await tools.clean()
        self.takes |= {take.input_hash: take for take in done.takes}
        return done

    async def survive(self, body: Body, command: Command, crashes: Container[int], id_: str = "job") -> Done:
        """Tries until it is done, killed right after those of its notes, by their numbers."""
        self.crashes = crashes
        while True:
            try:
                return await self.run(body, command, id_)
            except CrashedError:
                continue
            except Busy as error:
                await asyncio.sleep(error.retry_after)


class CrashedError(BaseException):
    """The process was killed."""
