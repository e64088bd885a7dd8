"""Makes single pieces with ffmpeg: each from exactly its inputs, each stored whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog

from assembly.domain.plan import Encoding, Picture, Poster, Span
from assembly.ports import Pieces
from assembly.vendors.local.captions import Drawn, draw_captions
from assembly.vendors.local.ends import Ends
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
    ends: Ends
    """What bodies leave behind for transitions; shared as well."""
    made: dict[str, Path] = field(default_factory=dict)
    expected_ends: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    bodies: dict[str, Picture] = field(default_factory=dict)
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
        if await self._is_copy(picture, clips[span.shot][1]):
            return await self._copied(picture, clips[span.shot], out)
        make = partial(picture_arguments, picture, clips, self.encoding, out, await self._drawn(picture))
        what, seconds = f"The clip of shot {' and '.join(clips)}", 120 + picture.frames
        if len(picture.spans) == 1:
            with self.ends.cut(self.encoding, self.expected_ends.get(span.shot, ())) as beside:
                await self._encode(make(beside=beside), what, seconds)
        else:
            await self._bodies_of(picture, clips)
            with self.ends.taken(self.encoding, picture.spans) as ready:
                await self._encode(make(ready=ready), what, seconds)
        return await self.store(picture.address, out, "video/mp4")

    def expect(self, pictures: Sequence[Picture], ends: Mapping[str, tuple[Span, ...]]) -> None:
        """Know what the film is made of, before its pictures are made: bodies that are encoded leave their clips' ends behind."""
        self.expected_ends.update(ends)
        self.bodies.update({picture.spans[0].shot: picture for picture in pictures if len(picture.spans) == 1})

    async def _bodies_of(self, picture: Picture, clips: Mapping[str, tuple[Path, Clip]]) -> None:
        """Wait for those bodies beside a transition that are just being encoded: they leave its pictures behind."""
        for span in picture.spans:
            body = self.bodies.get(span.shot)
            if body and not await self._is_copy(body, clips[span.shot][1]):
                made = self.in_hand.get((self.tenant, body.address))
                if made:
                    await made.wait()

    async def _is_copy(self, picture: Picture, clip: Clip) -> bool:
        return len(picture.spans) == 1 and not picture.captions and await self._copyable(picture.spans[0], clip)

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
        async with self.encoders.taken(1, self.film):
            return await self.tools.compute(function, *arguments, **named)

    async def _encode(self, arguments: Sequence[str], what: str, seconds: float) -> None:
        async with self.encoders.taken(CORES, self.film):
            try:
                await run_ffmpeg(arguments, self.folder, seconds)
            except FfmpegError as error:
                log.warning("ffmpeg refused its input", what=what, said=str(error))
                raise Invalid(f"{what} is damaged and cannot be used.", code="unusable_media") from error
