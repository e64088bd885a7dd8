"""A film that a browser can play: noise in H.264, large enough that nobody reads all of it at once, with its tracks."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

FPS, SECONDS, SIDE = 24, 20, 160

SUBTITLES = """WEBVTT

00:00:12.000 --> 00:00:14.000
<v Mara>The <00:00:12.500>power <00:00:13.000>is out.
"""
CHAPTERS = """WEBVTT

00:00:00.000 --> 00:00:10.000
Kitchen

00:00:10.000 --> 00:00:20.000
Harbor
"""


def film_of_noise(path: Path) -> Path:
    """The film; its index stands in front, as in ours."""
    dice = np.random.default_rng(1)
    with av.open(str(path), "w", options={"movflags": "faststart"}) as film:
        stream = film.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "crf": "8", "g": "24"})
        stream.width = stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, FPS)
        for number in range(FPS * SECONDS):
            frame = av.VideoFrame.from_ndarray(dice.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8), format="rgb24")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path
