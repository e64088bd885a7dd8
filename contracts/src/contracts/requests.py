"""What a user asks for: the request that the gateway accepts and a recipe grows its steps from."""

from typing import Literal

from pydantic import Field

from contracts.base import Failover, MediaRef, Value
from contracts.form import Form
from contracts.storyboard import FrameRate, Ratio, TransitionChoice

Stage = Literal["script", "storyboard", "sheets", "frames", "clips", "sound", "film"]
STAGES: tuple[Stage, ...] = ("script", "storyboard", "sheets", "frames", "clips", "sound", "film")


class Source(Value):
    """Where the story comes from: a one-line idea, a web page or a full screenplay whose words are kept."""

    kind: Literal["idea", "url", "screenplay"]
    text: MediaRef | None = None
    """The idea or the screenplay as UTF-8 text (or FDX)."""
    url: str | None = None


class Models(Value):
    """The model of each kind of work, by its id in the catalogue."""

    write: str = "local-writer"
    analyze: str = "local-reader"
    image: str = "local-draw"
    clip: str = "local-move"
    speech: str = "local-voice"
    music: str = "local-music"
    effect: str = "local-effects"


class FilmRequest(Value):
    """One film, as ordered."""

    source: Source
    duration: int | None = Field(default=None, ge=5, le=600)
    """Wanted length in seconds; None keeps what the script asks for."""
    ratio: Ratio = "16:9"
    style: str = "storybook"
    seed: int = Field(default=0, ge=0, lt=2**31)
    language: str = "en"
    models: Models = Models()
    webhook_url: str | None = None
    form: Form = Form()
    transition: TransitionChoice = "auto"
    fps: FrameRate = 24
    failover: Failover = "never"
