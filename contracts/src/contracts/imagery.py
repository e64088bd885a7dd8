"""Messages of the imagery service: it makes sheets and frames."""

from typing import ClassVar, Literal

from contracts.base import CancelWork, Command, Event, Failed, MediaRef, Progressed, Take, Value


class SheetUse(Value):
    """A finished sheet, passed to the frames that show its subject."""

    subject: str
    media: MediaRef


class SheetGenerated(Event):
    """A reference picture is ready."""

    TYPE: ClassVar = "sagareel.imagery.SheetGenerated.v1"
    subject: str
    take: Take


class SheetFailed(Failed):
    """A reference picture could not be made."""

    TYPE: ClassVar = "sagareel.imagery.SheetFailed.v1"


class GenerateSheet(Command):
    """Make the reference picture of one cast member, place or element."""

    TYPE: ClassVar = "sagareel.imagery.GenerateSheet.v1"
    DONE: ClassVar = SheetGenerated
    FAILED: ClassVar = SheetFailed
    storyboard: MediaRef
    subject: str
    model: str
    seed: int


class FrameGenerated(Event):
    """A shot has its still."""

    TYPE: ClassVar = "sagareel.imagery.FrameGenerated.v1"
    shot: str
    which: Literal["start", "end"] = "start"
    take: Take


class FrameFailed(Failed):
    """A still could not be made."""

    TYPE: ClassVar = "sagareel.imagery.FrameFailed.v1"


class GenerateFrame(Command):
    """Make a shot's still."""

    TYPE: ClassVar = "sagareel.imagery.GenerateFrame.v1"
    DONE: ClassVar = FrameGenerated
    FAILED: ClassVar = FrameFailed
    storyboard: MediaRef
    shot: str
    which: Literal["start", "end"] = "start"
    sheets: tuple[SheetUse, ...] = ()
    model: str
    seed: int
    stand_in: bool = False
    """True asks the local vendor for the plainest picture, after the wanted model has failed."""


class ImageryProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.imagery.ImageryProgressed.v1"


class CancelImagery(CancelWork):
    """Stop the sequence's unfinished imagery jobs."""

    TYPE: ClassVar = "sagareel.imagery.CancelImagery.v1"
