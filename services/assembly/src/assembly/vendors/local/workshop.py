"""Makes single pieces with ffmpeg: each from exactly its inputs, each stored whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog

from assembly.domain.plan import Encoding, Picture, Poster, Span, Use
from assembly.ports import Pieces
from assembly.vendors.local.captions import Drawn, draw_captions
from assembly.vendors.local.ffmpeg import FfmpegError, run_ffmpeg
from assembly.vendors.local.gathering import Places, gathered
from assembly.vendors.local.probe import Clip, Local, UnusableError, copy_frames, probe_clip
from assembly.vendors.local.video import (
    apart_arguments,
    blank_arguments,
    picture_arguments,
    poster_arguments,
    table_of,
    write_table,
)
from chassis.errors import Invalid
from chassis.sums import Sums
from chassis.work import Tools
from contracts.base import MediaRef

log = structlog.get_logger()
P = ParamSpec("P")
T = TypeVar("T")
Make = Callable[[], Awaitable[MediaRef]]
Measure = Callable[[], Awaitable[bytes]]

CORES = 2
"""What an encoder of pictures keeps busy: one with two threads needs a third less memory than two with one."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """One job's tools and files. Files made here are used again by the join without going through the store."""

    tenant: str
    film: str
    """The hash of its storyboard: by it encoders know whether somebody waits for the film."""
    tools: Tools
    pieces: Pieces
    encoders: Places
    encoding: Encoding
    folder: Path
    headers: dict[Encoding, str]
    """What is known of the film's forms; shared by all jobs of the process."""
    in_hand: dict[tuple[str, str], asyncio.Event]
    """Which pieces are being made in this process at this moment; shared as well."""
    uses: Mapping[str, Use]
    """What the film needs of each shot's clip."""
    made: dict[str, Path] = field(default_factory=dict)
    _clips: dict[str, asyncio.Task[Local]] = field(default_factory=dict)
    _trying: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def piece(self, address: str, make: Make) -> MediaRef:
        """The piece, made unless somebody else is just making it."""

        async def find() -> MediaRef | None:
            return (await self.pieces.find(self.tenant, [address])).get(address)

        return await self._once(address, find, make)

    async def measured(self, makes: Mapping[str, Measure]) -> dict[str, bytes]:
        """What was measured, by address; what is not known yet is measured now."""
        found = dict(await self.pieces.measured(self.tenant, makes))

        async def measure(address: str) -> None:
            async def find() -> bytes | None:
                return (await self.pieces.measured(self.tenant, [address])).get(address)

            async def make() -> bytes:
                data = await makes[address]()
                await self.pieces.note(self.tenant, address, data)
                return data

            found[address] = await self._once(address, find, make)

        await gathered([measure(address) for address in makes if address not in found])
        return found

    async def _once(self, address: str, find: Callable[[], Awaitable[T | None]], make: Callable[[], Awaitable[T]]) -> T:
        """Made by one at a time; who waited takes what the other has made."""
        key = (self.tenant, address)
        while key in self.in_hand:
            await self.in_hand[key].wait()
            if (found := await find()) is not None:
                return found
        made = self.in_hand[key] = asyncio.Event()
        try:
            return await make()
        finally:
            del self.in_hand[key]
            made.set()

    async def picture(self, picture: Picture) -> MediaRef:
        """A body or a transition; a body that lies ready in its clip is copied, not encoded."""
        shot, out = picture.spans[0].shot, self.folder / f"{picture.address}.mp4"
        if len(picture.spans) > 1:
            found = [await self._under(span) for span in picture.spans]
            return await self._pictured(
                replace(picture, spans=tuple(span for span, _ in found)), [clip for _, clip in found], out
            )
        clip = await self.clip(picture.spans[0])
        if await self._is_copy(picture, clip.seen):
            return await self._copied(picture, clip, out)
        if self.uses[shot].ends and not await self._is_in_form(clip.seen, self.uses[shot].cuts):
            return (await self._apart(shot, clip))[picture.address]
        return await self._pictured(picture, [clip], out)

    async def _pictured(self, picture: Picture, clips: Sequence[Local], out: Path) -> MediaRef:
        """Encoded for the film; one clip for each span."""
        arguments = picture_arguments(picture, clips, self.encoding, out, await self._drawn(picture))
        names = " and ".join(span.shot for span in picture.spans)
        await self._encode(arguments, f"The clip of shot {names}", 120 + picture.frames)
        return await self.store(picture.address, out, "video/mp4")

    async def _under(self, span: Span) -> tuple[Span, Local]:
        """Where a transition's pictures lie: in the shot's clip, or among its ends if it came in another form."""
        clip, use = await self.clip(span), self.uses[span.shot]
        if await self._is_in_form(clip.seen, use.cuts):
            return span, clip
        media = (await self._apart(span.shot, clip))[use.address]
        path = self.made.get(use.address) or await self.tools.media.fetch(media)
        before = sum(end.count for end in use.ends[: use.ends.index(span)])
        frames = sum(end.count for end in use.ends)
        seen = Clip(self.encoding.width, self.encoding.height, frames, True, "", True, "", frozenset())
        return replace(span, first=before), Local(media, path, seen)

    async def _apart(self, shot: str, clip: Local) -> Mapping[str, MediaRef]:
        """The ends of a clip in another form and its body, by address: made together now, or found."""
        use = self.uses[shot]
        wanted = {use.address, *([use.body.address] if use.body else [])}

        async def find() -> Mapping[str, MediaRef] | None:
            found = await self.pieces.find(self.tenant, wanted)
            return found if wanted <= set(found) else None

        async def make() -> Mapping[str, MediaRef]:
            found = await self.pieces.find(self.tenant, wanted)
            return {**found, **await self._taken_apart(use, shot, clip, wanted - set(found))}

        return await self._once(use.address, find, make)

    async def _taken_apart(self, use: Use, shot: str, clip: Local, missing: set[str]) -> dict[str, MediaRef]:
        """The clip is decoded once for all that is missing."""
        paths = {address: self.folder / f"{address}.mp4" for address in missing}
        body = use.body if use.body and use.body.address in missing else None
        if use.address in missing:
            outs = (paths[use.address], paths[body.address] if body else None)
            arguments = apart_arguments(use, clip, self.encoding, *outs, await self._drawn(body) if body else ())
            await self._encode(arguments, f"The clip of shot {shot}", 120 + use.frames)
            stored = await gathered([self.store(address, path, "video/mp4") for address, path in paths.items()])
            return dict(zip(paths, stored, strict=True))
        return {body.address: await self._pictured(body, [clip], paths[body.address])} if body else {}

    async def _is_copy(self, picture: Picture, clip: Clip) -> bool:
        if len(picture.spans) > 1 or picture.captions:
            return False
        span = picture.spans[0]
        return await self._is_in_form(clip, {span.first, span.first + span.count})

    async def _drawn(self, picture: Picture) -> list[Drawn]:
        if not picture.captions:
            return []
        size = (self.encoding.width, self.encoding.height)
        return await self.tools.compute(draw_captions, picture.captions, size, self.folder, picture.address)

    async def _is_in_form(self, clip: Clip, joints: Collection[int]) -> bool:
        """Whether the film can be cut out of the clip at these frames without encoding it."""
        size = (clip.width, clip.height) == (self.encoding.width, self.encoding.height)
        return size and clip.groups.issuperset(joints) and clip.header == await self._header()

    async def _copied(self, picture: Picture, clip: Local, out: Path) -> MediaRef:
        media, span = clip.media, picture.spans[0]
        if span.count == clip.seen.frames:
            await self.pieces.keep(self.tenant, picture.address, media)
            self.made[picture.address] = clip.path
            return media
        await self.tools.compute(copy_frames, clip.path, media.media_type, span.first, span.count, self.encoding.fps, out)
        return await self.store(picture.address, out, "video/mp4")

    async def _header(self) -> str:
        """The header of every piece that is encoded here."""
        async with self._trying:
            if self.encoding not in self.headers:
                out = self.folder / "blank.mp4"
                await self._encode(blank_arguments(self.encoding, out), "A black frame", 60)
                self.headers[self.encoding] = (await self.tools.compute(probe_clip, out, "video/mp4", self.encoding.fps)).header
        return self.headers[self.encoding]

    async def poster(self, poster: Poster) -> MediaRef:
        """The film's poster."""
        clip = await self.clip(poster.span)
        out = self.folder / f"{poster.address}.jpg"
        arguments = poster_arguments(poster.span, clip, self.encoding, out)
        await self._encode(arguments, f"The clip of shot {poster.span.shot}", 120)
        return await self.store(poster.address, out, "image/jpeg")

    async def clip(self, span: Span) -> Local:
        """The shot's clip as it came, looked at once."""
        if span.shot not in self._clips:
            self._clips[span.shot] = asyncio.create_task(self._clip(span))
        return await asyncio.shield(self._clips[span.shot])

    async def store(self, address: str, path: Path, media_type: str, sums: Sums | None = None) -> MediaRef:
        """The object first, then the row that makes it findable."""
        media = await self.tools.media.put_file(self.tenant, path, media_type, sums)
        await self.tools.media.keep(media, path)
        await self.pieces.keep(self.tenant, address, media)
        self.made[address] = path
        return media

    async def _clip(self, span: Span) -> Local:
        path = await self.tools.media.fetch(span.clip)
        try:
            clip = await self.tools.compute(probe_clip, path, span.clip.media_type, self.encoding.fps)
        except UnusableError as error:
            raise Invalid(f"The clip of shot {span.shot} {error}.", code="unusable_clip") from None
        if clip.wide:
            await self.tools.compute(write_table, self.folder / table_of(clip.wide), clip.wide)
        missing = self.uses[span.shot].frames - clip.frames
        if missing > 0:
            log.warning("a clip is short, its last frame is held", tenant=self.tenant, shot=span.shot, frames=missing)
        return Local(span.clip, path, clip)

    async def computed(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """The result of what is computed in another process, as soon as an encoder's place is free."""
        async with self.encoders.taken(1, self.film):
            return await self.tools.compute(function, *arguments, **named)

    async def _encode(self, arguments: Sequence[str], what: str, seconds: float) -> None:
        async with self.encoders.taken(CORES, self.film):
            try:
                await run_ffmpeg(arguments, self.folder, seconds)
            except FfmpegError as error:
                log.warning("ffmpeg refused its input", what=what, said=str(error))
                raise Invalid(f"{what} is damaged and cannot be used.", code="unusable_media") from error
