"""The long bodies of the four jobs that work on sounds that are there already; `work` has those that make new ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from audio.domain.treatments import change_hash, change_order, separate_hash, transcribe_hash
from audio.ports import ChangeVendor, CloneVendor, SeparateVendor, TranscribeVendor
from chassis.accounts import NOBODYS, Account, Own
from chassis.climbing import reached
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
from contracts.catalogue import ModelKind

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Clone:
    """The body of CloneVoice."""

    vendors: Mapping[str, CloneVendor]
    own: Own[CloneVendor] = NOBODYS

    async def __call__(self, job: Job[CloneVoice], tools: Tools) -> Done:
        """A voice from recordings."""
        account = await _account("clone", self.vendors, self.own, job)
        made = await account.asked(lambda vendor, job, tools: vendor.clone(job, tools), job, tools)
        cost, vendor = account.charged(made.cost), account.vendor.name
        return Done(VoiceCloned(voice=made.voice, vendor=vendor, cost=cost, verification=made.verification))


@dataclass(frozen=True, slots=True)
class Change:
    """The body of ChangeVoice."""

    vendors: Mapping[str, ChangeVendor]
    own: Own[ChangeVendor] = NOBODYS

    async def __call__(self, job: Job[ChangeVoice], tools: Tools) -> Done:
        """A recording in another voice; the same change of the same recording is found, not made."""
        order, model = change_order(job.command), job.command.model
        account, hashed = await _account("change", self.vendors, self.own, job), change_hash(order, model)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(VoiceChanged(take=found))
        made = await account.asked(lambda vendor, job, tools: vendor.change(order, job, tools), job, tools)
        cost, vendor = account.charged(made.cost), account.vendor.name
        take = Take(media=made.media, input_hash=hashed, model=model, vendor=vendor, seed=order.seed, cost=cost)
        return Done(VoiceChanged(take=take), (take,))


@dataclass(frozen=True, slots=True)
class Separate:
    """The body of SeparateSound."""

    vendors: Mapping[str, SeparateVendor]
    own: Own[SeparateVendor] = NOBODYS

    async def __call__(self, job: Job[SeparateSound], tools: Tools) -> Done:
        """The parts of a sound; the same sound is not taken apart again."""
        command, hashed = job.command, separate_hash(job.command)
        account = await _account("separate", self.vendors, self.own, job)
        found = await tools.takes.find(job.envelope.tenant, hashed)
        if found is not None:
            return Done(SoundSeparated(stems=found.extras, cost=found.cost))
        made = await account.asked(lambda vendor, job, tools: vendor.separate(job, tools), job, tools)
        stems, cost, vendor = dict(made.stems), account.charged(made.cost), account.vendor.name
        take = Take(media=command.sound, input_hash=hashed, model=command.model, vendor=vendor, cost=cost, extras=stems)
        return Done(SoundSeparated(stems=stems, cost=cost), (take,))


@dataclass(frozen=True, slots=True)
class Transcribe:
    """The body of TranscribeSound."""

    vendors: Mapping[str, TranscribeVendor]
    own: Own[TranscribeVendor] = NOBODYS

    async def __call__(self, job: Job[TranscribeSound], tools: Tools) -> Done:
        """What a recording says; the same recording is not listened to again."""
        command, tenant, hashed = job.command, job.envelope.tenant, transcribe_hash(job.command)
        account = await _account("transcribe", self.vendors, self.own, job)
        take = await tools.takes.find(tenant, hashed)
        if take is not None:
            return Done(await _transcribed(take, tools))
        made = await account.asked(lambda vendor, job, tools: vendor.transcribe(job, tools), job, tools)
        cost, vendor = account.charged(made.cost), account.vendor.name
        heard = await tools.media.put(tenant, made.language.encode(), "text/plain")
        beside = {"words": made.words, "language": heard}
        take = Take(media=made.text, input_hash=hashed, model=command.model, vendor=vendor, cost=cost, extras=beside)
        return Done(await _transcribed(take, tools), (take,))


async def _transcribed(take: Take, tools: Tools) -> SoundTranscribed:
    language = (await tools.media.get(take.extras["language"])).decode()
    return SoundTranscribed(text=take.media, words=take.extras["words"], language=language, cost=take.cost)


async def _account(kind: ModelKind, house: Mapping[str, V], own: Own[V], job: Job[Any]) -> Account[V]:
    reach = await reached(house, own, kind, job)
    return reach.at(reach.spots[0])
