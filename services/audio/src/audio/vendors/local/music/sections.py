"""Instruments that play together: strings, voices, brass. Many players are one band of noise around each harmonic, in stereo.

Each note is a stretch of a loop that has no seam, made in the spectrum: so a whole section costs as much as one player.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from audio.vendors.local.music.spectra import Colour, clock, held, hertz_of, layer_of
from audio.vendors.local.wave import RATE, Signal, randomness

_LOOP = 1 << 17
"""Samples of a loop: 2.7 seconds."""

_STEADY = 1.3
"""How strong the middle of each band is: without it narrow bands, those of low notes, would come and go."""


@dataclass(frozen=True, slots=True)
class Section:
    """Colour, how many cents the players are apart, seconds to swell and fade, and how they bow."""

    colour: Colour
    apart: float
    attack: float
    release: float
    level: float
    tremble: float = 0.0
    fading: float = 0.0
    """Seconds after which a short stroke has died away; 0 is held."""
    width: float = 0.8


_BOWED = Colour(1.45, 0.95, ((300, 3, 0.5), (900, -2, 0.6), (1600, 3, 0.7), (3200, 4, 0.6)), 7500)
_SUNG = Colour(1.5, 1.1, ((620, 9, 0.35), (1080, 6, 0.3), (2700, 8, 0.3), (250, -3, 0.6)), 5500)
SECTIONS: dict[str, Section] = {
    "strings": Section(_BOWED, 17, 0.22, 0.5, 0.095),
    "warm": Section(Colour(2.1, 1.6, ((400, 3, 0.8),), 3500), 15, 0.5, 0.8, 0.12),
    "choir": Section(_SUNG, 24, 0.35, 0.7, 0.1),
    "tremolo": Section(_BOWED, 15, 0.1, 0.3, 0.12, tremble=0.6),
    "brass": Section(Colour(1.7, 0.8, ((480, 4, 0.6), (1200, 5, 0.7)), 6500), 8, 0.07, 0.22, 0.09, width=0.5),
    "synth": Section(Colour(1.3, 0.9, (), 8000), 28, 0.25, 0.6, 0.10, width=1.0),
    "drone": Section(Colour(1.4, 0.9, ((180, 3, 0.7), (700, 2, 0.5)), 2200), 14, 0.4, 0.7, 0.14, width=0.4),
    "basses": Section(Colour(1.3, 1.0, ((110, 3, 0.6), (400, 2, 0.5)), 2600), 12, 0.14, 0.35, 0.15, width=0.3),
    "spiccato": Section(_BOWED, 11, 0.008, 0.16, 0.26, fading=0.13, width=0.6),
    "glass": Section(Colour(2.0, 1.5, (), 7000, odd=True), 9, 0.03, 0.9, 0.15, fading=1.3, width=0.9),
}


def section_note(name: str, pitch: int, samples: int, velocity: float, start: int) -> Signal:
    """A note of a section, in stereo; `start` chooses the stretch, so that no two notes are quite the same."""
    how = SECTIONS[name]
    envelope = held(samples, how.attack, how.release)
    loop, at = _loop(name, pitch, layer_of(velocity)), start * 7 % _LOOP
    turns = -(-(at + len(envelope)) // _LOOP)
    sound = np.tile(loop, turns)[:, at : at + len(envelope)]
    time = clock(len(envelope))
    if how.tremble:
        stroke = np.sin(2 * np.pi * 11.3 * time + 0.9 * np.sin(2 * np.pi * 1.7 * time + pitch))
        envelope *= 1 - how.tremble * (0.5 + 0.5 * stroke)
    if how.fading:
        envelope *= np.exp(time * np.float32(-1 / how.fading))
    elif samples > RATE:
        envelope *= 0.84 + 0.16 * np.sin(time * np.float32(np.pi * RATE / len(envelope)))
    return np.asarray(sound * (envelope * np.float32(how.level * velocity)))


@lru_cache(maxsize=64)
def _loop(name: str, pitch: int, layer: int) -> Signal:
    """A seamless stretch of the section on one note: (2, samples), at a root mean square of one."""
    how, hertz = SECTIONS[name], hertz_of(pitch)
    strength = np.zeros(_LOOP // 2 + 1, np.float32)
    bin_ = RATE / _LOOP
    for number, harmonic in enumerate(how.colour.harmonics(hertz, layer, 48), 1):
        centre, wide = hertz * number / bin_, max(hertz * number * (2 ** (how.apart / 1200) - 1) / bin_, 1.0)
        low, high = max(int(centre - 3 * wide), 1), min(int(centre + 3 * wide) + 2, len(strength))
        strength[low:high] += harmonic / np.sqrt(wide) * np.exp(-(((np.arange(low, high) - centre) / wide) ** 2))
        strength[round(centre)] += harmonic * _STEADY
    left, right = (np.fft.irfft(strength * phases, _LOOP) for phases in _phases())
    both = np.stack([left, (1 - how.width) * left + how.width * right])
    return np.asarray(both / np.sqrt(np.mean(both**2, axis=1, keepdims=True)), np.float32)


@cache
def _phases() -> tuple[Signal, Signal]:
    turns = randomness("players").random((2, _LOOP // 2 + 1))
    both = np.exp(2j * np.pi * turns).astype(np.complex64)
    return both[0], both[1]
