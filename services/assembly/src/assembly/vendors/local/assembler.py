"""From an order to the film: plan, make the pieces that do not exist yet, join them by stream copy."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog

from assembly.domain.address import address_of
from assembly.domain.captions import NONE, Captions, captions_of
from assembly.domain.plan import (
    Arrived,
    Encoding,
    Picture,
    Plan,
    PlanError,
    Poster,
    Use,
    pictures_of,
    plan_film,
    poster_of,
    sound_of,
    uses_of,
)
from assembly.domain.subtitles import Cue, Word, cues_of, one_line
from assembly.domain.texts import chapters_of, chapters_vtt, cue_samples, srt_of, vtt_of
from assembly.domain.tiles import tiles_of, tiles_vtt
from assembly.domain.timeline import Placed, place_shots
from assembly.domain.windows import sounds_of, windows_of
from assembly.ports import Made, Pieces
from assembly.vendors.local.captions import VERSION
from assembly.vendors.local.ffmpeg import encoder, run_ffmpeg
from assembly.vendors.local.gathering import Places, gathered, in_turn
from assembly.vendors.local.join import Join, JoinError, join_pieces
from assembly.vendors.local.languages import language_code
from assembly.vendors.local.preview import Preview, front_of
from assembly.vendors.local.sound import sound_encoder
from assembly.vendors.local.soundtrack import Soundtrack
from assembly.vendors.local.tiles import Tiling, size_of_tile
from assembly.vendors.local.track import TEMPLATE, Texts, template_arguments
from assembly.vendors.local.workshop import Make, Workshop
from assembly.words import SpokenWords
from chassis.errors import Broken, Invalid
from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film, PreviewGrew
from contracts.base import MediaRef
from contracts.form import Resolution
from contracts.storyboard import Ratio, Storyboard, size_of

log = structlog.get_logger()

AT_ONCE = 8
"""Pictures of one film that are begun and not finished: more than are encoded at once, as some wait for files or each other."""


@dataclass(frozen=True, slots=True)
class LocalAssembler:
    """`encoders` bounds the encoders of all films in this process; `sizes` is the film's size for a ratio and resolution."""

    pieces: Pieces
    encoders: Places
    sizes: Callable[[Ratio, Resolution], tuple[int, int]] = size_of
    _headers: dict[Encoding, str] = field(default_factory=dict)
    _templates: list[bytes] = field(default_factory=list)
    _in_hand: dict[tuple[str, str], asyncio.Event] = field(default_factory=dict)

    async def assemble(self, tenant: str, order: AssembleFilm, tools: Tools) -> Film:
        """Plan, make what is missing, join."""
        self.encoders.hurry(order.storyboard.sha256)
        storyboard = await tools.media.get_model(order.storyboard, Storyboard)
        placed, encoding = place_shots(storyboard), self._encoding(storyboard)
        words = await _words({shot.shot: shot.words for shot in order.shots if shot.words}, tools)
        try:
            plan = plan_film(storyboard, order, encoding, _burned(storyboard, placed, words))
        except PlanError as error:
            raise Invalid(str(error), code="bad_order") from None
        uses = uses_of(placed, {shot.shot: shot.clip for shot in order.shots}, plan.pictures, encoding)
        shop = self._shop(tenant, order.storyboard, tools, encoding, uses)
        cues = cues_of(storyboard, placed, words)
        return await _Film(storyboard, plan, cues, shop, self._templates).make()

    async def prepare(
        self, tenant: str, board: MediaRef, arrived: Arrived, begun: set[str], tools: Tools, made: Made, *, sounds: bool
    ) -> None:
        """Make what can be made of the media that have arrived; `begun` are the pieces that were tried before."""
        storyboard = await tools.media.get_model(board, Storyboard)
        placed, encoding = place_shots(storyboard), self._encoding(storyboard)
        pictures = await _pictures(storyboard, placed, arrived, encoding, tools)
        shop = self._shop(tenant, board, tools, encoding, uses_of(placed, arrived.clips, pictures, encoding))
        makers = makers_of(shop, pictures, poster_of(placed, arrived, encoding))
        sound, tiling = sound_of(placed, arrived, storyboard.fps), Tiling.of(shop, placed, pictures)
        new = [address for address in makers if address not in begun]
        heard = sounds and sound.address not in begun
        begun.update(new, [sound.address, *sounds_of(sound)] if heard else [])
        pieces = dict(await self.pieces.find(tenant, new))
        missing = [address for address in new if address not in pieces]
        track = Soundtrack(shop, sound)

        async def make(address: str) -> MediaRef:
            media = await shop.piece(address, makers[address])
            await made()
            return media

        async def show() -> None:
            media = await in_turn([partial(make, address) for address in missing], AT_ONCE)
            await tiling.strips(pieces | dict(zip(missing, media, strict=True)))

        await gathered([show(), track.make(nobody) if heard else _heard(track, begun)])

    async def preview(self, tenant: str, board: MediaRef, arrived: Arrived, begin: int, tools: Tools) -> list[PreviewGrew]:
        """What can be watched of the shots from number `begin` on; when the film is ordered nothing is done beside it."""
        storyboard = await tools.media.get_model(board, Storyboard)
        if storyboard.form.codec != "h264" or self.encoders.hurries(board.sha256):
            return []
        placed, encoding = place_shots(storyboard), self._encoding(storyboard)
        pictures = await _pictures(storyboard, placed, arrived, encoding, tools)
        shop = self._shop(tenant, board, tools, encoding, {})
        pieces = await self.pieces.find(tenant, [picture.address for picture in pictures])
        sounds = await Soundtrack(shop, sound_of(placed, arrived, storyboard.fps)).known()
        front = front_of(placed, pictures, pieces, begin) if sounds else []
        preview, grown = Preview(shop, placed, pieces, sounds), list[PreviewGrew]()
        for number, shot in enumerate(front, begin):
            if event := await preview.grown(number, shot):
                grown.append(event)
            else:
                break
        return grown

    def _encoding(self, storyboard: Storyboard) -> Encoding:
        form = storyboard.form
        return Encoding(*self.sizes(storyboard.ratio, form.resolution), encoder(), form.codec, storyboard.fps, VERSION)

    def _shop(self, tenant: str, board: MediaRef, tools: Tools, encoding: Encoding, uses: Mapping[str, Use]) -> Workshop:
        shared = (self._headers, self._in_hand, uses)
        return Workshop(tenant, board.sha256, tools, self.pieces, self.encoders, encoding, tools.scratch(), *shared)


