"""Makes single pieces with ffmpeg: each from exactly its inputs, each stored whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog

from assembly.domain.plan import Encoding, Picture, Poster, Span
from assembly.ports import Pieces
from assembly.vendors.local.captions import Drawn, draw_captions
from assembly.vendors.local.ffmpeg import FfmpegError, run_ffmpeg
from assembly.vendors.local.gathering import Places, gathered
from assembly.vendors.local.probe import Clip, UnusableError, copy_frames, probe_clip
from assembly.vendors.local.video import blank_arguments, picture_arguments, poster_arguments
from chassis.errors import Invalid
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
    tools: Tools
    pieces: Pieces
    encoders: Places
    encoding: Encoding
    folder: Path
    headers: dict[Encoding, str]
    """What is known of the film's forms; shared by all jobs of the process."""
    in_hand: dict[tuple[str, str], asyncio.Event]
    """Which pieces are being made in this process at this moment; shared as well."""
    made: dict[str, Path] = field(default_factory=dict)
    _clips: dict[str, asyncio.Task[tuple[Path, Clip]]] = field(default_factory=dict)
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
        clips = {span.shot: await self.clip(span) for span in picture.spans}
        out = self.folder / f"{picture.address}.mp4"
        span = picture.spans[0]
        if not picture.captions and len(clips) == 1 and await self._copyable(span, clips[span.shot][1]):
            return await self._copied(picture, clips[span.shot], out)
        drawn = await self._drawn(picture)
        arguments = picture_arguments(picture, clips, self.encoding, out, drawn)
        shots = " and ".join(clips)
        await self._encode(arguments, f"The clip of shot {shots}", 120 + picture.frames)
        return await self.store(picture.address, out, "video/mp4")

    async def _drawn(self, picture: Picture) -> list[Drawn]:
        if not picture.captions:
            return []
        size = (self.encoding.width, self.encoding.height)
        return await self.tools.compute(draw_captions, picture.captions, size, self.folder, picture.address)

    async def _copyable(self, span: Span, clip: Clip) -> bool:
        size = (clip.width, clip.height) == (self.encoding.width, self.encoding.height)
        cut = {span.first, span.first + span.count} <= clip.groups
        return size and cut and clip.header == await self._header()

    async def _copied(self, picture: Picture, clip: tuple[Path, Clip], out: Path) -> MediaRef:
        (path, seen), span = clip, picture.spans[0]
        if span.count == seen.frames:
            await self.pieces.keep(self.tenant, picture.address, span.clip)
            self.made[picture.address] = path
            return span.clip
        await self.tools.compute(copy_frames, path, span.clip.media_type, span.first, span.count, self.encoding.fps, out)
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
        path, clip = await self.clip(poster.span)
        out = self.folder / f"{poster.address}.jpg"
        arguments = poster_arguments(poster.span, path, clip, self.encoding, out)
        await self._encode(arguments, f"The clip of shot {poster.span.shot}", 120)
        return await self.store(poster.address, out, "image/jpeg")

    async def clip(self, span: Span) -> tuple[Path, Clip]:
        """The shot's clip as a local file, looked at once per job."""
        if span.shot not in self._clips:
            self._clips[span.shot] = asyncio.create_task(self._clip(span))
        path, clip = await asyncio.shield(self._clips[span.shot])
        missing = span.first + span.count - clip.frames
        if missing > 0:
            log.warning("a clip is short, its last frame is held", tenant=self.tenant, shot=span.shot, frames=missing)
        return path, clip

    async def store(self, address: str, path: Path, media_type: str) -> MediaRef:
        """The object first, then the row that makes it findable."""
        media = await self.tools.media.put_file(self.tenant, path, media_type)
        await self.tools.media.keep(media, path)
        await self.pieces.keep(self.tenant, address, media)
        self.made[address] = path
        return media

    async def _clip(self, span: Span) -> tuple[Path, Clip]:
        path = await self.tools.media.fetch(span.clip)
        try:
            return path, await self.tools.compute(probe_clip, path, span.clip.media_type, self.encoding.fps)
        except UnusableError as error:
            raise Invalid(f"The clip of shot {span.shot} {error}.", code="unusable_clip") from None

    async def computed(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """The result of what is computed in another process, as soon as an encoder's place is free."""
        async with self.encoders.taken():
            return await self.tools.compute(function, *arguments, **named)

    async def _encode(self, arguments: Sequence[str], what: str, seconds: float) -> None:
        async with self.encoders.taken(CORES):
            try:
                await run_ffmpeg(arguments, self.folder, seconds)
            except FfmpegError as error:
                log.warning("ffmpeg refused its input", what=what, said=str(error))
                raise Invalid(f"{what} is damaged and cannot be used.", code="unusable_media") from error
