"""Parts of a film that play before it is finished: fragments of MP4 (ISO 14496-12) for HLS and browsers' own buffers.

Like the film itself they are nothing but bytes of its pieces under headers of ours. A part begins at a key frame, has the sound
packets that begin while its pictures are shown, and says when it is played; so any player can begin with any of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from assembly.domain.boxes import Array, box, children, full, inner, numbers
from assembly.domain.header import Track, ftyp, moov
from assembly.domain.layout import PRIMING
from assembly.domain.plan import SAMPLE_RATE
from assembly.domain.samples import Samples
from contracts.film_format import TIMESCALE

AHEAD = 4
"""Frames by which pictures are decoded before they are shown: more than any of our encoders needs."""
LEAST = 4
"""Seconds of a part before it may end, where a scene is longer."""

_KEY, _OTHER = 0x02000000, 0x01010000
_PICTURE, _SOUND = 1, 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pictures that follow each other in the film, in the order of decoding; `shown` are frames from the stretch's first."""

    sizes: Array
    offsets: Array
    pieces: Array
    """The number of the piece in which each lies."""
    shown: Array
    keys: Array


def stretch_of(pieces: Sequence[Samples], fps: int) -> Stretch:
    """Pieces one after the other."""
    counts = [len(piece.sizes) for piece in pieces]
    befores = [0, *accumulate(counts)]
    shown = [np.round(p.shown * (fps / p.timescale)).astype(np.int64) + b for p, b in zip(pieces, befores, strict=False)]
    return Stretch(
        np.concatenate([piece.sizes for piece in pieces]),
        np.concatenate([piece.offsets for piece in pieces]),
        np.repeat(np.arange(len(pieces)), counts),
        np.concatenate(shown),
        np.concatenate([piece.keys + before for piece, before in zip(pieces, befores, strict=False)]),
    )


def parts_of(stretch: Stretch, fps: int) -> tuple[slice, ...]:
    """A stretch cut at key frames, into parts that are not too short."""
    cuts, end = [0], len(stretch.sizes)
    for key in stretch.keys.tolist():
        if key - cuts[-1] >= LEAST * fps and end - key >= LEAST * fps // 2:
            cuts.append(key)
    return tuple(slice(first, last) for first, last in pairwise([*cuts, end]))


def opening(picture: Track, sound: Track, fps: int) -> bytes:
    """What a player reads before the first part: which decoders it needs."""
    begin = AHEAD * TIMESCALE // fps
    tracks = [replace(_empty(picture), timescale=TIMESCALE, begin=begin), _empty(sound)]
    extended = box(b"mvex", *(full(b"trex", numbers(number, 1, 0, 0, 0)) for number in (_PICTURE, _SOUND)))
    return ftyp(picture) + moov(tracks, b"", 0, more=(extended,))


def _empty(track: Track) -> Track:
    """The track without a single sample."""
    no = np.zeros(0, np.int64)
    return replace(track, begin=0, length=0, sizes=no, durations=no, late=no, keys=no, chunks=no, places=no)


def codecs_of(description: bytes) -> str:
    """How HLS and browsers name the decoders of an H.264 film with AAC sound.

    Raises BoxError when the description is of another codec.
    """
    (_, entry), *_ = children(description[8:])
    return f"avc1.{inner(entry[78:], b'avcC')[1:4].hex()},mp4a.40.2"


def packets_before(frame: int, fps: int) -> int:
    """How many sound packets of the film begin before a frame; the one that only its decoder needs is not counted."""
    return -(-frame * (SAMPLE_RATE // fps) // PRIMING)


def fragment(start: int, fps: int, stretch: Stretch, part: slice, packets: Array) -> bytes:
    """What stands before a part's bytes: its pictures come first, then its sound.

    The stretch begins at frame `start` of the film; `packets` are the sizes of the sound packets that begin in the part.
    """
    ticks, numbered = TIMESCALE // fps, np.arange(len(stretch.sizes))[part]
    sizes, late = stretch.sizes[part], (stretch.shown[part] + AHEAD - numbered) * ticks
    flags = np.where(np.isin(numbered, stretch.keys), _KEY, _OTHER)
    pictures = np.stack([np.full(len(sizes), ticks), sizes, flags, late], axis=1)
    sounds = np.stack([np.full(len(packets), PRIMING), packets], axis=1)
    first = start + part.start

    def head(offset: int) -> bytes:
        return box(
            b"moof",
            full(b"mfhd", numbers(first + 1)),
            _run(_PICTURE, first * ticks, 0xF01, pictures, offset),
            _run(_SOUND, packets_before(first, fps) * PRIMING, 0x301, sounds, offset + int(sizes.sum())),
        )

    return head(len(head(0)) + 8) + numbers(int(sizes.sum() + packets.sum()) + 8) + b"mdat"


def _run(track: int, time: int, flags: int, rows: Array, offset: int) -> bytes:
    default = full(b"tfhd", numbers(track, _KEY), flags=0x020020)
    clock = box(b"tfdt", b"\1\0\0\0", time.to_bytes(8, "big"))
    run = full(b"trun", numbers(len(rows), offset), rows.astype(">u4").tobytes(), flags=flags)
    return box(b"traf", default, clock, run)
