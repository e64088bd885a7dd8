"""The film's sound in windows of equal length, each with a content address: what is heard in one changes no other."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assembly.domain.address import address_of
from assembly.domain.measures import PRINT, PRINTED, Heard
from assembly.domain.plan import Placement, Sound

BLOCK = 230_400
"""Samples that are measured together: 4.8 s."""

WINDOW = 2 * BLOCK
"""9.6 s: a whole number of AAC's packets (1024), of loudness steps (4800), and of the hops of ducking (480) and limiter (48)."""

HANDLE = 24_000
"""Half a second mixed on both sides of a window, so that filters, limiter and encoder are in full swing where it begins."""

NEAR = 2 * HANDLE + 4_800
"""How far from a window a voice can still make its music step back."""

EDGE = 240
"""Samples of 5 ms over which every placed sound fades in and out, so that no joint clicks."""

STEMS = ("voices", "effects", "music")


class Part(NamedTuple):
    """A sound as one window hears it: where it begins, counted from the window's first sample, and its gain in decibels."""

    stem: str
    placement: Placement
    start: int
    samples: int
    gain: int


@dataclass(frozen=True, slots=True)
class Bed:
    """What is mixed in one window, before mastering."""

    address: str
    start: int
    samples: int
    parts: tuple[Part, ...]


def heard_address(placement: Placement) -> str:
    """Where it is kept what was measured of a sound."""
    return address_of("heard", placement.media.sha256, placement.samples)


def sounds_of(sound: Sound) -> dict[str, Placement]:
    """Every sound by the address of what is measured of it."""
    return {heard_address(each): each for each in (*sound.voices, *sound.effects, *sound.music)}


def without(sound: Sound, known: Collection[str]) -> Sound:
    """What is not yet known of a film's sounds."""
    stems = (sound.voices, sound.effects, sound.music)
    voices, effects, music = (tuple(each for each in stem if heard_address(each) not in known) for stem in stems)
    return replace(sound, voices=voices, effects=effects, music=music)


def windows_of(sound: Sound) -> int:
    """How many windows make up the film's sound."""
    return -(-sound.samples // WINDOW)


def beds_of(sound: Sound, gains: Mapping[str, int], heard: Mapping[str, Heard]) -> tuple[Bed, ...]:
    """The windows that make up the film's sound, in order.

    `gains` has each stem's, in decibels; `heard` what was measured of each sound, by its address.
    """
    stems = {"voices": sound.voices, "effects": sound.effects, "music": sound.music}
    near: list[list[tuple[Part, Heard]]] = [[] for _ in range(windows_of(sound))]
    for stem in STEMS:
        for each in stems[stem]:
            known = heard[heard_address(each)]
            part = Part(stem, each, each.start, known.length, gains[stem])
            for some in near[_reached(part)]:
                some.append((part, known))
    return tuple(_bed(n * WINDOW, min(WINDOW, sound.samples - n * WINDOW), parts) for n, parts in enumerate(near))


def _reach(part: Part) -> int:
    return NEAR if part.stem == "voices" else HANDLE


def _reached(part: Part) -> slice:
    """The windows that a part may be heard in."""
    return slice(max(0, (part.start - _reach(part)) // WINDOW), (part.start + part.samples + _reach(part)) // WINDOW + 1)


def _bed(start: int, samples: int, parts: Sequence[tuple[Part, Heard]]) -> Bed:
    near, said = [], []
    for part, heard in parts:
        reach = _reach(part)
        first, end = start - reach - part.start, start + samples + reach - part.start
        if first < part.samples and end > 0:
            near.append(part._replace(start=part.start - start))
            known = _known(part, heard, max(0, first), min(end, part.samples))
            said.append((part.stem, part.start - start, part.gain, *known))
    return Bed(address_of("bed", start == 0, samples, said), start, samples, tuple(near))


def _known(part: Part, heard: Heard, first: int, end: int) -> tuple[str, int]:
    """What the samples of a part from `first` to `end` depend on: the fingerprints that they lie in, and its end where it fades.

    How a voice makes others step back depends on all of it.
    """
    if part.stem == "voices" or not heard.prints:
        return part.placement.media.sha256, part.samples
    prints = heard.prints[first // PRINTED * PRINT : (-(-end // PRINTED)) * PRINT]
    return prints.hex(), part.samples if part.samples - end < EDGE else -1


def track_address(bed: Bed, gain: int, encoder: str) -> str:
    """Where a window's finished sound is kept; `gain` is in half decibels."""
    return address_of("sound", bed.address, gain, encoder)
