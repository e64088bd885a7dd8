"""Makes the bytes of a recipe, with the encoder that a wheel brings. Runs in threads; every result is kept for the next time."""

import io
import math
import subprocess
import tempfile
import wave
from functools import lru_cache
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from vendor_simulator.media.recipes import Bytes, Clip, Picture, Recipe, Sound, clip_size, colour

BASE_SECONDS = 2
"""Length of the clip that longer ones repeat."""


def make(recipe: Recipe) -> bytes:
    """The bytes of a recipe."""
    match recipe:
        case Picture():
            return picture(recipe)
        case Clip():
            return clip(recipe)
        case Sound():
            return sound(recipe)
        case Bytes():
            return recipe.content


@lru_cache(maxsize=128)
def picture(recipe: Picture) -> bytes:
    """A sky over ground, with a sun."""
    size = (recipe.width, recipe.height)
    sky = Image.linear_gradient("L").resize(size)
    image = Image.composite(
        Image.new("RGB", size, colour(recipe.hue, 0.75)), Image.new("RGB", size, colour(recipe.hue, 0.3)), sky
    )
    draw = ImageDraw.Draw(image)
    radius = min(size) // 8
    middle = (recipe.width // 3, recipe.height // 3)
    box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    draw.ellipse(box, fill=colour(recipe.hue + 1, 0.85))
    draw.rectangle((0, recipe.height * 3 // 4, recipe.width, recipe.height), fill=colour(recipe.hue + 2, 0.2))
    out = io.BytesIO()
    image.save(out, recipe.form)
    return out.getvalue()


@lru_cache(maxsize=64)
def clip(recipe: Clip) -> bytes:
    """A base clip, repeated without encoding it again."""
    with tempfile.TemporaryDirectory() as folder:
        base, target = Path(folder, "base.mp4"), Path(folder, "clip.mp4")
        base.write_bytes(_base_clip(recipe.hue, *clip_size(recipe.width, recipe.height)))
        silent = [] if recipe.sound else ["-an"]
        options = ["-stream_loop", "-1", "-i", str(base), "-t", f"{recipe.seconds:.3f}", "-c", "copy", *silent]
        _ffmpeg(*options, "-movflags", "+faststart", str(target))
        return target.read_bytes()


@lru_cache(maxsize=32)
def _base_clip(hue: int, width: int, height: int) -> bytes:
    dark, light = (f"0x{r:02x}{g:02x}{b:02x}" for r, g, b in (colour(hue, 0.25), colour(hue, 0.7)))
    moving = f"gradients=s={width}x{height}:r=24:d={BASE_SECONDS}:c0={dark}:c1={light}:nb_colors=2:speed=0.02:seed=1"
    tone = f"sine=frequency={180 + 40 * hue}:sample_rate=44100:duration={BASE_SECONDS}"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "base.mp4")
        pictures = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "24"]
        _ffmpeg("-f", "lavfi", "-i", moving, "-f", "lavfi", "-i", tone, *pictures, "-c:a", "aac", "-b:a", "64k", str(target))
        return target.read_bytes()


@lru_cache(maxsize=256)
def sound(recipe: Sound) -> bytes:
    """Syllables of a tone, in the codec that was asked for."""
    wave_form = _syllables(recipe.seconds, recipe.rate, recipe.hue)
    pcm = np.repeat(wave_form[:, None], recipe.channels, axis=1).tobytes()
    match recipe.codec:
        case "pcm":
            return pcm
        case "wav":
            return _wav(pcm, recipe.rate, recipe.channels)
        case "mp3":
            encoding = ["-c:a", "libmp3lame", "-b:a", f"{recipe.kbps}k", "-f", "mp3"]
        case "opus":
            encoding = ["-c:a", "libopus", "-b:a", f"{recipe.kbps}k", "-f", "ogg"]
        case "ulaw":
            encoding = ["-c:a", "pcm_mulaw", "-f", "mulaw"]
        case "flac":
            encoding = ["-c:a", "flac", "-f", "flac"]
        case "aac":
            encoding = ["-c:a", "aac", "-b:a", f"{recipe.kbps}k", "-f", "adts"]
    raw = ["-f", "s16le", "-ar", str(recipe.rate), "-ac", str(recipe.channels), "-i", "pipe:0"]
    return _ffmpeg(*raw, *encoding, "pipe:1", data=pcm)


def _syllables(seconds: float, rate: int, hue: int) -> NDArray[np.int16]:
    time = np.arange(math.ceil(seconds * rate)) / rate
    loudness = 0.5 - 0.5 * np.cos(2 * np.pi * 4 * time)
    return (9000 * loudness * np.sin(2 * np.pi * (140 + 35 * hue) * time)).astype(np.int16)


def _wav(pcm: bytes, rate: int, channels: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


def _ffmpeg(*options: str, data: bytes | None = None) -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-threads", "1", *options]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout
