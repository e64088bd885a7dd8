"""The film's own header (`moov`), written from the samples of its pieces, so that joining is nothing but copying bytes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from assembly.domain.boxes import Array, box, children, full, inner, numbers, runs, table

MOVIE_SCALE = 48_000
"""Ticks of the film's clock: frames of every rate and samples are whole numbers of them."""

_MATRIX = numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_MEDIA = {
    b"vide": (full(b"vmhd", bytes(8), flags=1), b"VideoHandler\0"),
    b"soun": (full(b"smhd", bytes(4)), b"SoundHandler\0"),
}


@dataclass(frozen=True, slots=True)
class Track:
    """One track of the film; `chunks` has how many samples lie together each time, `places` where each chunk begins."""

    kind: bytes
    timescale: int
    description: bytes
    display: bytes
    language: str
    sizes: Array
    durations: Array
    late: Array
    """How much later than it is decoded each sample is shown; empty where none is."""
    keys: Array
    begin: int
    """The time in the track at which the film begins."""
    length: int
    """The film's length in ticks of this track."""
    chunks: Array
    places: Array


def ftyp(track: Track) -> bytes:
    """Says what kind of file it is."""
    codec = [kind for kind in (b"avc1", b"av01") if track.description[12:16] == kind]
    return box(b"ftyp", b"isom", numbers(512), b"isom", b"iso2", *codec, b"mp41")


def moov(
    tracks: Sequence[Track],
    texts: bytes,
    moved: int,
    *,
    kinds: Collection[bytes] = (),
    wide: bool = False,
    more: Sequence[bytes] = (),
) -> bytes:
    """The header for these tracks and those of other `kinds` of another header, whose samples lie `moved` bytes later than there.

    `wide` places take eight bytes each; `more` are boxes that follow.
    """
    grafted = [body for kind, body in children(texts) if kind == b"trak" and _kind(body) in kinds]
    chapters = [len(tracks) + n for n, body in enumerate(grafted, 1) if _kind(body) == b"text"]
    length = max(_film_time(track.length, track.timescale) for track in tracks)
    last = len(tracks) + len(grafted) + 1
    times = numbers(0, 0, MOVIE_SCALE, length, 0x10000)
    return box(
        b"moov",
        full(b"mvhd", times, b"\x01\x00", bytes(10), _MATRIX, bytes(24), numbers(last)),
        *(_trak(track, n, chapters, wide=wide) for n, track in enumerate(tracks, 1)),
        *(box(b"trak", _moved(body, n, chapters, moved)) for n, body in enumerate(grafted, len(tracks) + 1)),
        *(box(kind, body) for kind, body in children(texts) if kind == b"udta"),
        *more,
    )


def aac_description(config: bytes, bit_rate: int) -> bytes:
    """What a track of stereo AAC at 48 kHz says to its decoder."""
    decoder = bytes([0x40, 0x15, 0, 0, 0]) + numbers(bit_rate, bit_rate) + _tagged(5, config)
    entry = bytes(6) + b"\0\1" + bytes(8) + b"\0\2\0\x10" + bytes(4) + numbers(48_000 << 16)
    stream = full(b"esds", _tagged(3, bytes(3) + _tagged(4, decoder) + _tagged(6, b"\2")))
    return numbers(0, 1) + box(b"mp4a", entry, stream)


def _tagged(tag: int, body: bytes) -> bytes:
    return bytes([tag, len(body)]) + body


def packets_file(description: bytes, sizes: Array, rate: int, each: int) -> bytes:
    """What stands before the packets of a sound piece, which lie together behind it."""
    durations, nothing = np.full(len(sizes), each), np.zeros(0, np.int64)
    data = (8 + int(sizes.sum())).to_bytes(4, "big") + b"mdat"

    def header(begin: int) -> bytes:
        track = Track(
            kind=b"soun",
            timescale=rate,
            description=description,
            display=bytes(8),
            language="und",
            sizes=sizes,
            durations=durations,
            late=nothing,
            keys=np.arange(len(sizes)),
            begin=0,
            length=len(sizes) * each,
            chunks=np.array([len(sizes)]),
            places=np.array([begin]),
        )
        return ftyp(track) + moov([track], b"", 0) + data

    return header(len(header(0)))


def _kind(trak: bytes) -> bytes:
    return inner(trak, b"mdia", b"hdlr")[8:12]


def _film_time(ticks: int, scale: int) -> int:
    return -(-ticks * MOVIE_SCALE // scale)


def _trak(track: Track, number: int, chapters: Sequence[int], *, wide: bool) -> bytes:
    length, sound = _film_time(track.length, track.timescale), track.kind == b"soun"
    place = b"\0\0\0\x01\x01\0\0\0" if sound else bytes(8)
    head = full(b"tkhd", numbers(0, 0, number, 0, length), bytes(8), place, _MATRIX, track.display, flags=3)
    edits = box(b"edts", full(b"elst", numbers(1, length, track.begin, 0x10000)))
    points = [box(b"tref", _chap(chapters))] if chapters else []
    return box(b"trak", head, edits, *points, _mdia(track, wide=wide))


def _mdia(track: Track, *, wide: bool) -> bytes:
    media, name = _MEDIA[track.kind]
    head = full(b"mdhd", numbers(0, 0, track.timescale, int(track.durations.sum())), _language(track.language), bytes(2))
    handler = full(b"hdlr", bytes(4), track.kind, bytes(12), name)
    source = box(b"dinf", full(b"dref", numbers(1), full(b"url ", flags=1)))
    return box(b"mdia", head, handler, box(b"minf", media, source, _stbl(track, wide=wide)))


def _language(code: str) -> bytes:
    packed = 0
    for letter in code:
        packed = packed << 5 | ord(letter) - 0x60
    return packed.to_bytes(2, "big")


def _stbl(track: Track, *, wide: bool) -> bytes:
    changes = np.flatnonzero(np.diff(track.chunks, prepend=-1))
    grouped = np.stack([changes + 1, track.chunks[changes], np.ones(len(changes), np.int64)], axis=1)
    return box(
        b"stbl",
        box(b"stsd", track.description),
        full(b"stts", table(runs(track.durations))),
        *([full(b"ctts", table(runs(track.late)))] if len(track.late) else []),
        *([full(b"stss", table(track.keys + 1))] if len(track.keys) < len(track.sizes) else []),
        full(b"stsc", table(grouped)),
        full(b"stsz", numbers(0), table(track.sizes)),
        full(b"co64", table(track.places, 8)) if wide else full(b"stco", table(track.places)),
    )


def _chap(chapters: Sequence[int]) -> bytes:
    return box(b"chap", numbers(*chapters))


def _moved(body: bytes, number: int, chapters: Sequence[int], moved: int) -> bytes:
    """A track of another file with its number and the places of its samples in this one."""
    parts = []
    for kind, inside in children(body):
        changed = inside
        if kind == b"tkhd":
            changed = inside[:12] + numbers(number) + inside[16:]
        elif kind in (b"mdia", b"minf", b"stbl"):
            changed = _moved(inside, number, chapters, moved)
        elif kind == b"tref":
            changed = _chap(chapters)
        elif kind == b"stco":
            changed = inside[:4] + table(np.frombuffer(inside, ">u4", -1, 8).astype(np.int64) + moved)
        parts.append(box(kind, changed))
    return b"".join(parts)