async def _words(told: Mapping[str, MediaRef], tools: Tools) -> dict[str, tuple[Word, ...]]:
    found = {}
    for shot, words in told.items():
        try:
            found[shot] = (await tools.media.get_model(words, SpokenWords)).heard()
        except Invalid as error:
            log.warning("word times cannot be read, lines are timed by their length", shot=shot, error=str(error))
    return found


def _burned(storyboard: Storyboard, placed: tuple[Placed, ...], words: Mapping[str, tuple[Word, ...]]) -> Captions:
    """What is drawn into the picture, if the film's owner wants that."""
    return captions_of(storyboard, placed, words) if storyboard.form.subtitles in ("burned", "both") else NONE


async def _pictures(
    storyboard: Storyboard, placed: tuple[Placed, ...], arrived: Arrived, encoding: Encoding, tools: Tools
) -> tuple[Picture, ...]:
    """Those that can be made now: where captions are burned, a shot with lines waits for the times of their words."""
    captions = _burned(storyboard, placed, await _words(arrived.words, tools))
    pictures = pictures_of(placed, arrived, encoding, captions)
    if storyboard.form.subtitles not in ("burned", "both"):
        return pictures
    waiting = {shot.id for shot in storyboard.shots() if shot.lines and shot.id not in arrived.speeches}
    return tuple(picture for picture in pictures if not waiting & {span.shot for span in picture.spans})


def makers_of(shop: Workshop, pictures: Sequence[Picture], posters: Sequence[Poster]) -> dict[str, Make]:
    """Content address to what makes the piece."""
    makers: dict[str, Make] = {picture.address: partial(shop.picture, picture) for picture in pictures}
    return makers | {poster.address: partial(shop.poster, poster) for poster in posters}


async def _heard(track: Soundtrack, begun: set[str]) -> tuple[()]:
    """Measure what nobody has begun to measure."""
    begun.update(await track.hear(begun))
    return ()


async def _shown(makes: Sequence[Callable[[], Awaitable[None]]]) -> tuple[()]:
    """Make pictures."""
    await in_turn(makes, AT_ONCE)
    return ()


async def nobody() -> None:
    """Is told of pieces that nobody waits for."""


@dataclass(slots=True)
class Counted:
    """Tells how many pieces of how many are there."""

    tools: Tools
    total: int
    done: int = 0

    async def __call__(self, more: int = 1) -> None:
        self.done = min(self.done + more, self.total)
        await self.tools.progress(self.done, self.total, "pieces")


