"""What audio needs from a vendor, one Protocol per kind of work; `vendors/` keeps them, `app` chooses by the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder
from chassis.work import Job, Tools
from contracts.audio import GenerateEffects, GenerateMusic, GenerateSpeech
from contracts.base import MediaRef

SoundCommand = GenerateSpeech | GenerateMusic | GenerateEffects
SoundJob = Job[GenerateSpeech] | Job[GenerateMusic] | Job[GenerateEffects]


@dataclass(frozen=True, slots=True)
class Made:
    """A stored sound, what belongs to it by name (`words`), and what the vendor charged in micro-credits."""

    media: MediaRef
    extras: Mapping[str, MediaRef] = field(default_factory=dict)
    cost: int = 0


class Silence(Protocol):
    """What stands in for any sound."""

    async def __call__(self, frames: int, tenant: str, tools: Tools) -> Made:
        """Nothing to hear, for so many frames."""
        ...


class SpeechVendor(Protocol):
    """Speaks. A paid vendor stores its request id with `tools.submitted` before it waits, and looks at `job.request_id` first."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def speak(self, order: SpeechOrder, job: SoundJob, tools: Tools) -> Made:
        """One sound as long as the frames, or longer by what rings, and `words`; raises the errors of `chassis.errors`."""
        ...


class MusicVendor(Protocol):
    """Makes music."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def compose(self, order: MusicOrder, job: SoundJob, tools: Tools) -> Made:
        """One sound as long as the order's frames; raises the errors of `chassis.errors`."""
        ...


class EffectVendor(Protocol):
    """Makes ambience and effects."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def sound(self, order: EffectsOrder, job: SoundJob, tools: Tools) -> Made:
        """One sound as long as the order's frames; raises the errors of `chassis.errors`."""
        ...
