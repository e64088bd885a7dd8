"""From an order to the film: plan, make the pieces that do not exist yet, join them by stream copy."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog
from pydantic import ValidationError

from assembly.domain.address import address_of
from assembly.domain.plan import Arrived, Encoding, Picture, Plan, PlanError, Poster, pictures_of, plan_film, poster_of, sound_of
from assembly.domain.subtitles import Cue, Word, cues_of
from assembly.domain.texts import chapters_vtt, cue_samples, metadata_of, srt_of, vtt_of
from assembly.domain.tiles import tiles_of, tiles_vtt
from assembly.domain.timeline import place_shots
from assembly.ports import Pieces
from assembly.vendors.local.ffmpeg import FfmpegError, encoder, run_ffmpeg
from assembly.vendors.local.languages import language_code
from assembly.vendors.local.tiles import Strip, address_of_tiles, make_strips, make_tiles, size_of_tile, strips_of
from assembly.vendors.local.track import TEMPLATE, template_arguments, write_track
from assembly.vendors.local.video import concat_list, join_arguments
from assembly.vendors.local.workshop import Make, Workshop, gathered
from assembly.words import SpokenWords
from chassis.errors import Broken, Invalid
from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film
from contracts.base import MediaRef
from contracts.form import Resolution
from contracts.storyboard import FPS, Ratio, Storyboard, size_of

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LocalAssembler:
    """`encoders` bounds the encoders of all films in this process; `sizes` is the film's size for a ratio and resolution."""

    pieces: Pieces
    encoders: asyncio.Semaphore
    sizes: Callable[[Ratio, Resolution], tuple[int, int]] = size_of
    _headers: dict[Encoding, str] = field(default_factory=dict)
    _in_hand: dict[tuple[str, str], asyncio.Event] = field(default_factory=dict)

    async def assemble(self, tenant: str, order: AssembleFilm, tools: Tools) -> Film:
        """Plan, make what is missing, join."""
        storyboard = await tools.media.get_model(order.storyboard, Storyboard)
        shop = self._shop(tenant, storyboard, tools)
        try:
            plan = plan_film(storyboard, order, shop.encoding)
        except PlanError as error:
            raise Invalid(str(error), code="bad_order") from None
        cues = cues_of(storyboard, plan.placed, await _words(order, tools))
        return await _Film(storyboard, plan, cues, shop).make()

    async def prepare(
        self, tenant: str, board: MediaRef, arrived: Arrived, begun: set[str], tools: Tools, *, sounds: bool
    ) -> None:
        """Make what can be made of the media that have arrived; `begun` are the pieces that were tried before."""
        storyboard = await tools.media.get_model(board, Storyboard)
        shop, placed = self._shop(tenant, storyboard, tools), place_shots(storyboard)
        pictures = pictures_of(placed, arrived, shop.encoding)
        makers = makers_of(shop, pictures, poster_of(placed, arrived, shop.encoding))
        if sounds:
            sound = sound_of(placed, arrived)
            makers[sound.address] = partial(shop.sound, sound)
        new = [address for address in makers if address not in begun]
        begun.update(new)
        pieces = dict(await self.pieces.find(tenant, new))
        missing = [address for address in new if address not in pieces]
        made = await gathered([shop.piece(address, makers[address]) for address in missing])
        pieces |= zip(missing, made, strict=True)
        await make_strips(shop, [s for s in strips_of(placed, pictures) if s.picture.address in pieces], pieces)

    def _shop(self, tenant: str, storyboard: Storyboard, tools: Tools) -> Workshop:
        form = storyboard.form
        encoding = Encoding(*self.sizes(storyboard.ratio, form.resolution), encoder(), form.codec)
        return Workshop(tenant, tools, self.pieces, self.encoders, encoding, tools.scratch(), self._headers, self._in_hand)


async def _words(order: AssembleFilm, tools: Tools) -> dict[str, tuple[Word, ...]]:
    found = {}
    for shot in order.shots:
        if shot.words is None:
            continue
        try:
            found[shot.shot] = (await tools.media.get_model(shot.words, SpokenWords)).heard()
        except ValidationError as error:
            log.warning("word times cannot be read, lines are timed by their length", shot=shot.shot, error=str(error)[:300])
    return found


def makers_of(shop: Workshop, pictures: Sequence[Picture], posters: Sequence[Poster]) -> dict[str, Make]:
    """Content address to what makes the piece."""
    makers: dict[str, Make] = {picture.address: partial(shop.picture, picture) for picture in pictures}
    return makers | {poster.address: partial(shop.poster, poster) for poster in posters}