@dataclass(frozen=True, slots=True)
class _Film:
    """One film in the making."""

    storyboard: Storyboard
    plan: Plan
    cues: tuple[Cue, ...]
    shop: Workshop
    templates: list[bytes]

    async def make(self) -> Film:
        pieces = await self._pieces()
        plan, put, tenant, fps = self.plan, self.shop.tools.media.put, self.shop.tenant, self.storyboard.fps
        tiles = tiles_vtt(tiles_of(plan.placed, fps), size_of_tile(self.shop.encoding), plan.frames, fps)
        return Film(
            mp4=pieces[self._address()],
            poster=pieces[plan.poster.address],
            srt=await put(tenant, _encoded(srt_of(self.cues)), "application/x-subrip"),
            vtt=await put(tenant, _encoded(vtt_of(self.cues)), "text/vtt"),
            chapters=await put(tenant, _encoded(chapters_vtt(plan.placed, fps)), "text/vtt"),
            tiles=pieces[self._tiling().address],
            thumbnails=await put(tenant, _encoded(tiles), "text/vtt"),
            frames=plan.frames,
            seconds=plan.frames / fps,
        )

    async def _pieces(self) -> dict[str, MediaRef]:
        """The film, its poster and its tiles, made now or found."""
        plan, shop, address, tiling = self.plan, self.shop, self._address(), self._tiling()
        makers = makers_of(shop, plan.pictures, (plan.poster,))
        pieces = dict(await shop.pieces.find(shop.tenant, [*makers, address, tiling.address]))
        count = Counted(shop.tools, len(makers) + windows_of(plan.sound) + 1)

        async def make(each: str) -> None:
            pieces[each] = await shop.piece(each, makers[each])
            await count()

        late: dict[str, Make] = {}
        if tiling.address not in pieces:
            late[tiling.address] = partial(tiling.make, pieces)
        wanted = list(makers) if late or address not in pieces else [plan.poster.address]
        missing = [partial(make, each) for each in wanted if each not in pieces]
        await count(sum(each in pieces for each in makers))
        if address not in pieces:
            sounds, _ = await gathered([Soundtrack(shop, plan.sound).make(count), _shown(missing)])
            late[address] = partial(self._join, pieces, sounds, address)
        else:
            await in_turn(missing, AT_ONCE)
        made = await gathered([shop.piece(each, late[each]) for each in late])
        pieces |= zip(late, made, strict=True)
        await count(count.total)
        return pieces

    def _soft(self) -> list[tuple[int, int, str]]:
        """The cues of the subtitle track, if the film's owner wants one."""
        return cue_samples(self.cues) if self.storyboard.form.subtitles in ("soft", "both") else []

    def _address(self) -> str:
        plan, board = self.plan, self.storyboard
        pictures = [picture.address for picture in plan.pictures]
        texts = (self._soft(), chapters_of(plan.placed), board.title, board.language)
        return address_of("film", pictures, plan.sound.address, sound_encoder(), texts)

    async def _join(self, pieces: Mapping[str, MediaRef], sounds: Sequence[MediaRef], address: str) -> MediaRef:
        shop, plan, board = self.shop, self.plan, self.storyboard
        pictures = [await self._file(picture.address, pieces) for picture in plan.pictures]
        heard = [await shop.tools.media.fetch(sound) for sound in sounds]
        language, out = language_code(board.language), shop.folder / f"{address}.mp4"
        texts = Texts(one_line(board.title), language, board.fps, self._soft(), chapters_of(plan.placed))
        join = Join(tuple(pictures), tuple(heard), texts, await self._template(), board.fps, plan.sound.samples, language)
        try:
            sums = await shop.tools.compute(join_pieces, join, out)
        except JoinError as error:
            raise Broken(f"The pieces could not be joined: {error}", code="join_failed") from error
        return await shop.store(address, out, "video/mp4", sums)

    def _tiling(self) -> Tiling:
        return Tiling.of(self.shop, self.plan.placed, self.plan.pictures)

    async def _template(self) -> bytes:
        """A subtitle track of ffmpeg's, the same for all films."""
        if not self.templates:
            text, out = self.shop.folder / "template.srt", self.shop.folder / "template.mp4"
            text.write_text(TEMPLATE)
            await run_ffmpeg(template_arguments(text, out), self.shop.folder, 60)
            self.templates.append(out.read_bytes())
        return self.templates[0]

    async def _file(self, address: str, pieces: Mapping[str, MediaRef]) -> Path:
        return self.shop.made.get(address) or await self.shop.tools.media.fetch(pieces[address])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
