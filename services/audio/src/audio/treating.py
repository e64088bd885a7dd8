"""The long bodies of the four jobs that work on sounds that are there already; `work` has those that make new ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from audio.domain.treatments import change_hash, change_order, separate_hash, transcribe_hash
from audio.ports import ChangeVendor, CloneVendor, SeparateVendor, TranscribeVendor
from chassis.models import vendor_of
from chassis.work import Done, Job, Tools
from contracts.audio import (
    ChangeVoice,
    CloneVoice,
    SeparateSound,
    SoundSeparated,
    SoundTranscribed,
    TranscribeSound,
    VoiceChanged,
    VoiceCloned,
)
from contracts.base import Take


@dataclass(frozen=True, slots=True)
class Clone:
    """The body of CloneVoice."""

    vendors: Mapping[str, CloneVendor]

    async def __call__(self, job: Job[CloneVoice], tools: Tools) -> Done:
        """A voice from recordings."""
        vendor = vendor_of(job.command.model, "clone", self.vendors)
        made = await vendor.clone(job, tools)
        return Done(VoiceCloned(voice=made.voice, vendor=vendor.name, cost=made.cost, verification=made.verification))


@dataclass(frozen=True, slots=True)
class Change:
    """The body of ChangeVoice."""

    vendors: Mapping[str, ChangeVendor]

    async def __call__(self, job: Job[ChangeVoice], tools: Tools) -> Done:
        """A recording in another voice; the same change of the same recording is found, not made."""
        order, model = change_order(job.command), job.command.model
        vendor, hashed = vendor_of(model, "change", self.vendors), change_hash(order, model)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(VoiceChanged(take=found))
        made = await vendor.change(order, job, tools)
        take = Take(media=made.media, input_hash=hashed, model=model, vendor=vendor.name, seed=order.seed, cost=made.cost)
        return Done(VoiceChanged(take=take), (take,))


@dataclass(frozen=True, slots=True)
class Separate:
    """The body of SeparateSound."""

    vendors: Mapping[str, SeparateVendor]

    async def __call__(self, job: Job[SeparateSound], tools: Tools) -> Done:
        """The parts of a sound; the same sound is not taken apart again."""
        command, hashed = job.command, separate_hash(job.command)
        vendor = vendor_of(command.model, "separate", self.vendors)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(SoundSeparated(stems=found.extras, cost=found.cost))
        made = await vendor.separate(job, tools)
        stems = dict(made.stems)
        take = Take(media=command.sound, input_hash=hashed, model=command.model, vendor=vendor.name, cost=made.cost, extras=stems)
        return Done(SoundSeparated(stems=stems, cost=made.cost), (take,))


@dataclass(frozen=True, slots=True)
class Transcribe:
    """The body of TranscribeSound."""

    vendors: Mapping[str, TranscribeVendor]

    async def __call__(self, job: Job[TranscribeSound], tools: Tools) -> Done:
        """What a recording says; the same recording is not listened to again."""
        command, tenant, hashed = job.command, job.envelope.tenant, transcribe_hash(job.command)
        vendor = vendor_of(command.model, "transcribe", self.vendors)
        take = await tools.takes.find(tenant, hashed)
        if take is not None:
            return Done(await _transcribed(take, tools))
        made = await vendor.transcribe(job, tools)
        heard = await tools.media.put(tenant, made.language.encode(), "text/plain")
        beside = {"words": made.words, "language": heard}
        take = Take(media=made.text, input_hash=hashed, model=command.model, vendor=vendor.name, cost=made.cost, extras=beside)
        return Done(await _transcribed(take, tools), (take,))


async def _transcribed(take: Take, tools: Tools) -> SoundTranscribed:
    language = (await tools.media.get(take.extras["language"])).decode()
    return SoundTranscribed(text=take.media, words=take.extras["words"], language=language, cost=take.cost)
