"""Messages of the assembly service: it joins clips, sound and subtitles into the film."""

from typing import ClassVar

from pydantic import Field

from contracts.base import CancelWork, Command, Event, Failed, MediaRef, Progressed, Value
from contracts.storyboard import FrameRate


class ShotMedia(Value):
    """What was made for one shot."""

    shot: str
    clip: MediaRef
    speech: MediaRef | None = None
    words: MediaRef | None = None


class SceneMedia(Value):
    """What was made for one scene as a whole."""

    scene: str
    effects: MediaRef | None = None


class Film(Value):
    """The finished film and what lies beside it."""

    mp4: MediaRef
    poster: MediaRef
    srt: MediaRef
    vtt: MediaRef
    chapters: MediaRef
    frames: int
    seconds: float
    tiles: MediaRef | None = None
    """One picture of many small ones, for a player's time line."""
    thumbnails: MediaRef | None = None
    """WebVTT: which part of `tiles.jpg`, beside it, belongs to which time."""


class FilmAssembled(Event):
    """The film is finished."""

    TYPE: ClassVar = "sagareel.assembly.FilmAssembled.v1"
    film: Film


class AssemblyFailed(Failed):
    """The film could not be assembled."""

    TYPE: ClassVar = "sagareel.assembly.AssemblyFailed.v1"


class AssembleFilm(Command):
    """Join everything into one MP4; shots and scenes come in film order."""

    TYPE: ClassVar = "sagareel.assembly.AssembleFilm.v1"
    DONE: ClassVar = FilmAssembled
    FAILED: ClassVar = AssemblyFailed
    storyboard: MediaRef
    shots: tuple[ShotMedia, ...]
    scenes: tuple[SceneMedia, ...] = ()
    music: MediaRef | None = None


class PreviewPart(Value):
    """A stretch of the film that plays already: a fragment of MP4, with picture and sound."""

    media: MediaRef
    frames: int


class PreviewGrew(Event):
    """One more shot of a film that is still being made can be watched. All shots before it can be, too."""

    TYPE: ClassVar = "sagareel.assembly.PreviewGrew.v1"
    number: int = Field(ge=0)
    """The shot's place in the film, from 0."""
    parts: tuple[PreviewPart, ...]
    """None where transitions cover all of it."""
    opening: MediaRef | None = None
    """What a player reads before the first part."""
    codecs: str = ""
    """How browsers name the decoders that the parts need."""
    width: int
    height: int
    fps: FrameRate = 24
    last: bool = False
    """Whether the film ends with this shot."""


class AssemblyProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.assembly.AssemblyProgressed.v1"


class CancelAssembly(CancelWork):
    """Stop the sequence's unfinished assembly jobs."""

    TYPE: ClassVar = "sagareel.assembly.CancelAssembly.v1"
