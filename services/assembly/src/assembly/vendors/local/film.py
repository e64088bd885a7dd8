"""Makes the film of an order for `assembler`: pieces side by side, then the join, the tiles and the texts."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assembly.domain.address import address_of
from assembly.domain.plan import (
    Picture,
    Plan,
    Poster,
)
from assembly.domain.subtitles import Cue, one_line
from assembly.domain.texts import chapters_of, chapters_vtt, cue_samples, srt_of, vtt_of
from assembly.domain.tiles import tiles_of, tiles_vtt
from assembly.domain.windows import windows_of
from assembly.vendors.local.ffmpeg import run_ffmpeg
from assembly.vendors.local.gathering import gathered, in_turn
from assembly.vendors.local.join import Join, JoinError, join_pieces
from assembly.vendors.local.languages import language_code
from assembly.vendors.local.sound import sound_encoder
from assembly.vendors.local.soundtrack import Soundtrack
from assembly.vendors.local.tiles import Tiling, size_of_tile
from assembly.vendors.local.track import TEMPLATE, Texts, template_arguments
from assembly.vendors.local.workshop import Make, Workshop
from chassis.errors import Broken
from chassis.work import Tools
from contracts.assembly import Film
from contracts.base import MediaRef
from contracts.storyboard import Storyboard

AT_ONCE = 8
"""Pictures of one film that are begun and not finished: more than are encoded at once, as some wait for files or each other."""


def makers_of(shop: Workshop, pictures: Sequence[Picture], posters: Sequence[Poster]) -> dict[str, Make]:
    """Content address to what makes the piece."""
    makers: dict[str, Make] = {picture.address: partial(shop.picture, picture) for picture in pictures}
    return makers | {poster.address: partial(shop.poster, poster) for poster in posters}


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
class Ordered:
    """One film in the making: every piece that does not exist yet, then what needs all of them."""

    storyboard: Storyboard
    plan: Plan
    cues: tuple[Cue, ...]
    shop: Workshop
    templates: list[bytes]

    async def make(self) -> Film:
        """Its texts are written while its pieces are joined: nobody waits for them."""
        plan, fps, address, tiling = self.plan, self.storyboard.fps, self._address(), self._tiling()
        makers = makers_of(self.shop, plan.pictures, (plan.poster,))
        count = Counted(self.shop.tools, len(makers) + windows_of(plan.sound) + 1)
        pieces, late = await self._pieces(makers, address, tiling, count)
        texts = (
            self._text(lambda: srt_of(self.cues), "application/x-subrip"),
            self._text(lambda: vtt_of(self.cues)),
            self._text(lambda: chapters_vtt(plan.placed, fps)),
            self._text(lambda: tiles_vtt(tiles_of(plan.placed, fps), size_of_tile(self.shop.encoding), plan.frames, fps)),
        )
        *made, srt, vtt, chapters, thumbnails = await gathered([*(self.shop.piece(each, late[each]) for each in late), *texts])
        pieces |= zip(late, made, strict=True)
        await count(count.total)
        return Film(
            mp4=pieces[address],
            poster=pieces[plan.poster.address],
            srt=srt,
            vtt=vtt,
            chapters=chapters,
            tiles=pieces[tiling.address],
            thumbnails=thumbnails,
            frames=plan.frames,
            seconds=plan.frames / fps,
        )

    async def _text(self, write: Callable[[], str], media_type: str = "text/vtt") -> MediaRef:
        return await self.shop.tools.media.put(self.shop.tenant, _encoded(write()), media_type)

    async def _pieces(
        self, makers: Mapping[str, Make], address: str, tiling: Tiling, count: Counted
    ) -> tuple[dict[str, MediaRef], dict[str, Make]]:
        """What the film, its poster and its tiles are made of, made now or found; and how the film is joined if it is not there.

        The tiles are made as soon as all bodies are there, beside transitions and sounds.
        """
        plan, shop, bodies = self.plan, self.shop, asyncio.Event()
        pieces = dict(await shop.pieces.find(shop.tenant, [*makers, address, tiling.address]))

        def seen() -> None:
            if all(strip.picture.address in pieces for strip in tiling.all):
                bodies.set()

        async def make(each: str) -> None:
            pieces[each] = await shop.piece(each, makers[each])
            seen()
            await count()

        async def tile() -> tuple[()]:
            if tiling.address not in pieces:
                await bodies.wait()
                pieces[tiling.address] = await shop.piece(tiling.address, partial(tiling.make, pieces))
            return ()

        async def show() -> tuple[()]:
            wanted = [plan.poster.address] if {address, tiling.address} <= pieces.keys() else makers
            await in_turn([partial(make, each) for each in wanted if each not in pieces], AT_ONCE)
            return ()

        await count(sum(each in pieces for each in makers))
        seen()
        if address in pieces:
            await gathered([show(), tile()])
            return pieces, {}
        sounds, *_ = await gathered([Soundtrack(shop, plan.sound).make(count), show(), tile()])
        return pieces, {address: partial(self._join, pieces, sounds, address)}

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
