"""The long bodies of the three jobs: find the take, or have a vendor make it, and tell that it is there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from audio.domain.orders import Order, input_hash
from audio.domain.plan import UnknownPartError, effects_order, music_order, speech_order
from audio.ports import EffectVendor, Made, MusicVendor, Silence, SoundJob, SpeechVendor
from chassis.errors import Invalid
from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.audio import EffectsGenerated, GenerateEffects, GenerateMusic, GenerateSpeech, MusicGenerated, SpeechGenerated
from contracts.base import Take
from contracts.storyboard import Storyboard

V = TypeVar("V")
Make = Callable[[], Awaitable[Made]]
STAND_IN = "stand-in"
"""The vendor of silence."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The body of GenerateSpeech."""

    vendors: Mapping[str, SpeechVendor]
    silence: Silence

    async def __call__(self, job: Job[GenerateSpeech], tools: Tools) -> Done:
        """A shot's lines, spoken."""
        voices = {use.subject: use.voice for use in job.command.voices or ()}
        order = _ordered(
            partial(speech_order, voices=voices),
            await tools.media.get_model(job.command.storyboard, Storyboard),
            job.command.shot,
        )

        def maker() -> tuple[str, Make]:
            vendor = vendor_of(job.command.model, "speech", self.vendors)
            return vendor.name, partial(vendor.speak, order, job, tools)

        take = await _take(order, maker, self.silence, job, tools)
        return Done(SpeechGenerated(shot=job.command.shot, take=take), (take,))


@dataclass(frozen=True, slots=True)
class Music:
    """The body of GenerateMusic."""

    vendors: Mapping[str, MusicVendor]
    silence: Silence

    async def __call__(self, job: Job[GenerateMusic], tools: Tools) -> Done:
        """The film's music."""
        order = music_order(await tools.media.get_model(job.command.storyboard, Storyboard))

        def maker() -> tuple[str, Make]:
            vendor = vendor_of(job.command.model, "music", self.vendors)
            return vendor.name, partial(vendor.compose, order, job, tools)

        take = await _take(order, maker, self.silence, job, tools)
        return Done(MusicGenerated(take=take, prompt=take.extras.get("prompt")), (take,))


@dataclass(frozen=True, slots=True)
class Effects:
    """The body of GenerateEffects."""

    vendors: Mapping[str, EffectVendor]
    silence: Silence

    async def __call__(self, job: Job[GenerateEffects], tools: Tools) -> Done:
        """A scene's ambience and effects."""
        order = _ordered(effects_order, await tools.media.get_model(job.command.storyboard, Storyboard), job.command.scene)

        def maker() -> tuple[str, Make]:
            vendor = vendor_of(job.command.model, "effect", self.vendors)
            return vendor.name, partial(vendor.sound, order, job, tools)

        take = await _take(order, maker, self.silence, job, tools)
        return Done(EffectsGenerated(scene=job.command.scene, take=take, prompt=take.extras.get("prompt")), (take,))


def _ordered(read: Callable[[Storyboard, str], V], storyboard: Storyboard, part: str) -> V:
    try:
        return read(storyboard, part)
    except UnknownPartError as error:
        raise Invalid(str(error.args[0]), code="unknown_part") from error


async def _take(order: Order, maker: Callable[[], tuple[str, Make]], silence: Silence, job: SoundJob, tools: Tools) -> Take:
    """The take of these inputs if there is one, else a new one. Silence asks for no model: it stands in for one that fails."""
    command, tenant = job.command, job.envelope.tenant
    key = input_hash(order, command.model, command.seed, command.stand_in)
    found = await tools.takes.find(tenant, key)
    if found is not None:
        return found
    vendor, make = (STAND_IN, partial(silence, order.frames, order.fps, tenant, tools)) if command.stand_in else maker()
    made = await make()
    return Take(
        media=made.media,
        input_hash=key,
        model=command.model,
        vendor=vendor,
        seed=command.seed,
        cost=made.cost,
        extras=dict(made.extras),
    )
