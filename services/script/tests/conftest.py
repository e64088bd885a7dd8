"""A desk at which writers are tried: media in a folder, notes of requests kept, progress heard."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from chassis.compute import Compute
from chassis.testing.media import FolderMedia
from chassis.work import Job, Tools
from contracts.envelope import Envelope
from contracts.requests import Source
from contracts.script import WriteScript
from script.ports import Page, Writer, Written

IDEA = "A lonely lighthouse keeper befriends a whale"


class Pages:
    """A reader that knows one page."""

    async def read(self, url: str, tools: Tools) -> Page:
        return Page("Kites & Co", "We sell kites. They fly. " * 20)


@dataclass
class Desk:
    """Lets a writer try one command as the chassis would: what a try has noted is what the next one finds."""

    folder: Path
    compute: Compute
    notes: list[str] = field(default_factory=list)
    told: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    async def tried(self, writer: Writer, model: str, idea: str = IDEA, *, url: str = "", duration: int = 30) -> Written:
        async def stored(note: str) -> None:
            assert note.isprintable()
            self.notes.append(note)

        report = cast("Any", lambda *told: self.told.append(told))
        tools = Tools(cast("Any", self.media), cast("Any", None), self.compute, report, stored)
        text = None if url else await self.media.put("t", idea.encode(), "text/plain")
        source = Source(kind="url", url=url) if url else Source(kind="idea", text=text)
        return await writer.write(self.job(model, source, duration), tools)

    def job(self, model: str, source: Source | None = None, duration: int = 30) -> Job[WriteScript]:
        asked = source or Source(kind="idea")
        command = WriteScript(source=asked, duration=duration, style="noir", seed=1, language="en", model=model)
        envelope = Envelope(id="job-1", type=WriteScript.TYPE, source="test", tenant="t", sequence="q")
        return Job("job-1", envelope, command, request_id=self.notes[-1] if self.notes else None)

    async def text(self, written: Written) -> str:
        return (await self.media.get(written.script)).decode()


@pytest.fixture
def desk(tmp_path: Path, compute: Compute) -> Desk:
    return Desk(tmp_path, compute)