@dataclass(frozen=True, slots=True)
class _Film:
    """One film in the making."""

    storyboard: Storyboard
    plan: Plan
    cues: tuple[Cue, ...]
    shop: Workshop

    async def make(self) -> Film:
        pieces = await self._pieces()
        plan, put, tenant = self.plan, self.shop.tools.media.put, self.shop.tenant
        tiles = tiles_vtt(tiles_of(plan.placed), size_of_tile(self.shop.encoding), plan.frames)
        return Film(
            mp4=pieces[self._address()],
            poster=pieces[plan.poster.address],
            srt=await put(tenant, _encoded(srt_of(self.cues)), "application/x-subrip"),
            vtt=await put(tenant, _encoded(vtt_of(self.cues)), "text/vtt"),
            chapters=await put(tenant, _encoded(chapters_vtt(plan.placed)), "text/vtt"),
            tiles=pieces[self._address_of_tiles()],
            thumbnails=await put(tenant, _encoded(tiles), "text/vtt"),
            frames=plan.frames,
            seconds=plan.frames / FPS,
        )

    async def _pieces(self) -> dict[str, MediaRef]:
        """Every piece of the film, made now or found."""
        makers = self._makers()
        address = self._address()
        tiles = self._address_of_tiles()
        pieces = dict(await self.shop.pieces.find(self.shop.tenant, [*makers, address, tiles]))
        total = len(makers) + 1
        done = len(pieces.keys() - {tiles})

        async def make(each: str) -> None:
            nonlocal done
            pieces[each] = await self.shop.piece(each, makers[each])
            done += 1
            await self.shop.tools.progress(done, total, "pieces")

        await self.shop.tools.progress(done, total, "pieces")
        wanted = makers if address not in pieces else {self.plan.poster.address: None}
        await gathered([make(each) for each in wanted if each not in pieces])
        late = {address: self._join, tiles: self._tiles}
        missing = [each for each in late if each not in pieces]
        made = await gathered([late[each](pieces, each) for each in missing])
        pieces |= zip(missing, made, strict=True)
        await self.shop.tools.progress(total, total, "pieces")
        return pieces

    def _makers(self) -> dict[str, Make]:
        """Content address to what makes the piece; the sound first, because nothing else keeps a core busy for as long."""
        plan = self.plan
        makers: dict[str, Make] = {plan.sound.address: partial(self.shop.sound, plan.sound)}
        return makers | makers_of(self.shop, plan.pictures, (plan.poster,))

    def _address(self) -> str:
        plan, board = self.plan, self.storyboard
        pictures = [picture.address for picture in plan.pictures]
        return address_of(
            "film", pictures, plan.sound.address, cue_samples(self.cues), metadata_of(board, plan.placed), board.language
        )

    async def _join(self, pieces: Mapping[str, MediaRef], address: str) -> MediaRef:
        folder = self.shop.folder
        pictures = [await self._file(picture.address, pieces) for picture in self.plan.pictures]
        sound = await self._file(self.plan.sound.address, pieces)
        listed, metadata, out = folder / "pieces.ffconcat", folder / "metadata.txt", folder / f"{address}.mp4"
        listed.write_text(concat_list(pictures))
        metadata.write_bytes(_encoded(metadata_of(self.storyboard, self.plan.placed)))
        track = await self._track() if self.cues else None
        language, codec = language_code(self.storyboard.language), self.storyboard.form.codec
        arguments = join_arguments(listed, sound, track, metadata, language, codec, out)
        try:
            await run_ffmpeg(arguments, folder, 600)
        except FfmpegError as error:
            raise Broken(f"The pieces could not be joined: {error}", code="join_failed") from error
        return await self.shop.store(address, out, "video/mp4")

    def _address_of_tiles(self) -> str:
        return address_of_tiles(self._strips(), tiles_of(self.plan.placed), self.shop.encoding)

    def _strips(self) -> tuple[Strip, ...]:
        return strips_of(self.plan.placed, self.plan.pictures)

    async def _tiles(self, pieces: Mapping[str, MediaRef], address: str) -> MediaRef:
        strips = self._strips()
        bodies = dict(pieces)
        if unknown := [strip.picture.address for strip in strips if strip.picture.address not in pieces]:
            bodies |= await self.shop.pieces.find(self.shop.tenant, unknown)
        return await make_tiles(self.shop, address, strips, await make_strips(self.shop, strips, bodies))

    async def _track(self) -> Path:
        folder = self.shop.folder
        template, text, out = folder / "template.mp4", folder / "template.srt", folder / "subtitles.mp4"
        text.write_text(TEMPLATE)
        await run_ffmpeg(template_arguments(text, template), folder, 60)
        await asyncio.to_thread(write_track, template, cue_samples(self.cues), out)
        return out

    async def _file(self, address: str, pieces: Mapping[str, MediaRef]) -> Path:
        return self.shop.made.get(address) or await self.shop.tools.media.fetch(pieces[address])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
