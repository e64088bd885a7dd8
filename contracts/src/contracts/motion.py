"""Messages of the motion service: it makes clips from frames."""

from typing import ClassVar

from pydantic import Field

from contracts.base import CancelWork, Command, Event, Failed, Failover, MediaRef, Progressed, Take
from contracts.storyboard import Ratio


class ClipGenerated(Event):
    """A shot has its clip, of exactly `frames` frames (head and tail counted)."""

    TYPE: ClassVar = "sagareel.motion.ClipGenerated.v1"
    shot: str
    frames: int
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


class ClipFailed(Failed):
    """A clip could not be made."""

    TYPE: ClassVar = "sagareel.motion.ClipFailed.v1"


class GenerateClip(Command):
    """Move a shot's still."""

    TYPE: ClassVar = "sagareel.motion.GenerateClip.v1"
    DONE: ClassVar = ClipGenerated
    FAILED: ClassVar = ClipFailed
    storyboard: MediaRef
    shot: str
    frame: Take
    model: str
    seed: int
    stand_in: bool = False
    """True asks for the still, held, after the wanted model has failed."""
    end_frame: Take | None = None
    """How the clip ends, for models that can be told so; others lack it."""
    words: MediaRef | None = None
    """The times of the shot's spoken words and mouths (`SpeechGenerated`'s extra of this name), where they are known."""
    failover: Failover = "never"


class ClipImagined(Event):
    """A clip from words alone is ready, of exactly `frames` frames."""

    TYPE: ClassVar = "sagareel.motion.ClipImagined.v1"
    frames: int
    take: Take
    prompt: MediaRef | None = None
    """What the model was told."""


class ImagineFailed(Failed):
    """A clip could not be made from words."""

    TYPE: ClassVar = "sagareel.motion.ImagineFailed.v1"


class ImagineClip(Command):
    """Make a clip from words alone, without a still."""

    TYPE: ClassVar = "sagareel.motion.ImagineClip.v1"
    DONE: ClassVar = ClipImagined
    FAILED: ClassVar = ImagineFailed
    description: str = Field(min_length=1, max_length=2000)
    """What is seen and what happens."""
    frames: int = Field(ge=1)
    ratio: Ratio
    style: str
    model: str
    seed: int
    failover: Failover = "never"


class ClipExtended(Event):
    """The longer clip is ready: what it was, and what comes after; `frames` counts both."""

    TYPE: ClassVar = "sagareel.motion.ClipExtended.v1"
    frames: int
    take: Take
    prompt: MediaRef | None = None
    """What the model was told."""


class ExtendFailed(Failed):
    """A clip could not be made longer."""

    TYPE: ClassVar = "sagareel.motion.ExtendFailed.v1"


class ExtendClip(Command):
    """Let a finished clip go on."""

    TYPE: ClassVar = "sagareel.motion.ExtendClip.v1"
    DONE: ClassVar = ClipExtended
    FAILED: ClassVar = ExtendFailed
    clip: Take
    clip_frames: int = Field(ge=1)
    """How long the clip is."""
    description: str = Field(min_length=1, max_length=2000)
    """What happens next."""
    frames: int = Field(ge=1)
    """How much longer it is to become."""
    ratio: Ratio
    model: str
    seed: int
    failover: Failover = "never"


class MotionProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.motion.MotionProgressed.v1"


class CancelMotion(CancelWork):
    """Stop the sequence's unfinished motion jobs."""

    TYPE: ClassVar = "sagareel.motion.CancelMotion.v1"
