"""The form in which a film is delivered, as its owner asks for it: which codec and how large.

It travels in the storyboard, so that clips are made in it and the film is joined from them by stream copy.
"""

from typing import Literal

from contracts.base import Value

VideoCodec = Literal["h264", "hevc", "vp9", "av1"]
"""`h264` plays everywhere; the others are smaller and are not played by every browser and television."""

Resolution = Literal["720p", "1080p", "1440p", "4k"]
SCALES: dict[str, tuple[int, int]] = {"720p": (1, 1), "1080p": (3, 2), "1440p": (2, 1), "4k": (3, 1)}
"""How much wider and higher than the standard resolution, as a fraction."""


Subtitles = Literal["soft", "burned", "both", "none"]
"""`soft` is a track that players show or not, `burned` is drawn into the picture. The files beside the film are always there."""


class Form(Value):
    """What the finished film is like as a file."""

    codec: VideoCodec = "h264"
    resolution: Resolution = "720p"
    subtitles: Subtitles = "soft"
