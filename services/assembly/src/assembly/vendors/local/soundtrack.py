"""The film's sound in pieces: a sound is measured when it arrives, a window mixed and encoded by itself; one gain for all."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from assembly.domain import loudness, mixing
from assembly.domain.address import address_of
from assembly.domain.measures import Heard, Stretch, heard_of, stretch_of, whole
from assembly.domain.plan import Placement, Sound
from assembly.domain.windows import BLOCK, STEMS, Bed, Part, beds_of, heard_address, sounds_of, track_address
from assembly.vendors.local.gathering import gathered
from assembly.vendors.local.listen import hear, hear_copying, told_apart
from assembly.vendors.local.probe import UnusableError
from assembly.vendors.local.sound import Source, gain_for, master_bed, mix_bed, sound_encoder
from assembly.vendors.local.workshop import Workshop
from chassis.errors import Invalid
from contracts.base import MediaRef

STRETCH = 4 * BLOCK
"""Samples that are measured in one go: the stretches of a long sound are measured side by side."""

TRIES = 3
"""How often the film's gain is tried: AAC takes something away from noise."""

Told = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """The sound of one film in the making."""

    shop: Workshop
    sound: Sound

    async def hear(self) -> Mapping[str, Heard]:
        """What was measured of each sound, by its address."""
        makes = {address: partial(self._hear, address, each) for address, each in sounds_of(self.sound).items()}
        found = await self.shop.measured(makes) if makes else {}
        return {address: heard_of(data) for address, data in found.items()}

    async def make(self, told: Told) -> tuple[MediaRef, ...]:
        """The windows' pieces in film order; `told` is called as each is finished.

        Raises Invalid when a sound cannot be used.
        """
        if known := await self.known():
            for _ in known:
                await told()
            return known
        shop, whole = self.shop, self._whole()
        pieces, order = await self._made(told)
        await shop.pieces.note(shop.tenant, whole, " ".join(order).encode())
        return tuple(pieces[address] for address in order)

    async def known(self) -> tuple[MediaRef, ...]:
        """The same, if it was made before and is whole; else nothing."""
        shop, whole = self.shop, self._whole()
        known = (await shop.pieces.measured(shop.tenant, [whole])).get(whole, b"").decode().split()
        found = await shop.pieces.find(shop.tenant, known)
        return tuple(found[address] for address in known) if found.keys() >= set(known) else ()

    def _whole(self) -> str:
        return address_of("track", self.sound.address, sound_encoder())

    async def _made(self, told: Told) -> tuple[Mapping[str, MediaRef], list[str]]:
        heard = await self.hear()
        beds = beds_of(self.sound, self._gains(heard), heard)
        measured = await self.shop.measured({bed.address: partial(self._mix, bed, heard) for bed in beds})
        gain = await self.shop.tools.compute(gain_for, [measured[bed.address] for bed in beds])
        for _ in range(TRIES):
            tracks = {track_address(bed, gain, sound_encoder()): bed for bed in beds}
            pieces, powers = await self._tracks(tracks, gain, heard, told)
            order = [track_address(bed, gain, sound_encoder()) for bed in beds]
            before, gain = gain, loudness.corrected(gain, np.concatenate([powers[address] for address in order]))
            if gain == before:
                break
        return pieces, order

    def _gains(self, heard: Mapping[str, Heard]) -> dict[str, int]:
        stems = {"voices": self.sound.voices, "effects": self.sound.effects, "music": self.sound.music}
        return {stem: mixing.stem_gain(stem, _loudness([heard[heard_address(p)] for p in stems[stem]])) for stem in STEMS}

    async def _tracks(
        self, tracks: Mapping[str, Bed], gain: int, heard: Mapping[str, Heard], told: Told
    ) -> tuple[dict[str, MediaRef], dict[str, "np.ndarray[tuple[int], np.dtype[np.float64]]"]]:
        """Each window's piece and its power as it will be heard."""
        shop = self.shop
        powers = dict(await shop.pieces.measured(shop.tenant, tracks))
        pieces = {a: media for a, media in (await shop.pieces.find(shop.tenant, tracks)).items() if a in powers}
        for _ in pieces:
            await told()

        async def make(address: str, bed: Bed) -> None:
            pieces[address] = await shop.piece(address, partial(self._master, address, bed, gain, heard))
            powers.update(await shop.pieces.measured(shop.tenant, [address]))
            await told()

        await gathered([make(address, bed) for address, bed in tracks.items() if address not in pieces])
        return pieces, {address: np.frombuffer(data, "<f4").astype(np.float64) for address, data in powers.items()}

    async def _hear(self, address: str, placement: Placement) -> bytes:
        shop = self.shop
        copy = shop.folder / f"{address}.flac"
        path, kind = await shop.tools.media.fetch(placement.media), placement.media.media_type
        try:
            stretches = await self._stretches(path, kind, placement.samples)
            exact = bool(stretches)
            if not exact:
                stretches = [await shop.computed(hear_copying, path, kind, placement.samples, copy)]
        except UnusableError as error:
            raise Invalid(f"{placement.name} {error}.", code="unusable_media") from None
        if not exact:
            await shop.store(_copy_address(address), copy, "audio/flac")
        return whole(stretches, exact=exact).packed()

    async def _stretches(self, path: Path, kind: str, samples: int) -> list[Stretch]:
        """What is measured of a sound as long as it goes on; nothing of one that must be copied first.

        A long sound is known by its stretches: those that another sound had as well are not measured again.
        """
        if samples <= STRETCH:
            only = await self.shop.computed(hear, path, kind, 0, samples)
            return [stretch_of(only)] if only else []
        prints = await self.shop.computed(told_apart, path, kind, samples, STRETCH)
        places = [(first, min(first + STRETCH, samples)) for first in range(0, samples, STRETCH)]
        order = [address_of("stretch", each, *place) for each, place in zip(prints, places, strict=False)]
        makes = {each: partial(self._stretch, path, kind, *place) for each, place in zip(order, places, strict=False)}
        found = await self.shop.measured(makes)
        return [stretch_of(found[each]) for each in order]

    async def _stretch(self, path: Path, kind: str, first: int, last: int) -> bytes:
        found = await self.shop.computed(hear, path, kind, first, last)
        assert found is not None, "what was told apart is exact"
        return found

    async def _mix(self, bed: Bed, heard: Mapping[str, Heard]) -> bytes:
        sources = await gathered([self._source(part, heard) for part in bed.parts])
        return await self.shop.computed(mix_bed, bed, sources, self._raw(bed))

    async def _master(self, address: str, bed: Bed, gain: int, heard: Mapping[str, Heard]) -> MediaRef:
        shop, out = self.shop, self.shop.folder / f"{address}.m4a"
        if not self._raw(bed).exists():
            await self._mix(bed, heard)
        power = await shop.computed(master_bed, self._raw(bed), bed, gain, out)
        await shop.pieces.note(shop.tenant, address, power)
        return await shop.store(address, out, "audio/mp4")

    async def _source(self, part: Part, heard: Mapping[str, Heard]) -> Source:
        address, media = heard_address(part.placement), part.placement.media
        if not heard[address].exact:
            media = await self._copy(address, part.placement)
        return Source(await self.shop.tools.media.fetch(media), media.media_type, heard[address].speaking)

    async def _copy(self, address: str, placement: Placement) -> MediaRef:
        """The copy of a sound that cannot be read from anywhere; made again if it is gone."""
        where, shop = _copy_address(address), self.shop
        found = await shop.pieces.find(shop.tenant, [where])
        if where not in found:
            await self._hear(address, placement)
            found = await shop.pieces.find(shop.tenant, [where])
        return found[where]

    def _raw(self, bed: Bed) -> Path:
        return self.shop.folder / f"{bed.address}.f32"


def _copy_address(heard: str) -> str:
    return address_of("copy", heard)


def _loudness(heard: Sequence[Heard]) -> float:
    return loudness.integrated(np.concatenate([np.zeros(0), *(each.power for each in heard)]))
