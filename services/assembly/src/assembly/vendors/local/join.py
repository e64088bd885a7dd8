"""Joins pieces into the film: reads their headers, writes the film's, copies their bytes. Memory does not grow with the film."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from assembly.domain.boxes import Array, BoxError, numbers
from assembly.domain.header import Track, ftyp, moov
from assembly.domain.layout import Chunk, chunks_of, counts, picture_track, sound_track
from assembly.domain.samples import Samples, track_of
from assembly.vendors.local.frugal import frugal
from assembly.vendors.local.pouring import CutOffError, Extent, pour
from assembly.vendors.local.track import Texts, write_texts
from chassis.sums import Sums

MOST_HEADER = 64 << 20
INTERLEAVED = 1.0
"""Seconds of picture and of sound that lie together: what a player fetches at once."""

LARGE = 1 << 31
"""Bytes from which on places in the film are written with eight bytes each; its header is far smaller than the other half."""


class JoinError(Exception):
    """A piece that cannot be joined; the text names it."""


@dataclass(frozen=True, slots=True)
class Join:
    """What becomes one film; `template` is a small MP4 with a subtitle track."""

    pictures: tuple[Path, ...]
    sounds: tuple[Path, ...]
    texts: Texts
    template: bytes
    rate: int
    samples: int
    language: str


@dataclass(frozen=True, slots=True)
class _Header:
    """The boxes of a file that matter; `data` is where its media begin, and `length` how long they are."""

    moov: bytes
    data: int
    length: int


@frugal
def join_pieces(join: Join, out: Path) -> Sums:
    """Write the film; its sums, so that nobody has to read it again for them. Runs in a process of its own.

    Raises JoinError when a piece does not fit.
    """
    pictures = [_samples(path, b"vide") for path in join.pictures]
    sounds = [_samples(path, b"soun") for path in join.sounds]
    try:
        tracks = [picture_track(pictures, join.rate, "und"), sound_track(sounds, join.samples, join.language)]
    except BoxError as error:
        raise JoinError(f"A piece {error}.") from None
    seen = list(chunks_of(pictures, tracks[0], INTERLEAVED, 0))
    heard = list(chunks_of(sounds, tracks[1], INTERLEAVED, len(pictures)))
    written = out.with_suffix(".texts")
    write_texts(join.template, join.texts, written)
    texts = header_of(written)
    head, order = _laid_out(tracks, [seen, heard], texts, (b"text", b"sbtl") if join.texts.cues else (b"text",))
    paths = (*join.pictures, *join.sounds)
    media = [Extent(paths[chunk.piece], chunk.offset, chunk.size) for chunk in order]
    try:
        return pour(out, head, [Extent(written, texts.data, texts.length), *media])
    except CutOffError as error:
        raise JoinError(f"The piece {error} is cut off.") from None


def _samples(path: Path, kind: bytes) -> Samples:
    try:
        return track_of(header_of(path).moov, kind)
    except BoxError as error:
        raise JoinError(f"The piece {path.name} {error}.") from None


def _laid_out(
    tracks: Sequence[Track], chunks: Sequence[Sequence[Chunk]], texts: _Header, kinds: Collection[bytes]
) -> tuple[bytes, list[Chunk]]:
    """Everything before the media, and the media in order."""
    order = sorted((chunk for some in chunks for chunk in some), key=lambda chunk: (chunk.time, chunk.piece))
    total = texts.length + sum(chunk.size for chunk in order)
    data = b"\0\0\0\x01mdat" + (total + 16).to_bytes(8, "big") if total + 8 >= LARGE else numbers(total + 8) + b"mdat"
    kind = ftyp(tracks[0])

    def header(begin: int) -> bytes:
        places = _places(chunks, order, begin + texts.length)
        put = [replace(t, chunks=counts(some), places=places[n]) for n, (t, some) in enumerate(zip(tracks, chunks, strict=True))]
        return kind + moov(put, texts.moov, begin - texts.data, kinds=kinds, wide=total >= LARGE) + data

    return header(len(header(0))), order


def _places(chunks: Sequence[Sequence[Chunk]], order: Sequence[Chunk], begin: int) -> list[Array]:
    at: dict[tuple[int, int], int] = {}
    for chunk in order:
        at[chunk.piece, chunk.offset] = begin
        begin += chunk.size
    return [np.array([at[chunk.piece, chunk.offset] for chunk in some], np.int64) for some in chunks]


def header_of(path: Path) -> _Header:
    """What a file says of itself, read without its media.

    Raises JoinError when it is no whole MP4.
    """
    header: bytes | None = None
    data, length = 0, 0
    with path.open("rb") as file:
        for kind, at, size in _boxes(file, path):
            if kind == b"mdat":
                data, length = at, size
            elif kind == b"moov" and size <= MOST_HEADER:
                file.seek(at)
                header = file.read(size)
    if header is None:
        raise JoinError(f"The piece {path.name} is not whole.")
    return _Header(header, data, length)


def _boxes(file: BinaryIO, path: Path) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and length of what is in each box of a file."""
    at, end = 0, path.stat().st_size
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, before = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, before = int.from_bytes(head[8:], "big"), 16
        if size < before or at + size > end:
            raise JoinError(f"The piece {path.name} is cut off.")
        yield head[4:8], at + before, size - before
        at += size
