"""Pictures by the models that fal runs: from words, or from words and the sheets of who and what is seen."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chassis.admission.ports import OPEN, Gate
from chassis.work import Job, Tools
from contracts.catalogue import all_styles
from contracts.catalogue.asking import Ask
from contracts.catalogue.calling import filled
from imagery.domain import PictureOrder
from imagery.ports import Picture, PictureJob
from imagery.vendors.normalised import normalised
from imagery.vendors.prompts import NEGATIVE, prompt_of
from vendor_http.choice import Choice, choose
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Work, done, withdrawn
from vendor_http.fetched import PICTURES
from vendor_http.paths import at

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class FalPictures:
    """The adapter to one account."""

    hosts: Hosts = field(repr=False)
    name: str = "fal"

    @classmethod
    def of(cls, account: Account, gate: Gate = OPEN) -> "FalPictures":
        """With connections of its own."""
        return cls(Hosts(account, gate))

    async def picture(self, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
        """The picture of an order, in the film's size."""
        choice = _chosen(order, job.command.model)
        used = order.sheets[: choice.model.limits.max_references]
        way, call = choice.call("references", "text") if used and "references" in choice.route.calls else choice.call("text")
        used = used if way == "references" else ()

        async def prepare() -> Work:
            urls = [await self.hosts.upload(await tools.media.get(use.media), use.media.media_type) for use in used]
            width, height = order.size
            values = {
                "prompt": prompt_of(order, [use.subject for use in used]),
                "negative": NEGATIVE,
                "ratio": order.storyboard.ratio,
                "size": {"width": width, "height": height},
                "seed": order.seed % SEEDS,
                "references": urls or None,
            }
            return Work(call.endpoint, filled(call, values), job.id)

        told = await done(self.hosts, choice.model.name, prepare, job, tools)
        found = await self.hosts.media(at(told, call.output), PICTURES)
        png = await tools.compute(normalised, found.content, found.media_type, order.size)
        cost = choice.cost({"image": 1, "call": 1, "pixel": order.size[0] * order.size[1]})
        return Picture(await tools.media.put(job.envelope.tenant, png, "image/png"), cost=cost)

    async def withdraw(self, job: Job[Any]) -> None:
        """Tell fal that nobody waits for the picture any more."""
        await withdrawn(self.hosts, job)


def _chosen(order: PictureOrder, model: str) -> Choice:
    style = all_styles().get(order.storyboard.style)
    ask = Ask("image", datetime.now(UTC).date(), ratio=order.storyboard.ratio, style=style.category if style else None)
    return choose(model, "fal", ask)
