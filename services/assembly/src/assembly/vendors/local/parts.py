"""Writes a stretch of the film under headers of its own, in parts that players fetch one after the other, for `preview`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assembly.domain.boxes import Array
from assembly.domain.fragments import codecs_of, fragment, opening, packets_before, parts_of, stretch_of
from assembly.domain.layout import PRIMING, picture_track, sound_track
from assembly.domain.samples import Samples, track_of
from assembly.domain.windows import WINDOW
from assembly.vendors.local.join import header_of

PACKETS = WINDOW // PRIMING
"""Packets of a window; the film's first window has one more, which only the decoder needs."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a stretch became; each part with its length in frames."""

    codecs: str
    opening: Path
    parts: tuple[tuple[Path, int], ...]


def write_parts(pictures: Sequence[Path], sounds: Mapping[int, Path], start: int, fps: int, name: Path) -> Written:
    """A stretch that begins at frame `start` of the film. Runs in the process pool."""
    seen = [track_of(header_of(path).moov, b"vide") for path in pictures]
    heard = {window: track_of(header_of(path).moov, b"soun") for window, path in sounds.items()}
    samples = next(iter(heard.values()))
    tracks = picture_track(seen, fps, "und"), sound_track([samples], (len(samples.sizes) - 1) * PRIMING, "und")
    first, written = name.with_suffix(".opening"), list[tuple[Path, int]]()
    first.write_bytes(opening(*tracks, fps))
    stretch = stretch_of(seen, fps)
    data = [path.read_bytes() for path in pictures]
    for part in parts_of(stretch, fps):
        packets = _packets(heard, sounds, packets_before(start + part.start, fps), packets_before(start + part.stop, fps))
        sizes: Array = np.array([len(packet) for packet in packets], np.int64)
        out = name.with_suffix(f".{part.start}")
        with out.open("wb") as file:
            file.write(fragment(start, fps, stretch, part, sizes))
            for piece, at, size in zip(stretch.pieces[part], stretch.offsets[part], stretch.sizes[part], strict=True):
                file.write(data[piece][at : at + size])
            file.writelines(packets)
        written.append((out, part.stop - part.start))
    return Written(codecs_of(seen[0].description), first, tuple(written))


def _packets(heard: Mapping[int, Samples], sounds: Mapping[int, Path], first: int, last: int) -> list[bytes]:
    """The film's sound packets of these numbers; the film may end before the last."""
    found: list[bytes] = []
    for window, samples in sorted(heard.items()):
        begin = window * PACKETS
        skipped = 1 if window == 0 else 0
        data = sounds[window].read_bytes()
        for n in range(max(first, begin), min(last, begin + len(samples.sizes) - skipped)):
            at, size = int(samples.offsets[n - begin + skipped]), int(samples.sizes[n - begin + skipped])
            found.append(data[at : at + size])
    return found
