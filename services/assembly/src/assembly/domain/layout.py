"""Where everything lies in the film's file: pictures and sound of about a second by turns, in pieces' own order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from assembly.domain.boxes import Array, BoxError, children
from assembly.domain.header import Track
from assembly.domain.samples import Samples

PRIMING = 1024
"""Samples that an AAC decoder needs before the first one that is heard."""

_DECODERS = (b"avcC", b"hvcC", b"av1C", b"vpcC")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes of one piece (by its number) that go into the film as they are."""

    piece: int
    offset: int
    size: int
    samples: int
    time: float


def decoder_of(description: bytes) -> tuple[bytes, ...]:
    """What a sample description says to the decoder; beside it stands what each piece alone is like, its bit rate for example."""
    ((kind, entry),) = children(description[8:])
    return (kind, entry[24:28], *(name + body for name, body in children(entry[78:]) if name in _DECODERS))


def picture_track(pieces: Sequence[Samples], rate: int, language: str) -> Track:
    """All pictures one after the other, each frame exactly where it belongs.

    Raises BoxError when a piece has another decoder's header or other frames than it should have.
    """
    first = pieces[0]
    ticks, decoder = first.timescale // rate, decoder_of(first.description)
    befores = [0, *accumulate(len(piece.sizes) for piece in pieces)]
    shown = [np.round(p.shown * (rate / p.timescale)).astype(np.int64) for p in pieces]
    for piece, order in zip(pieces, shown, strict=True):
        if decoder_of(piece.description) != decoder:
            raise BoxError("has another decoder's header than the first")
        if not np.array_equal(np.sort(order), np.arange(len(order))):
            raise BoxError("has frames that do not follow each other")
    screen = np.concatenate([order + before for order, before in zip(shown, befores, strict=False)])
    decoded = np.arange(len(screen))
    ahead = int((decoded - screen).max(initial=0))
    return Track(
        kind=b"vide",
        timescale=first.timescale,
        description=first.description,
        display=first.display,
        language=language,
        sizes=np.concatenate([piece.sizes for piece in pieces]),
        durations=np.full(len(screen), ticks),
        late=(screen + ahead - decoded) * ticks if ahead or np.any(screen != decoded) else np.zeros(0, np.int64),
        keys=np.concatenate([piece.keys + before for piece, before in zip(pieces, befores, strict=False)]),
        begin=ahead * ticks,
        length=len(screen) * ticks,
        chunks=np.zeros(0, np.int64),
        places=np.zeros(0, np.int64),
    )


def sound_track(pieces: Sequence[Samples], samples: int, language: str) -> Track:
    """All sound one after the other; what the decoder needs before the film begins is not heard."""
    first = pieces[0]
    sizes = np.concatenate([piece.sizes for piece in pieces])
    durations = np.full(len(sizes), PRIMING)
    durations[-1] -= len(sizes) * PRIMING - PRIMING - samples
    if not 0 < durations[-1] <= PRIMING:
        raise BoxError(f"has {len(sizes)} packets of sound, which is another length than the film's")
    nothing = np.zeros(0, np.int64)
    return Track(
        kind=b"soun",
        timescale=first.timescale,
        description=first.description,
        display=first.display,
        language=language,
        sizes=sizes,
        durations=durations,
        late=nothing,
        keys=np.arange(len(sizes)),
        begin=PRIMING,
        length=samples,
        chunks=nothing,
        places=nothing,
    )


def chunks_of(pieces: Sequence[Samples], track: Track, seconds: float, number: int) -> Iterator[Chunk]:
    """The pieces cut into chunks of at most so long; the first piece has this number."""
    most = max(1, round(seconds * track.timescale / int(track.durations[0])))
    begun = 0
    for n, piece in enumerate(pieces, number):
        ends = piece.offsets + piece.sizes
        torn = np.flatnonzero(piece.offsets[1:] != ends[:-1]) + 1
        cuts = np.unique(np.concatenate([np.arange(0, len(ends), most), torn, [len(ends)]]))
        for first, end in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            offset = int(piece.offsets[first])
            time = (begun + first) * int(track.durations[0]) / track.timescale
            yield Chunk(n, offset, int(ends[end - 1]) - offset, end - first, time)
        begun += len(ends)


def counts(chunks: Sequence[Chunk]) -> Array:
    """How many samples lie in each."""
    return np.array([chunk.samples for chunk in chunks], np.int64)
