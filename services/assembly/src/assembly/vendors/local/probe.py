"""Looks at a clip before it is used, in a process of its own: only what can be cut and joined safely gets through."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av

from contracts.storyboard import FPS

DEMUXERS: Mapping[str, str] = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/mp4": "mov",
    "audio/aac": "aac",
    "audio/ogg": "ogg",
}
"""What a medium is comes from its own reference, never from its bytes: a playlist in disguise is simply not a film."""

MOST_PIXELS = 8192 * 4608
MOST_PACKETS = 40_000
MOST_SECONDS = 600
MOST_STREAMS = 16


class UnusableError(Exception):
    """A medium that cannot be used; the text completes the sentence "The clip of shot x ..."."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What is known of a usable clip; `frames` is its length at the film's rate."""

    width: int
    height: int
    frames: int
    tagged: bool
    """True when the clip says which colour matrix it uses."""


def demuxer_of(media_type: str) -> str:
    """The one demuxer for a medium.

    Raises UnusableError for a type that is not taken.
    """
    found = DEMUXERS.get(media_type.split(";", maxsplit=1)[0].strip())
    if found is None:
        raise UnusableError(f"is of the type {media_type}, which is not taken")
    return found


def probe_clip(path: Path, media_type: str) -> Clip:
    """Read all packets without decoding one.

    Raises UnusableError when the clip is damaged, cut off, has no picture or claims more than any clip needs.
    """
    try:
        with av.open(str(path), format=demuxer_of(media_type), options={"protocol_whitelist": "file"}) as container:
            return _look(container)
    except (av.FFmpegError, ValueError) as error:
        raise UnusableError(f"cannot be read: {error}") from None


def _look(container: av.container.InputContainer) -> Clip:
    if len(container.streams) > MOST_STREAMS:
        raise UnusableError(f"has {len(container.streams)} streams")
    if not container.streams.video:
        raise UnusableError("has no picture")
    stream = container.streams.video[0]
    width, height = stream.codec_context.width, stream.codec_context.height
    if not 0 < width * height <= MOST_PIXELS:
        raise UnusableError(f"has {width} x {height} pixels")
    seconds = _seconds(container, stream)
    if not 0 < seconds <= MOST_SECONDS:
        raise UnusableError(f"lasts {seconds:.0f} seconds")
    return Clip(width, height, max(1, round(seconds * FPS)), stream.codec_context.colorspace not in (2, None))


def _seconds(container: av.container.InputContainer, stream: av.VideoStream) -> float:
    """The length that is really there; a clip that promises more frames than it holds is cut off."""
    first = last = None
    count = 0
    for packet in container.demux(stream):
        if packet.pts is None or packet.size == 0 or packet.time_base is None:
            continue
        count += 1
        if count > MOST_PACKETS:
            raise UnusableError(f"has more than {MOST_PACKETS} frames")
        start = float(packet.pts * packet.time_base)
        end = start + float((packet.duration or 0) * packet.time_base)
        first = start if first is None else min(first, start)
        last = end if last is None else max(last, end)
    if first is None or last is None:
        raise UnusableError("holds no frame")
    if stream.frames > count:
        raise UnusableError(f"is cut off: it promises {stream.frames} frames and holds {count}")
    return last - first
