"""A desk at which analysts are tried: media in a folder, notes of requests kept, progress heard."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from analysis.ports import Analyst, Analyzed
from chassis.compute import Compute
from chassis.testing.media import FolderMedia
from chassis.work import Job, Tools
from contracts.analysis import AnalyzeScript
from contracts.envelope import Envelope
from contracts.form import Form
from contracts.storyboard import Storyboard

FORM = Form(resolution="1080p")


class KilledError(BaseException):
    """Nothing of the process is left."""


@dataclass
class Desk:
    """Lets an analyst try one script as the chassis would: what a try has noted is what the next one finds."""

    folder: Path
    compute: Compute
    notes: list[str] = field(default_factory=list)
    told: list[tuple[int, int, str]] = field(default_factory=list)
    dies_after: int = 0
    """The note, by its number, right after which the process is killed."""

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    async def tried(self, analyst: Analyst, model: str, script: str, duration: int | None = None) -> Analyzed:
        async def stored(note: str) -> None:
            assert note.isprintable()
            self.notes.append(note)
            if len(self.notes) == self.dies_after:
                raise KilledError

        report = cast("Any", lambda *told: self.told.append(told))
        tools = Tools(cast("Any", self.media), cast("Any", None), self.compute, report, stored)
        text = await self.media.put("t", script.encode(), "text/plain")
        command = AnalyzeScript(
            script=text,
            duration=duration,
            ratio="9:16",
            style="noir",
            seed=7,
            language="en",
            model=model,
            form=FORM,
            transition="dissolve",
        )
        envelope = Envelope(id="job-1", type=AnalyzeScript.TYPE, source="test", tenant="t", sequence="q")
        return await analyst.analyze(Job("job-1", envelope, command, request_id=self.notes[-1] if self.notes else None), tools)

    async def board(self, analyzed: Analyzed) -> Storyboard:
        return Storyboard.model_validate_json(await self.media.get(analyzed.storyboard))


@pytest.fixture
def desk(tmp_path: Path, compute: Compute) -> Desk:
    return Desk(tmp_path, compute)
