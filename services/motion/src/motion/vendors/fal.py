"""Clips by the models that fal runs: from a start frame, or from a start and an end frame."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, get_args

from chassis.admission.ports import OPEN, Gate
from chassis.work import Job, Tools
from contracts.base import MediaRef, Micros
from contracts.catalogue import Way
from contracts.catalogue.asking import Ask
from contracts.catalogue.calling import filled
from contracts.motion import GenerateClip
from contracts.storyboard import FPS, RATIO_SIZES, Ratio
from motion.domain import ClipOrder
from motion.vendors.fitted import fit
from motion.vendors.prompts import NEGATIVE, prompt_of
from vendor_http.choice import choose
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Work, done, withdrawn
from vendor_http.fetched import CLIPS
from vendor_http.paths import at

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class FalClips:
    """The adapter to one account."""

    hosts: Hosts = field(repr=False)
    name: str = "fal"
    reads_words: bool = True

    @classmethod
    def of(cls, account: Account, gate: Gate = OPEN) -> "FalClips":
        """With connections of its own."""
        return cls(Hosts(account, gate))

    async def clip(self, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> tuple[MediaRef, Micros]:
        """A clip as long as the model makes it, cut to exactly the order's frames."""
        seconds = order.frames / FPS
        ratio = _ratio(order)
        ask = Ask("clip", datetime.now(UTC).date(), ratio=ratio, seconds=seconds, end_frame=order.end is not None)
        choice = choose(job.command.model, "fal", ask)
        wanted: Way = "start_end" if order.end else "image"
        _, call = choice.call(wanted)
        length = -int(-(choice.model.length_for(seconds) or seconds) // 1)

        async def prepare() -> Work:
            values = {
                "prompt": prompt_of(order),
                "negative": NEGATIVE,
                "ratio": ratio,
                "size": {"width": order.width, "height": order.height},
                "seed": order.seed % SEEDS,
                "seconds": length,
                "start": await self._uploaded(order.frame, tools),
                "end": await self._uploaded(order.end, tools) if order.end else None,
            }
            return Work(call.endpoint, filled(call, values), job.id)

        told = await done(self.hosts, choice.model.name, prepare, job, tools)
        found = await self.hosts.media(at(told, call.output), CLIPS)
        source, out = tools.scratch() / "vendor.mp4", tools.scratch() / "clip.mp4"
        await asyncio.to_thread(source.write_bytes, found.content)
        await tools.compute(fit, order, source, out)
        return await tools.media.put_file(job.envelope.tenant, out, "video/mp4"), choice.cost({"second": length, "call": 1})

    async def withdraw(self, job: Job[Any]) -> None:
        """Tell fal that nobody waits for the clip any more."""
        await withdrawn(self.hosts, job)

    async def _uploaded(self, picture: MediaRef, tools: Tools) -> str:
        path = await tools.media.fetch(picture)
        return await self.hosts.upload(await asyncio.to_thread(path.read_bytes), picture.media_type)


def _ratio(order: ClipOrder) -> Ratio:
    """The film's ratio, by its size."""
    ratios: tuple[Ratio, ...] = get_args(Ratio)
    return next(ratio for ratio in ratios if RATIO_SIZES[ratio] == (order.width, order.height))
