"""Stills, orders and tools for tests of motion; media lie in a folder, clips are made by real ffmpeg."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from PIL import Image

from chassis.compute import Compute
from chassis.testing.media import FolderMedia
from chassis.work import Body, Done, Job, Tools
from contracts.base import Command, MediaRef, Take
from contracts.envelope import Envelope
from contracts.form import Form
from contracts.motion import ClipGenerated, GenerateClip
from contracts.storyboard import Scene, Shot, Storyboard
from motion.ports import ClipVendor
from motion.vendors.local.vendor import LocalClips
from motion.work import Clips


@dataclass
class Kept:
    """Takes in memory."""

    takes: dict[str, Take] = field(default_factory=dict)

    async def find(self, tenant: str, input_hash: str) -> Take | None:
        return self.takes.get(input_hash)


@dataclass
class Stage:
    """Runs the clip job as the chassis would."""

    folder: Path
    compute: Compute
    kept: Kept = field(default_factory=Kept)
    vendors: dict[str, ClipVendor] = field(default_factory=dict)
    """Beside the local one."""
    notes: list[str] = field(default_factory=list)
    """What was noted of requests to vendors; the next try finds the last."""

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    async def still(self, size: tuple[int, int] = (320, 180), form: str = "PNG") -> MediaRef:
        """A picture with edges everywhere: a ramp of colours under a grid."""
        x, y = np.meshgrid(np.linspace(0, 255, size[0]), np.linspace(0, 255, size[1]))
        pixels = np.stack([x, y, 255 - x], axis=-1).astype(np.uint8)
        pixels[::16], pixels[:, ::16] = 255, 0
        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, form)
        return await self.media.put("t", buffer.getvalue(), f"image/{form.lower()}")

    async def command(self, frame: MediaRef, **changed: Any) -> GenerateClip:
        shot = Shot.model_validate(
            {"id": "s1", "size": "wide", "frames": 8, "action": "x", "move": "pan_right"} | changed.pop("shot", {})
        )
        scenes = (Scene(id="c", title="c", start=0, end=0, place="p", shots=(shot,)),)
        board = Storyboard(title="t", style="s", form=changed.pop("form", Form()), scenes=scenes)
        ref = await self.media.put("t", board.model_dump_json().encode(), "application/json")
        extras = changed.pop("extras", {})
        take = Take(media=frame, input_hash="0" * 64, model="m", vendor="v", extras=extras)
        return GenerateClip.model_validate(
            {"storyboard": ref, "shot": "s1", "frame": take, "model": "local-move", "seed": 7} | changed
        )

    async def make(self, command: GenerateClip) -> ClipGenerated:
        event = (await self.run(command)).event
        assert isinstance(event, ClipGenerated)
        return event

    async def run(self, command: GenerateClip) -> Done:
        return await self.tried(Clips({"local": LocalClips(), **self.vendors}), command)

    async def tried(self, body: Body, command: Command) -> Done:
        """One try of a job; what it notes is what the next one finds."""

        async def stored(note: str) -> None:
            self.notes.append(note)

        tools = Tools(cast("Any", self.media), cast("Any", self.kept), self.compute, lambda *_: None, stored)
        envelope = Envelope(id="1", type=command.TYPE, source="test", tenant="t", sequence="q")
        try:
            job = Job("1", envelope, command, request_id=self.notes[-1] if self.notes else None)
            done = await body(job, tools)
        finally:
            await tools.clean()
        self.kept.takes |= {take.input_hash: take for take in done.takes}
        return done

    def frames(self, ref: MediaRef) -> list[av.VideoFrame]:
        with av.open(str(self.folder / ref.sha256), format="mov") as clip:
            return list(clip.decode(video=0))


@pytest.fixture
def stage(tmp_path: Path, compute: Compute) -> Stage:
    return Stage(tmp_path, compute)
