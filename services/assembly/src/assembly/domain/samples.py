"""What a piece's header says of one track: how long each sample is, where it lies, when it is shown, where players may begin."""

from dataclasses import dataclass

import numpy as np

from assembly.domain.boxes import Array, BoxError, children, inner, optional


@dataclass(frozen=True, slots=True)
class Samples:
    """One track's samples in the order in which they are decoded; times in ticks of `timescale`, the first shown at 0."""

    kind: bytes
    timescale: int
    description: bytes
    """The body of its sample description, which is the decoder's header."""
    display: bytes
    """Width and height as the track's header has them."""
    sizes: Array
    offsets: Array
    shown: Array
    keys: Array
    """Which samples players may begin at, by number."""


def track_of(moov: bytes, kind: bytes) -> Samples:
    """The first track of a kind (`vide`, `soun`) in a header.

    Raises BoxError when there is none or its tables contradict each other.
    """
    for name, trak in children(moov):
        if name == b"trak" and inner(trak, b"mdia", b"hdlr")[8:12] == kind:
            return _track(trak, kind)
    raise BoxError(f"has no track of the kind {kind.decode()}")


def _track(trak: bytes, kind: bytes) -> Samples:
    mdhd, stbl = inner(trak, b"mdia", b"mdhd"), inner(trak, b"mdia", b"minf", b"stbl")
    at = 20 if mdhd[0] else 12
    sizes = _sizes(inner(stbl, b"stsz"))
    durations = _spread(inner(stbl, b"stts"), len(sizes))
    shifts = optional(stbl, b"ctts")
    late = _spread(shifts, len(sizes)) if shifts else np.zeros(len(sizes), np.int64)
    shown = np.cumsum(durations) - durations + late
    keys = optional(stbl, b"stss")
    return Samples(
        kind,
        int.from_bytes(mdhd[at : at + 4], "big"),
        inner(stbl, b"stsd"),
        inner(trak, b"tkhd")[-8:],
        sizes,
        _offsets(stbl, sizes),
        shown - _begin(trak, shown),
        _rows(keys, 4, 1).ravel() - 1 if keys else np.arange(len(sizes)),
    )


def _begin(trak: bytes, shown: Array) -> int:
    """The time in the track at which it begins to be shown."""
    edits = optional(trak, b"edts", b"elst")
    if edits and edits[0] == 0:
        for start in _rows(edits, 4, 3)[:, 1]:
            if start != 0xFFFFFFFF:
                return int(start)
    return int(shown.min(initial=0))


def _sizes(stsz: bytes) -> Array:
    same, count = int.from_bytes(stsz[4:8], "big"), int.from_bytes(stsz[8:12], "big")
    if same:
        return np.full(count, same, np.int64)
    return _numbers(stsz, 12, count, 4)


def _offsets(stbl: bytes, sizes: Array) -> Array:
    short = optional(stbl, b"stco")
    first = _rows(short, 4, 1).ravel() if short else _rows(inner(stbl, b"co64"), 4, 1, 8).ravel()
    grouped = _rows(inner(stbl, b"stsc"), 4, 3)
    edges = np.append(grouped[:, 0] - 1, len(first))
    counts = np.repeat(grouped[:, 1], np.diff(edges))
    if len(counts) != len(first) or counts.sum() != len(sizes):
        raise BoxError("counts its samples in two ways")
    before = np.cumsum(sizes) - sizes
    begins = np.cumsum(counts) - counts
    return np.asarray(np.repeat(first - before[begins], counts) + before, np.int64)


def _spread(pairs: bytes, count: int) -> Array:
    rows = _rows(pairs, 4, 2)
    values = rows[:, 1].astype(np.uint32).astype(np.int32) if pairs[0] else rows[:, 1]
    spread = np.repeat(values.astype(np.int64), rows[:, 0])
    if len(spread) != count:
        raise BoxError("counts its times in two ways")
    return spread


def _rows(body: bytes, at: int, columns: int, width: int = 4) -> Array:
    count = int.from_bytes(body[at : at + 4], "big")
    return _numbers(body, at + 4, count * columns, width).reshape(count, columns)


def _numbers(body: bytes, at: int, count: int, width: int) -> Array:
    if len(body) < at + count * width:
        raise BoxError("ends in the middle of a table")
    return np.frombuffer(body, f">u{width}", count, at).astype(np.int64)
