"""Runs one job as the chassis and the coordinator do, in this process: notes, tries, a second attempt, and a crash at any note.

Used by `sweep_vendors.py`. What is computed of an answer afterwards is left out where it costs time.
"""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from audio.vendors import tracks
from audio.vendors.elevenlabs import tracks as spoken
from chassis.errors import Busy, JobError
from chassis.outcomes import Fail, TryTimedOutError, outcome_of
from chassis.testing.media import FolderMedia
from chassis.work import TRIES, Done, Job, Tools
from contracts.base import Command
from contracts.envelope import Envelope
from imagery.vendors.normalised import normalised
from motion.vendors.fitted import fit

ATTEMPTS = 2
"""How often the coordinator orders what has ended as broken."""
LONGEST_WAIT, MOST_WAITS = 0.6, 12
"""Seconds for which a busy vendor is waited for, and how often."""


class CrashError(BaseException):
    """The process is gone."""


@dataclass(frozen=True, slots=True)
class Crash:
    """Right before or right after the n-th note of a job is stored; none for n = 0."""

    note: int = 0
    stored: bool = False


UNHARMED = Crash()


@dataclass(slots=True)
class End:
    """How a work ended: the outcome, its code, what it cost; the notes that were stored on the way, how often it had to wait."""

    outcome: str = ""
    code: str = ""
    cost: int = 0
    notes: list[str] = field(default_factory=list)
    waits: int = 0
    strange: str = ""
    """What a body raised that is none of the errors of `chassis.errors`."""


@dataclass(slots=True)
class Desk:
    """Where one work is done, attempt after attempt."""

    media: FolderMedia
    body: Callable[[Job[Any], Tools], Any]
    command: Command
    crash: Crash = UNHARMED
    patience: float = 20.0
    """Seconds that one try may take."""
    end: End = field(default_factory=End)
    note: str | None = None

    async def find(self, _: str, __: str) -> None:
        """No take is there yet."""

    async def worked(self) -> End:
        """Attempt after attempt, as long as the last one ended as broken."""
        for attempt in range(1, ATTEMPTS + 1):
            self.note = None
            await self._ended(attempt)
            if self.end.outcome != "broken":
                break
        return self.end

    async def _ended(self, attempt: int) -> None:
        """One job, try after try."""
        tries = 1
        while True:
            try:
                return await self._tried(f"job-{attempt}", tries)
            except CrashError:
                self.crash = UNHARMED
            except Exception as error:  # noqa: BLE001 — as in `chassis.jobs`
                decided = self._decided(error, tries)
                if isinstance(decided, Fail):
                    self.end.outcome, self.end.code = decided.failure.kind, decided.failure.code
                    return None
                if isinstance(error, Busy):
                    self.end.waits += 1
                    if self.end.waits > MOST_WAITS:
                        self.end.outcome, self.end.code = "waits", error.code
                        return None
                tries = decided.tries
                await asyncio.sleep(min(decided.delay, LONGEST_WAIT) if isinstance(error, Busy) else 0.02)

    def _decided(self, error: Exception, tries: int) -> Any:
        if not isinstance(error, JobError | TryTimedOutError):
            self.end.strange = f"{type(error).__name__}: {error}"
        return outcome_of(error, tries, TRIES, 1.0, noted=bool(self.note))

    async def _tried(self, id_: str, tries: int) -> None:
        tools = Tools(cast("Any", self.media), cast("Any", self), cast("Any", computed), lambda *_: None, self._store)
        envelope = Envelope(id=id_, type=self.command.TYPE, source="sweep", tenant="t", sequence="q")
        job = Job(id_, envelope, self.command, tries, self.note)
        try:
            async with asyncio.timeout(self.patience):
                done: Done = await self.body(job, tools)
        except TimeoutError:
            raise TryTimedOutError("This took too long.") from None
        finally:
            if tools.used_scratch:
                await tools.clean()
        self.end.outcome = "done"
        takes = [take.cost for take in done.takes]
        self.end.cost = takes[0] if takes else getattr(done.event, "cost", 0)

    async def _store(self, note: str) -> None:
        self.end.notes.append(note)
        now = self.crash.note == len(self.end.notes)
        if now and not self.crash.stored:
            raise CrashError
        self.note = note
        if now:
            raise CrashError


async def computed(function: Any, *args: Any, **kwargs: Any) -> Any:
    """What a function gives; of what only brings a medium into our form, the medium as it is."""
    if function is fit:
        shutil.copy(args[1], args[2])
        return None
    if function is normalised:
        return args[0]
    if function in (tracks.music, tracks.effects):
        return b"a sound"
    if function is spoken.speech:
        return b"a sound", [spoken._told(answer) for answer in args[1]] and b"{}"
    if function is spoken.dialogue:
        return b"a sound", spoken._told(args[1]) and b"{}"
    return function(*args, **kwargs)
