"""Clips by the models that fal runs: from a start frame, or a start and an end frame, from words alone, or after another clip."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from chassis.admission.ports import OPEN, Gate
from chassis.errors import Invalid
from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.catalogue import Call, Way, model
from contracts.catalogue.asking import Ask
from contracts.catalogue.calling import filled
from contracts.catalogue.entries import FASTEST
from contracts.motion import ExtendClip, GenerateClip, ImagineClip
from contracts.storyboard import RATIO_SIZES, Ratio
from motion.domain import ClipOrder, ExtendOrder, Form, ImagineOrder
from motion.ports import Clip, ClipJob
from motion.vendors.fitted import Fit, fit
from motion.vendors.prompts import extend_prompt_of, imagine_prompt_of, prompt_of
from vendor_http.choice import Choice, choose
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Work, done, withdrawn
from vendor_http.fetched import CLIPS
from vendor_http.paths import at
from vendor_http.prompts import Prompt

SEEDS = 2**31
Files = Callable[[], Awaitable[dict[str, str | None]]]
"""Uploads what a call needs; only called before a request is sent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a clip model."""

    choice: Choice
    call: Call
    prompt: Prompt
    seconds: int
    ratio: Ratio
    seed: int

    def values(self) -> Mapping[str, object]:
        """What the words of the catalogue's calls mean, besides the files."""
        width, height = RATIO_SIZES[self.ratio]
        return {
            "prompt": self.prompt["prompt"],
            "negative": ", ".join(self.prompt["negative"].splitlines()) or None,
            "ratio": self.ratio,
            "size": {"width": width, "height": height},
            "seed": self.seed % SEEDS,
            "seconds": self.seconds,
        }


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

    async def clip(self, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> Clip:
        """A clip as long as the model makes it, cut to exactly the order's frames."""
        order, seconds = _endable(order, job.command.model), order.frames / order.fps
        choice = _chosen(job.command.model, _ratio(order.form), seconds, end_frame=order.end is not None)
        way: Way = "start_end" if order.end else "image"
        asked = _asked(choice, way, prompt_of(order, choice.model), seconds, _ratio(order.form), order.seed)
        made = asked.seconds if order.end and asked.seconds <= FASTEST * seconds else None

        async def files() -> dict[str, str | None]:
            end = await self._uploaded(order.end, tools) if order.end else None
            return {"start": await self._uploaded(order.frame, tools), "end": end}

        return await self._fitted(asked, files, Fit(order.form, made=made), job, tools)

    async def imagined(self, order: ImagineOrder, job: Job[ImagineClip], tools: Tools) -> Clip:
        """A clip from words alone."""
        seconds = order.form.frames / order.form.fps
        choice = _chosen(job.command.model, order.ratio, seconds)
        asked = _asked(choice, "text", imagine_prompt_of(order, choice.model), seconds, order.ratio, order.seed)

        async def files() -> dict[str, str | None]:
            return {}

        return await self._fitted(asked, files, Fit(order.form), job, tools)

    async def extended(self, order: ExtendOrder, job: Job[ExtendClip], tools: Tools) -> Clip:
        """The clip as it is, and what the model lets come after it."""
        choice, more = _chosen(job.command.model, order.ratio), (order.form.frames - order.known) / order.form.fps
        asked = _asked(choice, "extend", extend_prompt_of(order, choice.model), more, order.ratio, order.seed)

        async def files() -> dict[str, str | None]:
            return {"clip": await self._uploaded(order.clip, tools)}

        known = await tools.media.fetch(order.clip)
        return await self._fitted(asked, files, Fit(order.form, order.known, rest=asked.call.rest), job, tools, known)

    async def withdraw(self, job: Job[Any]) -> None:
        """Tell fal that nobody waits for the clip any more."""
        await withdrawn(self.hosts, job)

    async def _fitted(self, asked: Asked, files: Files, how: Fit, job: ClipJob, tools: Tools, known: Path | None = None) -> Clip:
        async def prepare() -> Work:
            return Work(asked.call.endpoint, filled(asked.call, {**asked.values(), **await files()}), job.id)

        told = await done(self.hosts, asked.choice.model.name, prepare, job, tools, asked.call.endpoint)
        found = await self.hosts.media(at(told, asked.call.output), CLIPS)
        source, out, tenant = tools.scratch() / "vendor.mp4", tools.scratch() / "clip.mp4", job.envelope.tenant
        await asyncio.to_thread(source.write_bytes, found.content)
        await tools.compute(fit, how, source, out, known)
        prompt = await tools.media.put(tenant, asked.prompt.text().encode(), "text/plain")
        cost = asked.choice.cost({"second": asked.seconds, "call": 1})
        return Clip(await tools.media.put_file(tenant, out, "video/mp4"), cost, {"prompt": prompt})

    async def _uploaded(self, medium: MediaRef, tools: Tools) -> str:
        path = await tools.media.fetch(medium)
        return await self.hosts.upload(await asyncio.to_thread(path.read_bytes), medium.media_type)


def _endable(order: ClipOrder, model_id: str) -> ClipOrder:
    """Without the last picture where the model takes none and its words tell the end; without words the model lacks something."""
    entry = model(model_id)
    return replace(order, end=None) if order.ending and entry is not None and not entry.end_frame else order


def _chosen(model_id: str, ratio: Ratio, seconds: float | None = None, *, end_frame: bool = False) -> Choice:
    return choose(model_id, "fal", Ask("clip", datetime.now(UTC).date(), ratio=ratio, seconds=seconds, end_frame=end_frame))


def _asked(choice: Choice, way: Way, prompt: Prompt, seconds: float, ratio: Ratio, seed: int) -> Asked:
    _, call = choice.call(way)
    return Asked(choice, call, prompt, length_of(choice, call, seconds), ratio, seed)


def length_of(choice: Choice, call: Call, seconds: float) -> int:
    """Whole seconds that the call makes, at least so many.

    Raises Invalid when it makes none so long.
    """
    if not call.seconds:
        return -int(-(choice.model.length_for(seconds) or seconds) // 1)
    fitting = [length for length in call.seconds if length >= seconds]
    if not fitting:
        most = f"{max(call.seconds):g} seconds at a time, not {seconds:g}"
        raise Invalid(f"{choice.model.name} ({choice.model.id}) goes on for at most {most}.", code="model_lacks")
    return -int(-min(fitting) // 1)


def _ratio(form: Form) -> Ratio:
    """The film's ratio, by its shape."""
    ratios: tuple[Ratio, ...] = get_args(Ratio)
    shapes = {RATIO_SIZES[ratio][0] / RATIO_SIZES[ratio][1]: ratio for ratio in ratios}
    return shapes[form.width / form.height]
