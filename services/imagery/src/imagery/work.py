"""The long bodies of frame and sheet jobs: find the take, or have a vendor make the picture, and tell that it is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.base import Take
from contracts.imagery import EditPicture, FrameGenerated, GenerateFrame, GenerateSheet, PictureEdited, SheetGenerated
from contracts.storyboard import Storyboard
from imagery.domain import (
    PictureOrder,
    UnknownSubjectError,
    edit_hash,
    edit_order,
    frame_order,
    input_hash,
    sheet_order,
)
from imagery.ports import EditVendor, ImageVendor, Picture, PictureJob

STAND_IN = "stand-in"
"""What a take's model is called when the local vendor stood in for it."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The body of GenerateFrame. `vendors` is by the name that the catalogue routes to; stand-ins come from `local`."""

    vendors: Mapping[str, ImageVendor]

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
        take, made = await _take(order, STAND_IN if command.stand_in else command.model, self.vendors, job, tools)
        prompt = take.extras.get("prompt")
        return Done(FrameGenerated(shot=command.shot, which=command.which, take=take, prompt=prompt), made)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The body of GenerateSheet."""

    vendors: Mapping[str, ImageVendor]

    async def __call__(self, job: Job[GenerateSheet], tools: Tools) -> Done:
        """The reference picture of a subject."""
        command = job.command
        board = await tools.media.get_model(command.storyboard, Storyboard)
        try:
            order = sheet_order(board, command.subject, command.seed)
        except UnknownSubjectError as error:
            raise Invalid(str(error), code="unknown_subject") from None
        take, made = await _take(order, command.model, self.vendors, job, tools)
        return Done(SheetGenerated(subject=command.subject, take=take, prompt=take.extras.get("prompt")), made)


@dataclass(frozen=True, slots=True)
class Edits:
    """The body of EditPicture."""

    vendors: Mapping[str, EditVendor]

    async def __call__(self, job: Job[EditPicture], tools: Tools) -> Done:
        """The picture as the sentence wants it; the same change of the same picture is found, not made."""
        command = job.command
        order, vendor = edit_order(command), vendor_of(command.model, "image", self.vendors)
        hashed = edit_hash(order, command.model)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(PictureEdited(take=found, prompt=found.extras.get("prompt")))
        take = _taken(await vendor.edited(order, job, tools), hashed, command.model, vendor.name, order.seed)
        return Done(PictureEdited(take=take, prompt=take.extras.get("prompt")), (take,))


async def _take(
    order: PictureOrder, chosen: str, vendors: Mapping[str, ImageVendor], job: PictureJob, tools: Tools
) -> tuple[Take, tuple[Take, ...]]:
    """The take of an order, and what of it is new."""
    vendor = vendors["local"] if order.plain else vendor_of(chosen, "image", vendors)
    hashed = input_hash(order, chosen)
    found = await tools.takes.find(job.envelope.tenant, hashed)
    if found is not None:
        return found, ()
    take = _taken(await vendor.picture(order, job, tools), hashed, chosen, vendor.name, order.seed)
    return take, (take,)


def _taken(made: Picture, hashed: str, model_id: str, vendor: str, seed: int) -> Take:
    return Take(media=made.media, input_hash=hashed, model=model_id, vendor=vendor, seed=seed, cost=made.cost, extras=made.extras)
