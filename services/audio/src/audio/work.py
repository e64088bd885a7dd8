"""The long bodies of the three jobs: find the take, or have a vendor make it, and tell that it is there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from audio.domain.orders import Order, input_hash
from audio.domain.plan import UnknownPartError, effects_order, music_order, speech_order
from audio.ports import EffectVendor, Made, MusicVendor, SoundCommand, SoundJob, SpeechVendor
from audio.vendors.local.silence import silent
from chassis.errors import Invalid
from chassis.work import Done, Job, Tools
from contracts.audio import EffectsGenerated, GenerateEffects, GenerateMusic, GenerateSpeech, MusicGenerated, SpeechGenerated
from contracts.base import Event, Take
from contracts.catalogue import ModelKind, model
from contracts.storyboard import Storyboard

V = TypeVar("V")
STAND_IN = "stand-in"


@dataclass(frozen=True, slots=True)
class Speech:
    """The body of GenerateSpeech."""

    vendors: Mapping[str, SpeechVendor]

    async def __call__(self, job: Job[GenerateSpeech], tools: Tools) -> Done:
        """A shot's lines, spoken."""
        order = _ordered(speech_order, await _storyboard(job.command, tools), job.command.shot)
        vendor = _vendor_of(job.command.model, "speech", self.vendors)
        take, kept = await _take(order, vendor.name, lambda: vendor.speak(order, job, tools), job, tools)
        return _done(SpeechGenerated(shot=job.command.shot, take=take), kept)


@dataclass(frozen=True, slots=True)
class Music:
    """The body of GenerateMusic."""

    vendors: Mapping[str, MusicVendor]

    async def __call__(self, job: Job[GenerateMusic], tools: Tools) -> Done:
        """The film's music."""
        order = music_order(await _storyboard(job.command, tools))
        vendor = _vendor_of(job.command.model, "music", self.vendors)
        take, kept = await _take(order, vendor.name, lambda: vendor.compose(order, job, tools), job, tools)
        return _done(MusicGenerated(take=take), kept)


@dataclass(frozen=True, slots=True)
class Effects:
    """The body of GenerateEffects."""

    vendors: Mapping[str, EffectVendor]

    async def __call__(self, job: Job[GenerateEffects], tools: Tools) -> Done:
        """A scene's ambience and effects."""
        order = _ordered(effects_order, await _storyboard(job.command, tools), job.command.scene)
        vendor = _vendor_of(job.command.model, "effect", self.vendors)
        take, kept = await _take(order, vendor.name, lambda: vendor.sound(order, job, tools), job, tools)
        return _done(EffectsGenerated(scene=job.command.scene, take=take), kept)


async def _storyboard(command: SoundCommand, tools: Tools) -> Storyboard:
    found = await tools.media.get_model(command.storyboard, Storyboard)
    assert isinstance(found, Storyboard)
    return found


def _ordered(read: Callable[[Storyboard, str], V], storyboard: Storyboard, part: str) -> V:
    try:
        return read(storyboard, part)
    except UnknownPartError as error:
        raise Invalid(str(error.args[0]), code="unknown_part") from error


def _vendor_of(model_id: str, kind: ModelKind, vendors: Mapping[str, V]) -> V:
    found = model(model_id)
    if found is None or found.kind != kind:
        raise Invalid(f"There is no {kind} model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model")
    if found.vendor not in vendors:
        raise Invalid(f"The vendor {found.vendor!r} of {model_id!r} is not set up here; choose another model.", code="no_vendor")
    return vendors[found.vendor]


async def _take(order: Order, vendor: str, make: Callable[[], Awaitable[Made]], job: SoundJob, tools: Tools) -> tuple[Take, bool]:
    """The take, and whether it is new."""
    command = job.command
    key = input_hash(order, command.model, command.seed, command.stand_in)
    found = await tools.takes.find(job.envelope.tenant, key)
    if found is not None:
        return found, False
    made = await silent(order.frames, job.envelope.tenant, tools) if command.stand_in else await make()
    name = STAND_IN if command.stand_in else vendor
    take = Take(
        media=made.media,
        input_hash=key,
        model=command.model,
        vendor=name,
        seed=command.seed,
        cost=made.cost,
        extras=dict(made.extras),
    )
    return take, True


def _done(event: Event, kept: bool) -> Done:
    take = getattr(event, "take", None)
    return Done(event, (take,) if kept and isinstance(take, Take) else ())
