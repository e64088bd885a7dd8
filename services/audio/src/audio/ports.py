"""What audio needs from a vendor, one Protocol per kind of work; `vendors/` keeps them, `app` chooses by the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from audio.domain.orders import EffectsOrder, MusicOrder, SpeechOrder
from audio.domain.treatments import ChangeOrder
from chassis.work import Job, Tools
from contracts.audio import (
    ChangeVoice,
    CloneVoice,
    GenerateEffects,
    GenerateMusic,
    GenerateSpeech,
    SeparateSound,
    TranscribeSound,
)
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

    async def __call__(self, frames: int, fps: int, tenant: str, tools: Tools) -> Made:
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


@dataclass(frozen=True, slots=True)
class Cloned:
    """A new voice at a vendor."""

    voice: str
    verification: bool
    cost: int


@dataclass(frozen=True, slots=True)
class Separated:
    """The parts of a sound by what they hold."""

    stems: Mapping[str, MediaRef]
    cost: int


@dataclass(frozen=True, slots=True)
class Transcribed:
    """What a recording says: the text, a words file, and in which language."""

    text: MediaRef
    words: MediaRef
    language: str
    cost: int


class CloneVendor(Protocol):
    """Makes voices."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def clone(self, job: Job[CloneVoice], tools: Tools) -> Cloned:
        """A new voice from recordings; raises the errors of `chassis.errors`."""
        ...


class ChangeVendor(Protocol):
    """Says recordings in other voices."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def change(self, order: ChangeOrder, job: Job[ChangeVoice], tools: Tools) -> Made:
        """The recording in another voice; raises the errors of `chassis.errors`."""
        ...


class SeparateVendor(Protocol):
    """Takes sounds apart."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def separate(self, job: Job[SeparateSound], tools: Tools) -> Separated:
        """The parts of a sound; raises the errors of `chassis.errors`."""
        ...


class TranscribeVendor(Protocol):
    """Writes down what recordings say."""

    @property
    def name(self) -> str:
        """The vendor's name in the catalogue."""
        ...

    async def transcribe(self, job: Job[TranscribeSound], tools: Tools) -> Transcribed:
        """What a recording says, word by word; raises the errors of `chassis.errors`."""
        ...
