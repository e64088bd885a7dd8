"""What a piece's header says of one track: how long each sample is, where it lies, when it is shown, where players may begin."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assembly.domain.boxes import Array, BoxError, children, need, opened


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
    for name, body in children(moov):
        if name == b"trak":
            trak = opened(body)
            mdia = opened(need(trak, b"mdia"))
            if need(mdia, b"hdlr")[8:12] == kind:
                return _track(trak, mdia, kind)
    raise BoxError(f"has no track of the kind {kind.decode()}")


def _track(trak: Mapping[bytes, bytes], mdia: Mapping[bytes, bytes], kind: bytes) -> Samples:
    mdhd, stbl = need(mdia, b"mdhd"), opened(need(opened(need(mdia, b"minf")), b"stbl"))
    at = 20 if mdhd[0] else 12
    sizes = _sizes(need(stbl, b"stsz"))
    durations = _spread(need(stbl, b"stts"), len(sizes))
    shifts, keys = stbl.get(b"ctts"), stbl.get(b"stss")
    late = _spread(shifts, len(sizes)) if shifts else np.zeros(len(sizes), np.int64)
    shown = np.cumsum(durations) - durations + late
    return Samples(
        kind,
        int.from_bytes(mdhd[at : at + 4], "big"),
        need(stbl, b"stsd"),
        need(trak, b"tkhd")[-8:],
        sizes,
        _offsets(stbl, sizes),
        shown - _begin(trak, shown),
        _rows(keys, 4, 1).ravel() - 1 if keys else np.arange(len(sizes)),
    )


def _begin(trak: Mapping[bytes, bytes], shown: Array) -> int:
    """The time in the track at which it begins to be shown."""
    edits = opened(trak.get(b"edts", b"")).get(b"elst")
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


def _offsets(stbl: Mapping[bytes, bytes], sizes: Array) -> Array:
    short = stbl.get(b"stco")
    first = _rows(short, 4, 1).ravel() if short else _rows(need(stbl, b"co64"), 4, 1, 8).ravel()
    grouped = _rows(need(stbl, b"stsc"), 4, 3)
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
