"""Messages of the assembly service: it joins clips, sound and subtitles into the film."""

from typing import ClassVar

from contracts.base import CancelWork, Command, Event, Failed, MediaRef, Progressed, Value


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


class AssemblyProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.assembly.AssemblyProgressed.v1"


class CancelAssembly(CancelWork):
    """Stop the sequence's unfinished assembly jobs."""

    TYPE: ClassVar = "sagareel.assembly.CancelAssembly.v1"
