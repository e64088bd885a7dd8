"""Tools and jobs for tests of adapters: media lie in a folder, and what is noted of requests to vendors is kept."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from chassis.compute import Compute
from chassis.testing.media import FolderMedia
from chassis.work import Job, Tools
from contracts.base import Command, MediaRef, Take
from contracts.envelope import Envelope
from contracts.imagery import EditPicture, GenerateFrame, SheetUse
from contracts.storyboard import CastMember, Garment, Look, Place, Scene, Shot, Storyboard
from imagery.domain import PictureOrder, edit_order, frame_order, sheet_order
from imagery.ports import EditVendor, ImageVendor, Picture
from imagery.vendors.openai import Account as OpenAiAccount
from vendor_http.testing import CANARY

C = TypeVar("C", bound=Command)
SHOT = Shot(id="s", size="full", frames=24, action="Ann runs along the water.", cast=("ann",))
BOARD = Storyboard(
    title="One shot",
    ratio="9:16",
    style="noir",
    cast=(CastMember(id="ann", name="Ann", look=Look(sex="female", clothes=(Garment(item="coat", colour="red"),))),),
    places=(Place(id="p", name="Long Beach", kind="beach", interior=False),),
    scenes=(Scene(id="c", title="c", start=0, end=0, place="p", time="dusk", shots=(SHOT,)),),
)
NOWHERE = MediaRef(bucket="test", key="t/none", sha256="0" * 64, size=0, media_type="application/json")


@dataclass
class Studio:
    """Lets a vendor try one order as the chassis would: what a try has noted is what the next one finds."""

    folder: Path
    compute: Compute
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    def frame(self, seed: int = 1, sheets: tuple[SheetUse, ...] = (), board: Storyboard = BOARD) -> PictureOrder:
        return frame_order(board, "s", seed, "start", sheets, plain=False)

    def sheet(self, subject: str = "ann") -> PictureOrder:
        return sheet_order(BOARD, subject, 1)

    async def tried(self, vendor: ImageVendor, order: PictureOrder, model: str, id_: str = "job-1") -> Picture:
        command = GenerateFrame(storyboard=NOWHERE, shot="s", model=model, seed=order.seed)
        tools = self._tools()
        try:
            return await vendor.picture(order, self._job(command, id_), tools)
        finally:
            await tools.clean()

    async def changed(self, vendor: EditVendor, picture: Picture, model: str, instruction: str, **more: Any) -> Picture:
        """Let a vendor change a picture."""
        take = Take(media=picture.media, input_hash="0" * 64, model=model, vendor="v", extras=picture.extras)
        told = {"picture": take, "instruction": instruction, "ratio": "9:16", "style": "noir", "model": model, "seed": 1}
        command = EditPicture.model_validate({**told, **more})
        tools = self._tools()
        try:
            return await vendor.edited(edit_order(command), self._job(command, "edit-1"), tools)
        finally:
            await tools.clean()

    def _tools(self) -> Tools:
        async def stored(note: str) -> None:
            self.notes.append(note)

        return Tools(cast("Any", self.media), cast("Any", None), self.compute, lambda *_: None, stored)

    def _job(self, command: C, id_: str) -> Job[C]:
        envelope = Envelope(id=id_, type=command.TYPE, source="test", tenant="t", sequence="q")
        return Job(id_, envelope, command, request_id=self.notes[-1] if self.notes else None)


@pytest.fixture
def openai_account(simulator: Any) -> OpenAiAccount:
    """An account of openai at the simulator of this test."""
    return OpenAiAccount(CANARY, base=simulator.at["openai"], timeout=10.0)


@pytest.fixture
def studio(tmp_path: Path, compute: Compute) -> Studio:
    return Studio(tmp_path, compute)
