"""A film's front while the rest is still being made: its shots' pieces under headers of their own, as soon as they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog

from assembly.domain.boxes import BoxError
from assembly.domain.fragments import packets_before
from assembly.domain.plan import Picture
from assembly.domain.timeline import Placed
from assembly.vendors.local.join import JoinError
from assembly.vendors.local.parts import PACKETS, write_parts
from assembly.vendors.local.workshop import Workshop
from contracts.assembly import PreviewGrew, PreviewPart
from contracts.base import MediaRef

log = structlog.get_logger()

MEDIA_TYPE = "video/mp4"


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
