"""The long bodies of frame and sheet jobs: find the take, or have a vendor make the picture, and tell that it is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.base import MediaRef, Take
from contracts.catalogue import model
from contracts.imagery import FrameGenerated, GenerateFrame, GenerateSheet, SheetGenerated
from contracts.storyboard import Storyboard
from imagery.domain import PictureOrder, UnknownSubjectError, frame_order, input_hash, sheet_order
from imagery.ports import ImageVendor, PictureJob

STAND_IN = "stand-in"
"""What a take's model is called when the local vendor stood in for it."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The body of GenerateFrame. `vendors` is by the name that the catalogue routes to; stand-ins come from `local`."""

    vendors: Mapping[str, ImageVendor]

    async def __call__(self, job: Job[GenerateFrame], tools: Tools) -> Done:
        """A shot's still; one that was made from the same inputs before is found, not made."""
        command = job.command
        board = await _storyboard(command.storyboard, tools)
        try:
            order = frame_order(board, command.shot, command.seed, command.which, command.sheets, plain=command.stand_in)
        except UnknownSubjectError as error:
            raise Invalid(str(error), code="unknown_subject") from None
        take, made = await _take(order, STAND_IN if command.stand_in else command.model, self.vendors, job, tools)
        return Done(FrameGenerated(shot=command.shot, which=command.which, take=take), made)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The body of GenerateSheet."""

    vendors: Mapping[str, ImageVendor]

    async def __call__(self, job: Job[GenerateSheet], tools: Tools) -> Done:
        """The reference picture of a subject."""
        command = job.command
        board = await _storyboard(command.storyboard, tools)
        try:
            order = sheet_order(board, command.subject, command.seed)
        except UnknownSubjectError as error:
            raise Invalid(str(error), code="unknown_subject") from None
        take, made = await _take(order, command.model, self.vendors, job, tools)
        return Done(SheetGenerated(subject=command.subject, take=take), made)


async def _take(
    order: PictureOrder, chosen: str, vendors: Mapping[str, ImageVendor], job: PictureJob, tools: Tools
) -> tuple[Take, tuple[Take, ...]]:
    """The take of an order, and what of it is new."""
    vendor = vendors["local"] if order.plain else vendor_of(chosen, vendors)
    hashed = input_hash(order, chosen)
    found = await tools.takes.find(job.envelope.tenant, hashed)
    if found is not None:
        return found, ()
    made = await vendor.picture(order, job, tools)
    take = Take(
        media=made.media, input_hash=hashed, model=chosen, vendor=vendor.name, seed=order.seed, cost=made.cost, extras=made.extras
    )
    return take, (take,)


def vendor_of(model_id: str, vendors: Mapping[str, ImageVendor]) -> ImageVendor:
    """The vendor that reaches a model by its first route that we have.

    Raises Invalid when the model is unknown or no route of it is set up here.
    """
    entry = model(model_id)
    if entry is None or entry.kind != "image":
        raise Invalid(f"There is no image model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model")
    for route in entry.routes:
        if route.vendor in vendors:
            return vendors[route.vendor]
    raise Invalid(f"The image model {model_id!r} cannot be reached from here; choose another model.", code="no_vendor")


async def _storyboard(ref: MediaRef, tools: Tools) -> Storyboard:
    try:
        return await tools.media.get_model(ref, Storyboard)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"The storyboard cannot be read: {where}: {first['msg']}.", code="bad_storyboard") from None
