"""A film's front while the rest is still being made: its shots' pieces under headers of their own, as soon as they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import structlog

from assembly.domain.boxes import Array, BoxError
from assembly.domain.fragments import codecs_of, fragment, opening, packets_before, parts_of, stretch_of
from assembly.domain.layout import PRIMING, picture_track, sound_track
from assembly.domain.plan import Picture
from assembly.domain.samples import Samples, track_of
from assembly.domain.timeline import Placed
from assembly.domain.windows import WINDOW
from assembly.vendors.local.join import JoinError, header_of
from assembly.vendors.local.workshop import Workshop
from contracts.assembly import PreviewGrew, PreviewPart
from contracts.base import MediaRef

log = structlog.get_logger()

PACKETS = WINDOW // PRIMING
"""Packets of a window; the film's first window has one more, which only the decoder needs."""
MEDIA_TYPE = "video/mp4"


@dataclass(frozen=True, slots=True)
class Written:
    """What a stretch became; each part with its length in frames."""

    codecs: str
    opening: Path
    parts: tuple[tuple[Path, int], ...]


def front_of(
    placed: Sequence[Placed], pictures: Sequence[Picture], pieces: Mapping[str, MediaRef], begin: int
) -> list[tuple[Picture, ...]]:
    """The pieces of each shot from number `begin` on, up to one that lacks some; a transition goes with the shot after it."""
    bodies = {p.spans[0].shot: p for p in pictures if len(p.spans) == 1}
    transitions = {p.spans[1].shot: p for p in pictures if len(p.spans) == 2}
    front: list[tuple[Picture, ...]] = []
    for item in placed[begin:]:
        wanted = [transitions.get(item.shot.id)] if item.fade_in else []
        if item.shot.frames > item.fade_in + item.fade_out:
            wanted.append(bodies.get(item.shot.id))
        there = tuple(piece for piece in wanted if piece is not None and piece.address in pieces)
        if len(there) < len(wanted):
            break
        front.append(there)
    return front


@dataclass(frozen=True, slots=True)
class Preview:
    """One film's preview; `sounds` are its windows, in order."""

    shop: Workshop
    placed: Sequence[Placed]
    pieces: Mapping[str, MediaRef]
    sounds: Sequence[MediaRef]

    async def grown(self, number: int, pictures: Sequence[Picture]) -> PreviewGrew | None:
        """One shot's parts, stored; nothing when they cannot be joined."""
        shop, item = self.shop, self.placed[number]
        event = PreviewGrew(
            number=number,
            parts=(),
            width=shop.encoding.width,
            height=shop.encoding.height,
            fps=shop.encoding.fps,
            last=number + 1 == len(self.placed),
        )
        if not pictures:
            return event
        start = item.start - item.fade_in
        paths = [shop.made.get(p.address) or await shop.tools.media.fetch(self.pieces[p.address]) for p in pictures]
        heard = await self._heard(start, start + sum(picture.frames for picture in pictures))
        name = shop.folder / f"preview{number}"
        try:
            written = await shop.tools.compute(write_parts, paths, heard, start, shop.encoding.fps, name)
        except (JoinError, BoxError) as error:
            log.warning("a shot cannot be previewed", shot=item.shot.id, error=str(error))
            return None
        put = partial(shop.tools.media.put_file, shop.tenant, media_type=MEDIA_TYPE)
        parts = tuple([PreviewPart(media=await put(path), frames=frames) for path, frames in written.parts])
        return event.model_copy(update={"parts": parts, "opening": await put(written.opening), "codecs": written.codecs})

    async def _heard(self, start: int, end: int) -> dict[int, Path]:
        """The windows of sound that are heard at these frames, by their numbers."""
        fps, last = self.shop.encoding.fps, len(self.sounds) - 1
        first, end = packets_before(start, fps) // PACKETS, (packets_before(end, fps) - 1) // PACKETS
        numbers = range(min(first, last), min(end, last) + 1)
        return {number: await self.shop.tools.media.fetch(self.sounds[number]) for number in numbers}


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
