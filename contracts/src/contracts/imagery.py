"""Messages of the imagery service: it makes sheets and frames."""

from typing import ClassVar, Literal

from pydantic import Field

from contracts.base import CancelWork, Command, Event, Failed, Failover, MediaRef, Progressed, Take, Value
from contracts.storyboard import Ratio


class SheetUse(Value):
    """A finished sheet, passed to the frames that show its subject."""

    subject: str
    media: MediaRef


class SheetGenerated(Event):
    """A reference picture is ready."""

    TYPE: ClassVar = "sagareel.imagery.SheetGenerated.v1"
    subject: str
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


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
    failover: Failover = "never"


class FrameGenerated(Event):
    """A shot has its still."""

    TYPE: ClassVar = "sagareel.imagery.FrameGenerated.v1"
    shot: str
    which: Literal["start", "end"] = "start"
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


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
    start: MediaRef | None = None
    """The shot's start frame, which its end frame goes on from."""
    failover: Failover = "never"


class PictureEdited(Event):
    """A changed picture is ready; the one before stays as it is."""

    TYPE: ClassVar = "sagareel.imagery.PictureEdited.v1"
    take: Take
    prompt: MediaRef | None = None
    """What the model was told, where it is told in words."""


class EditFailed(Failed):
    """A picture could not be changed."""

    TYPE: ClassVar = "sagareel.imagery.EditFailed.v1"


class EditPicture(Command):
    """Change a finished picture by a sentence; what the sentence does not mention stays."""

    TYPE: ClassVar = "sagareel.imagery.EditPicture.v1"
    DONE: ClassVar = PictureEdited
    FAILED: ClassVar = EditFailed
    picture: Take
    instruction: str = Field(min_length=1, max_length=2000)
    ratio: Ratio
    style: str
    model: str
    seed: int
    mask: MediaRef | None = None
    """A picture of the same size that is transparent where something may change, for models that take one."""
    failover: Failover = "never"


class ImageryProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.imagery.ImageryProgressed.v1"


class CancelImagery(CancelWork):
    """Stop the sequence's unfinished imagery jobs."""

    TYPE: ClassVar = "sagareel.imagery.CancelImagery.v1"
