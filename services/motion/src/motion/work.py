"""The long bodies of clip jobs: find the take, or have a vendor make it, and tell that it is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chassis.accounts import NOBODYS, Own
from chassis.climbing import reached
from chassis.errors import Invalid
from chassis.wishes import Wish, take_of, taken
from chassis.work import Done, Job, Tools
from contracts.base import Take
from contracts.motion import ClipExtended, ClipGenerated, ClipImagined, ExtendClip, GenerateClip, ImagineClip
from contracts.storyboard import Storyboard
from motion.domain import (
    ClipOrder,
    ExtendOrder,
    ImagineOrder,
    UnknownShotError,
    clip_order,
    extend_order,
    free_hash,
    imagine_order,
    input_hash,
    softened_clip,
    softened_free,
    told_order,
)
from motion.ports import Clip, ClipVendor, FreeClipVendor

STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Clips:
    """The body of GenerateClip. `vendors` is by the name that the catalogue routes to; stand-ins come from `local`."""

    vendors: Mapping[str, ClipVendor]
    own: Own[ClipVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateClip], tools: Tools) -> Done:
        """A shot's clip; one that was made from the same inputs before is found, not made."""
        chosen = STAND_IN if job.command.stand_in else job.command.model
        vendor = self.vendors["local"] if job.command.stand_in else await self._first(job)
        order = await _order(job.command, tools, told=vendor.reads_words)
        hashed = input_hash(order, chosen)
        if not job.command.stand_in:
            wish = Wish("clip", order, hashed, softened_clip, self.vendors, _clip, own=self.own)
            take, made = await taken(wish, job, tools)
            return Done(_generated(order, take), made)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(_generated(order, found))
        take = take_of(await vendor.clip(order, job, tools), hashed, chosen, vendor.name, order.seed)
        return Done(_generated(order, take), (take,))

    async def _first(self, job: Job[GenerateClip]) -> ClipVendor:
        reach = await reached(self.vendors, self.own, "clip", job)
        return reach.at(reach.spots[0]).vendor


async def _clip(vendor: ClipVendor, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> Clip:
    return await vendor.clip(replace(order, seed=job.command.seed), job, tools)


def _generated(order: ClipOrder, take: Take) -> ClipGenerated:
    return ClipGenerated(shot=order.shot, frames=order.frames, take=take, prompt=take.extras.get("prompt"))


@dataclass(frozen=True, slots=True)
class Imagined:
    """The body of ImagineClip."""

    vendors: Mapping[str, FreeClipVendor]
    own: Own[FreeClipVendor] = NOBODYS

    async def __call__(self, job: Job[ImagineClip], tools: Tools) -> Done:
        """A clip from words alone."""
        order = imagine_order(job.command)
        hashed = free_hash(order, job.command.model)
        wish = Wish("clip", order, hashed, softened_free, self.vendors, _imagined, "makes no clips from words alone", self.own)
        take, made = await taken(wish, job, tools)
        event = ClipImagined(frames=order.form.frames, take=take, prompt=take.extras.get("prompt"))
        return Done(event, made)


@dataclass(frozen=True, slots=True)
class Extended:
    """The body of ExtendClip."""

    vendors: Mapping[str, FreeClipVendor]
    own: Own[FreeClipVendor] = NOBODYS

    async def __call__(self, job: Job[ExtendClip], tools: Tools) -> Done:
        """A clip, and what comes after it."""
        order = extend_order(job.command)
        hashed = free_hash(order, job.command.model)
        wish = Wish("clip", order, hashed, softened_free, self.vendors, _extended, "cannot make clips longer", self.own)
        take, made = await taken(wish, job, tools)
        event = ClipExtended(frames=order.form.frames, take=take, prompt=take.extras.get("prompt"))
        return Done(event, made)


async def _imagined(vendor: FreeClipVendor, order: ImagineOrder, job: Job[ImagineClip], tools: Tools) -> Clip:
    return await vendor.imagined(replace(order, seed=job.command.seed), job, tools)


async def _extended(vendor: FreeClipVendor, order: ExtendOrder, job: Job[ExtendClip], tools: Tools) -> Clip:
    return await vendor.extended(replace(order, seed=job.command.seed), job, tools)


async def _order(command: GenerateClip, tools: Tools, *, told: bool) -> ClipOrder:
    storyboard = await tools.media.get_model(command.storyboard, Storyboard)
    graph = command.frame.extras.get("scene_graph")
    try:
        order = clip_order(
            storyboard, command.shot, command.frame.media, graph, command.seed, held=command.stand_in, words=command.words
        )
    except UnknownShotError as error:
        raise Invalid(str(error), code="unknown_shot") from None
    end = command.end_frame.media if command.end_frame else None
    return told_order(order, storyboard, end) if told else order
