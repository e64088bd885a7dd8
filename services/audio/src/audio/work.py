"""The long bodies of the three jobs: find the take, or have a vendor make it, and tell that it is there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import structlog

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder, input_hash, softened_order
from audio.domain.plan import UnknownPartError, effects_order, music_order, speech_order
from audio.ports import EffectVendor, Made, MusicVendor, Silence, SoundJob, SpeechVendor
from chassis.accounts import NOBODYS, Own
from chassis.errors import Invalid, JobError
from chassis.wishes import Made as AnyMade
from chassis.wishes import Named, Wish, take_of, taken
from chassis.work import Done, Job, Tools
from contracts.audio import EffectsGenerated, GenerateEffects, GenerateMusic, GenerateSpeech, MusicGenerated, SpeechGenerated
from contracts.base import Take
from contracts.catalogue import model
from contracts.storyboard import Storyboard

log = structlog.get_logger()

R = TypeVar("R", SpeechOrder, MusicOrder, EffectsOrder)
V = TypeVar("V", bound=Named)
Make = Callable[[V, R, Job[Any], Tools], Awaitable[AnyMade]]
LOCAL = "local"
STAND_IN = "stand-in"
"""The vendor of silence."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The body of GenerateSpeech."""

    vendors: Mapping[str, SpeechVendor]
    silence: Silence
    own: Own[SpeechVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateSpeech], tools: Tools) -> Done:
        """A shot's lines, spoken."""
        voices = {use.subject: use.voice for use in job.command.voices or ()}
        order = _ordered(
            partial(speech_order, voices=voices),
            await tools.media.get_model(job.command.storyboard, Storyboard),
            job.command.shot,
        )

        wish = Wish("speech", order, "", softened_order, self.vendors, _speak, own=self.own)
        take, made = await _take(wish, self.silence, job, tools)
        return Done(SpeechGenerated(shot=job.command.shot, take=take), made)


@dataclass(frozen=True, slots=True)
class Music:
    """The body of GenerateMusic."""

    vendors: Mapping[str, MusicVendor]
    silence: Silence
    own: Own[MusicVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateMusic], tools: Tools) -> Done:
        """The film's music."""
        order = music_order(await tools.media.get_model(job.command.storyboard, Storyboard))

        wish = Wish("music", order, "", softened_order, self.vendors, _compose, own=self.own)
        take, made = await _take(wish, self.silence, job, tools)
        return Done(MusicGenerated(take=take, prompt=take.extras.get("prompt")), made)


@dataclass(frozen=True, slots=True)
class Effects:
    """The body of GenerateEffects."""

    vendors: Mapping[str, EffectVendor]
    silence: Silence
    own: Own[EffectVendor] = NOBODYS

    async def __call__(self, job: Job[GenerateEffects], tools: Tools) -> Done:
        """A scene's ambience and effects."""
        order = _ordered(effects_order, await tools.media.get_model(job.command.storyboard, Storyboard), job.command.scene)

        wish = Wish("effect", order, "", softened_order, self.vendors, _sound, own=self.own)
        take, made = await _take(wish, self.silence, job, tools)
        return Done(EffectsGenerated(scene=job.command.scene, take=take, prompt=take.extras.get("prompt")), made)


def _ordered(read: Callable[[Storyboard, str], R], storyboard: Storyboard, part: str) -> R:
    try:
        return read(storyboard, part)
    except UnknownPartError as error:
        raise Invalid(str(error.args[0]), code="unknown_part") from error


async def _take(wish: Wish[R, V], silence: Silence, job: SoundJob, tools: Tools) -> tuple[Take, tuple[Take, ...]]:
    """The take of these inputs, and what of it is new.

    The local vendor stands in for a model that fails, and silence for that: it asks nobody.
    """
    command, tenant = job.command, job.envelope.tenant
    hashed = input_hash(wish.order, command.model, command.seed, command.stand_in)
    if not command.stand_in:
        return await taken(replace(wish, hashed=hashed), job, tools)
    found = await tools.takes.find(tenant, hashed)
    if found is not None:
        return found, ()
    vendor, made = await _stood_in(wish.order, wish.vendors, wish.make, silence, job, tools)
    take = take_of(made, hashed, command.model, vendor, command.seed)
    return take, (take,)


async def _stood_in(
    order: R, vendors: Mapping[str, V], make: Make[V, R], silence: Silence, job: SoundJob, tools: Tools
) -> tuple[str, AnyMade]:
    """What is heard where a model has failed, and who made it."""
    found = model(job.command.model)
    own = found is None or all(route.vendor == LOCAL for route in found.routes)
    if LOCAL in vendors and not own:
        try:
            return LOCAL, await make(vendors[LOCAL], order, job, tools)
        except JobError as error:
            log.warning("the local vendor could not stand in, silence does", job=job.id, error=error.message)
    return STAND_IN, await silence(order.frames, order.fps, job.envelope.tenant, tools)


async def _speak(vendor: SpeechVendor, order: SpeechOrder, job: SoundJob, tools: Tools) -> Made:
    return await vendor.speak(order, job, tools)


async def _compose(vendor: MusicVendor, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
    return await vendor.compose(order, job, tools)


async def _sound(vendor: EffectVendor, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
    return await vendor.sound(order, job, tools)
