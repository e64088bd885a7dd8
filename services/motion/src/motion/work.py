"""The long body of a clip job: find the take, or have a vendor make it, and tell that it is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.base import Take
from contracts.catalogue import model
from contracts.motion import ClipGenerated, GenerateClip
from contracts.storyboard import Storyboard
from motion.domain import ClipOrder, UnknownShotError, clip_order, input_hash, told_order
from motion.ports import ClipVendor

STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Clips:
    """The body of GenerateClip. `vendors` is by the name that the catalogue routes to; stand-ins come from `local`."""

    vendors: Mapping[str, ClipVendor]

    async def __call__(self, job: Job[GenerateClip], tools: Tools) -> Done:
        """A shot's clip; one that was made from the same inputs before is found, not made."""
        chosen = STAND_IN if job.command.stand_in else job.command.model
        vendor = self.vendors["local"] if job.command.stand_in else vendor_of(chosen, self.vendors)
        order = await _order(job.command, tools, told=vendor.reads_words)
        hashed = input_hash(order, chosen)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(ClipGenerated(shot=order.shot, frames=order.frames, take=found))
        media, cost = await vendor.clip(order, job, tools)
        take = Take(media=media, input_hash=hashed, model=chosen, vendor=vendor.name, seed=order.seed, cost=cost)
        return Done(ClipGenerated(shot=order.shot, frames=order.frames, take=take), (take,))


def vendor_of(model_id: str, vendors: Mapping[str, ClipVendor]) -> ClipVendor:
    """The vendor that reaches a model by its first route that we have.

    Raises Invalid when the model is unknown or no route of it is set up here.
    """
    entry = model(model_id)
    if entry is None or entry.kind != "clip":
        raise Invalid(f"There is no clip model {model_id}.", code="unknown_model")
    for route in entry.routes:
        if route.vendor in vendors:
            return vendors[route.vendor]
    raise Invalid(f"The clip model {model_id} cannot be reached from here.", code="unknown_model")


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
