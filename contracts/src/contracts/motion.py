"""Messages of the motion service: it makes clips from frames."""

from typing import ClassVar

from contracts.base import CancelWork, Command, Event, Failed, MediaRef, Progressed, Take


class ClipGenerated(Event):
    """A shot has its clip, of exactly `frames` frames (head and tail counted)."""

    TYPE: ClassVar = "sagareel.motion.ClipGenerated.v1"
    shot: str
    frames: int
    take: Take


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


class MotionProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.motion.MotionProgressed.v1"


class CancelMotion(CancelWork):
    """Stop the sequence's unfinished motion jobs."""

    TYPE: ClassVar = "sagareel.motion.CancelMotion.v1"
