"""What a piece of media is, in few words; the same recipe gives the same bytes. Answers hold recipes, the shelf bytes."""

import colorsys
import hashlib
from dataclasses import dataclass
from typing import Literal

PictureForm = Literal["png", "jpeg", "webp"]
Codec = Literal["mp3", "wav", "pcm", "opus", "ulaw", "flac", "aac"]
SIDES = 640
"""The longest side of a clip: small, so that a load test is not a test of the encoder."""
HUES = 6

MEDIA_TYPES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
    "opus": "audio/ogg",
    "ulaw": "audio/basic",
    "flac": "audio/flac",
    "aac": "audio/aac",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A still."""

    width: int
    height: int
    hue: int
    form: PictureForm = "png"


@dataclass(frozen=True, slots=True)
class Clip:
    """A moving picture of 24 frames a second."""

    width: int
    height: int
    seconds: float
    hue: int
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to hear."""

    seconds: float
    hue: int
    codec: Codec = "mp3"
    rate: int = 44100
    kbps: int = 128
    channels: int = 1


@dataclass(frozen=True, slots=True)
class Bytes:
    """What somebody uploaded."""

    content: bytes
    media_type: str


Recipe = Picture | Clip | Sound | Bytes


def hue_of(words: str) -> int:
    """One of a few colours for a prompt: the same prompt looks the same, and a cache stays small."""
    return hashlib.sha256(words.encode()).digest()[0] % HUES


def colour(hue: int, light: float) -> tuple[int, int, int]:
    """Red, green and blue."""
    red, green, blue = colorsys.hls_to_rgb(hue / HUES, light, 0.6)
    return round(255 * red), round(255 * green), round(255 * blue)


def clip_size(width: int, height: int) -> tuple[int, int]:
    """The size in which a clip is really made: the same shape, small and even."""
    shrunk = min(1.0, SIDES / max(width, height))
    return max(16, round(width * shrunk / 2) * 2), max(16, round(height * shrunk / 2) * 2)


def suffix(recipe: Recipe) -> str:
    """The ending of a file name."""
    match recipe:
        case Picture():
            return recipe.form
        case Clip():
            return "mp4"
        case Sound():
            return recipe.codec
        case Bytes():
            return next((end for end, kind in MEDIA_TYPES.items() if kind == recipe.media_type), "bin")


def media_type(recipe: Recipe) -> str:
    """What a server calls it."""
    return recipe.media_type if isinstance(recipe, Bytes) else MEDIA_TYPES[suffix(recipe)]
