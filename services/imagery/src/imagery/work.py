"""The long bodies of frame and sheet jobs: find the take, or have a vendor make the picture, and tell that it is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chassis.accounts import NOBODYS, Own
from chassis.errors import Invalid
from chassis.wishes import Wish, take_of, taken
from chassis.work import Done, Job, Tools
from contracts.base import Take
from contracts.imagery import EditPicture, FrameGenerated, GenerateFrame, GenerateSheet, PictureEdited, SheetGenerated
from contracts.storyboard import Storyboard
from imagery.domain import (
    EditOrder,
    PictureOrder,
    UnknownSubjectError,
    edit_hash,
    edit_order,
    frame_order,
    input_hash,
    sheet_order,
    softened_edit,
    softened_order,
)
from imagery.ports import EditVendor, ImageVendor, Picture, PictureJob

STAND_IN = "stand-in"
"""What a take's model is called when the local vendor stood in for it."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The body of GenerateFrame. `vendors` is by the name that the catalogue routes to; stand-ins come from `local`."""

    vendors: Mapping[str, ImageVendor]
    own: Own[ImageVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateFrame], tools: Tools) -> Done:
        """A shot's still; one that was made from the same inputs before is found, not made."""
        command = job.command
        board = await tools.media.get_model(command.storyboard, Storyboard)
        try:
            order = frame_order(
                board, command.shot, command.seed, command.which, command.sheets, plain=command.stand_in, start=command.start
            )
        except UnknownSubjectError as error:
            raise Invalid(str(error), code="unknown_subject") from None
        take, made = await _take(order, STAND_IN if command.stand_in else command.model, self.vendors, self.own, job, tools)
        prompt = take.extras.get("prompt")
        return Done(FrameGenerated(shot=command.shot, which=command.which, take=take, prompt=prompt), made)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The body of GenerateSheet."""

    vendors: Mapping[str, ImageVendor]
    own: Own[ImageVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateSheet], tools: Tools) -> Done:
        """The reference picture of a subject."""
        command = job.command
        board = await tools.media.get_model(command.storyboard, Storyboard)
        try:
            order = sheet_order(board, command.subject, command.seed)
        except UnknownSubjectError as error:
            raise Invalid(str(error), code="unknown_subject") from None
        take, made = await _take(order, command.model, self.vendors, self.own, job, tools)
        return Done(SheetGenerated(subject=command.subject, take=take, prompt=take.extras.get("prompt")), made)


@dataclass(frozen=True, slots=True)
class Edits:
    """The body of EditPicture."""

    vendors: Mapping[str, EditVendor]
    own: Own[EditVendor] = NOBODYS

    async def __call__(self, job: Job[EditPicture], tools: Tools) -> Done:
        """The picture as the sentence wants it; the same change of the same picture is found, not made."""
        command = job.command
        order = edit_order(command)
        hashed = edit_hash(order, command.model)
        wish = Wish("image", order, hashed, softened_edit, self.vendors, _edited, own=self.own)
        take, made = await taken(wish, job, tools)
        return Done(PictureEdited(take=take, prompt=take.extras.get("prompt")), made)


async def _take(
    order: PictureOrder,
    chosen: str,
    vendors: Mapping[str, ImageVendor],
    own: Own[ImageVendor],
    job: PictureJob,
    tools: Tools,
) -> tuple[Take, tuple[Take, ...]]:
    """The take of an order, and what of it is new. What stands in asks for no model."""
    hashed = input_hash(order, chosen)
    if not order.plain:
        return await taken(Wish("image", order, hashed, softened_order, vendors, _drawn, own=own), job, tools)
    found = await tools.takes.find(job.envelope.tenant, hashed)
    if found is not None:
        return found, ()
    local = vendors["local"]
    take = take_of(await local.picture(order, job, tools), hashed, chosen, local.name, order.seed)
    return take, (take,)


async def _drawn(vendor: ImageVendor, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
    return await vendor.picture(replace(order, seed=job.command.seed), job, tools)


async def _edited(vendor: EditVendor, order: EditOrder, job: Job[EditPicture], tools: Tools) -> Picture:
    return await vendor.edited(replace(order, seed=job.command.seed), job, tools)
