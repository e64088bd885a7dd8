"""A film that a browser can play: noise in H.264, large enough that nobody reads all of it at once, with its tracks."""

import re
from base64 import b64decode
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

FPS, SECONDS, SIDE = 24, 20, 160

SUBTITLES = """WEBVTT

00:00:12.000 --> 00:00:14.000
<v Mara>The <00:00:12.500>power <00:00:13.000>is out.
"""
TILES = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAUAAAABaAQAAAADh0bJOAAAAGklEQVR4nO3BMQEAAADCoPVPbQlPoAAAAOBpDmoAAbWgAToAAAAASUVORK5CYII="
)
"""A picture of two tiles side by side, 320 pixels wide."""
CHAPTERS = """WEBVTT

00:00:00.000 --> 00:00:10.000
Kitchen

00:00:10.000 --> 00:00:20.000
Harbor
"""


@dataclass(frozen=True, slots=True)
class Fragments:
    """The same film as a player reads it while it is being made: what comes first, and parts of one second each."""

    opening: bytes
    parts: tuple[bytes, ...]
    codecs: str


def noise_in_parts(path: Path, seconds: int) -> Fragments:
    """So many seconds of the film, written by ffmpeg as fragments."""
    data = film_of_noise(path, "frag_keyframe+empty_moov+default_base_moof", seconds).read_bytes()
    starts = [found.start() - 4 for found in re.finditer(b"moof", data)]
    ends = [*starts[1:], data.index(b"mfra") - 4]
    profile = data[(at := data.index(b"avcC")) + 5 : at + 8].hex()
    parts = tuple(data[start:end] for start, end in zip(starts, ends, strict=True))
    return Fragments(data[: starts[0]], parts, f"avc1.{profile}")


def film_of_noise(path: Path, flags: str = "faststart", seconds: int = SECONDS) -> Path:
    """The film; its index stands in front, as in ours."""
    dice = np.random.default_rng(1)
    with av.open(str(path), "w", options={"movflags": flags}) as film:
        stream = film.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "crf": "8", "g": "24"})
        stream.width = stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, FPS)
        for number in range(FPS * seconds):
            frame = av.VideoFrame.from_ndarray(dice.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8), format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path
