"""From an order to the film: plan, make the pieces that do not exist yet, join them by stream copy."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import structlog

from assembly.domain.captions import NONE, Captions, captions_of
from assembly.domain.plan import (
    Arrived,
    Encoding,
    Picture,
    PlanError,
    Use,
    pictures_of,
    plan_film,
    poster_of,
    sound_of,
    uses_of,
)
from assembly.domain.subtitles import Word, cues_of
from assembly.domain.timeline import Placed, place_shots
from assembly.domain.windows import sounds_of, without
from assembly.ports import Made, Pieces
from assembly.vendors.local.captions import VERSION
from assembly.vendors.local.ffmpeg import encoder
from assembly.vendors.local.film import AT_ONCE, Ordered, makers_of
from assembly.vendors.local.gathering import Places, gathered, in_turn
from assembly.vendors.local.preview import Preview, front_of
from assembly.vendors.local.soundtrack import Soundtrack
from assembly.vendors.local.tiles import Tiling
from assembly.vendors.local.workshop import Make, Workshop
from assembly.words import SpokenWords
from chassis.errors import Invalid
from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film, PreviewGrew
from contracts.base import MediaRef
from contracts.form import Resolution
from contracts.storyboard import Ratio, Storyboard, size_of

log = structlog.get_logger()


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
        return await Ordered(storyboard, plan, cues, shop, self._templates).make()

    async def prepare(
        self, tenant: str, board: MediaRef, arrived: Arrived, begun: set[str], tools: Tools, made: Made, *, sounds: bool
    ) -> None:
        """Make what can be made of the media that have arrived; `begun` are the pieces that were tried before."""
        new = await self._new(tenant, board, arrived, begun, tools, sounds=sounds)
        await gathered([new.show(made), new.listen()])

    async def _new(
        self, tenant: str, board: MediaRef, arrived: Arrived, begun: set[str], tools: Tools, *, sounds: bool
    ) -> "_New":
        storyboard = await tools.media.get_model(board, Storyboard)
        placed, encoding = place_shots(storyboard), self._encoding(storyboard)
        pictures = await _pictures(storyboard, placed, arrived, encoding, tools)
        some = tuple(picture for picture in pictures if picture.address not in begun)
        posters = tuple(poster for poster in poster_of(placed, arrived, encoding) if poster.address not in begun)
        shots = {span.shot for picture in some for span in picture.spans} | {poster.span.shot for poster in posters}
        uses = uses_of([item for item in placed if item.shot.id in shots], arrived.clips, pictures, encoding)
        shop, sound = self._shop(tenant, board, tools, encoding, uses), sound_of(placed, arrived, storyboard.fps)
        whole = sounds and sound.address not in begun
        sound = sound if whole else without(sound, begun)
        makers = makers_of(shop, some, posters)
        begun.update(makers, sounds_of(sound), [sound.address] if whole else [])
        return _New(makers, Tiling.of(shop, placed, some), Soundtrack(shop, sound), whole)

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


async def nobody() -> None:
    """Is told of pieces that nobody waits for."""


@dataclass(frozen=True, slots=True)
class _New:
    """What some media made possible, and nothing else of the film: of a long one hundreds of these wait to be made."""

    makers: Mapping[str, Make]
    tiling: Tiling
    track: Soundtrack
    whole: bool
    """Whether the track is the film's, which is to be made, or only sounds that are to be measured."""

    async def show(self, made: Made) -> tuple[()]:
        """Make the pictures; `made` is called after each."""
        shop = self.tiling.shop
        pieces = dict(await shop.pieces.find(shop.tenant, self.makers))

        async def make(address: str) -> None:
            pieces[address] = await shop.piece(address, self.makers[address])
            await made()

        await in_turn([partial(make, address) for address in self.makers if address not in pieces], AT_ONCE)
        await self.tiling.strips(pieces)
        return ()

    async def listen(self) -> tuple[()]:
        """Make the sound, or measure what there is of it."""
        await (self.track.make(nobody) if self.whole else self.track.hear())
        return ()
