"""Looks at a clip before it is used, in a process of its own: only what can be cut and joined safely gets through."""

import contextlib
import hashlib
import itertools
import resource
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av

from assembly.vendors.local.frugal import frugal
from contracts.base import MediaRef
from contracts.film_format import TIMESCALE

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

NO_HEADER = ("vp9",)
"""Codecs whose stream holds no header for all frames: what the file says of the colours takes its place."""

CURVES: Mapping[int, str] = {16: "smpte2084", 18: "arib-std-b67"}
BT2020 = 9
"""Numbers of ITU-T H.273."""

MOST_PIXELS = 8192 * 4608
MOST_PACKETS = 40_000
MOST_SECONDS = 600
MOST_STREAMS = 16

PROBE_MEMORY = 1 << 30
"""Bytes of address space, most of which are never used: the decoder's threads reserve it."""

_OPTIONS = {"protocol_whitelist": "file", "max_pixels": str(MOST_PIXELS), "threads": "1"}


class UnusableError(Exception):
    """A medium that cannot be used; the text completes the sentence "The clip of shot x ..."."""


class Seen(NamedTuple):
    """A packet as the container tells it, in seconds."""

    time: Fraction
    duration: Fraction
    key: bool


@dataclass(frozen=True, slots=True)
class Clip:
    """What is known of a usable clip; `frames` is its length at the film's rate."""

    width: int
    height: int
    frames: int
    tagged: bool
    """True when the clip says which colour matrix it uses."""
    wide: str
    """The transfer curve of a clip with more light or colours than the film has, as ffmpeg calls it; else empty."""
    regular: bool
    """True when frame n lies at exactly n frames of the film and nothing else is in the file."""
    header: str
    """sha256 of codec and decoder's header: clips with the same one can be joined by stream copy."""
    groups: frozenset[int]
    """The frames at which a closed group begins, and the clip's end; empty for a clip that is not regular."""


@dataclass(frozen=True, slots=True)
class Local:
    """A clip that lies here, and what was seen of it."""

    media: MediaRef
    path: Path
    seen: Clip


def demuxer_of(media_type: str) -> str:
    """The one demuxer for a medium.

    Raises UnusableError for a type that is not taken.
    """
    found = DEMUXERS.get(media_type.split(";", maxsplit=1)[0].strip())
    if found is None:
        raise UnusableError(f"is of the type {media_type}, which is not taken")
    return found


@frugal
def probe_clip(path: Path, media_type: str, fps: int) -> Clip:
    """Read all packets, and decode at most one; `fps` is the film's rate.

    Raises UnusableError when the clip is damaged, cut off, has no picture or claims more than any clip needs.
    """
    try:
        with little_memory(), av.open(str(path), format=demuxer_of(media_type), options=_OPTIONS) as container:
            return _look(container, fps)
    except (av.FFmpegError, ValueError, MemoryError) as error:
        raise UnusableError(f"cannot be read: {error}") from None


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    """Within it this process gets at most PROBE_MEMORY more; an index or a picture that wants all of it is refused."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if sys.platform == "linux" else 0
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + PROBE_MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _look(container: av.container.InputContainer, fps: int) -> Clip:
    if len(container.streams) > MOST_STREAMS:
        raise UnusableError(f"has {len(container.streams)} streams")
    if not container.streams.video:
        raise UnusableError("has no picture")
    stream = container.streams.video[0]
    width, height = stream.codec_context.width, stream.codec_context.height
    if not 0 < width * height <= MOST_PIXELS:
        raise UnusableError(f"has {width} x {height} pixels")
    packets = _packets(container, stream)
    seconds = _seconds(packets)
    if not 0 < seconds <= MOST_SECONDS:
        raise UnusableError(f"lasts {seconds:.0f} seconds")
    groups = _groups(packets, TIMESCALE // fps) if len(container.streams) == 1 else frozenset()
    if groups and _turned(container):
        groups = frozenset()
    seen = stream.codec_context
    colours = (seen.colorspace, seen.color_primaries, seen.color_trc, seen.color_range)
    named = repr((seen.name, seen.codec_tag, seen.profile, seen.pix_fmt, *(colours if seen.name in NO_HEADER else ())))
    header = hashlib.sha256(named.encode() + (seen.extradata or b"")).hexdigest()
    tagged = stream.codec_context.colorspace not in (2, None)
    return Clip(width, height, max(1, round(seconds * fps)), tagged, _wide(seen), bool(groups), header, groups)


def _wide(seen: av.VideoCodecContext) -> str:
    """Light beyond white is told by the curve (PQ, HLG), colours beyond the film's by the primaries (BT.2020)."""
    return CURVES.get(seen.color_trc or 0, "bt709" if seen.color_primaries == BT2020 else "")


def _packets(container: av.container.InputContainer, stream: av.VideoStream) -> list[Seen]:
    """Every packet that is really there; a clip that promises more frames than it holds is cut off."""
    seen: list[Seen] = []
    for packet in container.demux(stream):
        if packet.pts is None or packet.size == 0 or packet.time_base is None:
            continue
        seen.append(Seen(packet.pts * packet.time_base, (packet.duration or 0) * packet.time_base, packet.is_keyframe))
        if len(seen) > MOST_PACKETS:
            raise UnusableError(f"has more than {MOST_PACKETS} frames")
    if not seen:
        raise UnusableError("holds no frame")
    if stream.frames > len(seen):
        raise UnusableError(f"is cut off: it promises {stream.frames} frames and holds {len(seen)}")
    return seen


def _turned(container: av.container.InputContainer) -> bool:
    """Whether players turn the picture; that is said beside the packets, and would be lost in a copy."""
    container.seek(0)
    return any(frame.rotation != 0 for frame in itertools.islice(container.decode(video=0), 1))


def _seconds(packets: list[Seen]) -> float:
    return float(max(p.time + p.duration for p in packets) - min(p.time for p in packets))


def _groups(packets: list[Seen], ticks: int) -> frozenset[int]:
    """Where the frames before in the file are also the frames before on the screen: there the clip can be cut."""
    shown = [packet.time * TIMESCALE for packet in packets]
    if sorted(shown) != [n * ticks for n in range(len(shown))] or not packets[0].key:
        return frozenset()
    found, latest = {len(shown)}, -1
    for n, (packet, time) in enumerate(zip(packets, shown, strict=True)):
        if packet.key and time == n * ticks and latest < time:
            found.add(n)
        latest = max(latest, int(time))
    return frozenset(found)


@frugal
def copy_frames(path: Path, media_type: str, first: int, count: int, fps: int, out: Path) -> None:
    """Write `count` frames from frame `first`, where a closed group begins, as they are. Runs in a process of its own."""
    with (
        av.open(str(path), format=demuxer_of(media_type), options={"protocol_whitelist": "file"}) as source,
        av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact", "video_track_timescale": str(TIMESCALE)}) as piece,
    ):
        stream = piece.add_stream_from_template(source.streams.video[0], opaque=True)
        stream.codec_context.codec_tag = source.streams.video[0].codec_context.codec_tag
        for n, packet in enumerate(p for p in source.demux(video=0) if p.size):
            if not first <= n < first + count or packet.pts is None or packet.dts is None:
                continue
            shift = int(Fraction(first, fps) / packet.time_base) if packet.time_base else 0
            packet.pts, packet.dts, packet.stream = packet.pts - shift, packet.dts - shift, stream
            piece.mux(packet)
