"""Plays single notes: wavetables for what is held, decaying partials for what is struck, noise for drums. Mono; the mix pans."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from audio.vendors.local.dsp import (
    bandpass,
    cycle,
    decay,
    glide,
    highpass,
    length,
    lowpass,
    oscillated,
    struck,
    swell,
    tone,
    white,
)
from audio.vendors.local.wave import RATE, Signal, randomness


@dataclass(frozen=True, slots=True)
class Held:
    """An instrument that holds its notes: how fast its harmonics fall, seconds to swell and fade, and how it lives meanwhile."""

    rolloff: float
    attack: float
    release: float
    detune: float = 0.0
    vibrato: float = 0.0
    odd: bool = False
    breath: float = 0.0
    tremble: float = 0.0
    level: float = 0.2


@dataclass(frozen=True, slots=True)
class Struck:
    """An instrument that is struck or plucked: strengths of its partials, seconds they ring, and how stretched they are."""

    partials: tuple[float, ...]
    ring: float
    stretch: float = 0.0
    knock: float = 0.0
    level: float = 0.3


HELD: dict[str, Held] = {
    "strings": Held(1.05, 0.28, 0.45, detune=7, vibrato=0.12, level=0.13),
    "warm": Held(1.55, 0.6, 0.8, detune=6, level=0.2),
    "tremolo": Held(1.05, 0.12, 0.3, detune=6, tremble=0.65, level=0.13),
    "brass": Held(0.9, 0.12, 0.3, detune=4, level=0.1),
    "synth": Held(1.15, 0.4, 0.6, detune=11, level=0.1),
    "drone": Held(1.1, 0.5, 0.7, detune=5, level=0.17),
    "cello": Held(1.1, 0.13, 0.3, vibrato=0.25, level=0.2),
    "horn": Held(1.6, 0.09, 0.3, detune=3, vibrato=0.1, level=0.24),
    "flute": Held(2.2, 0.07, 0.2, vibrato=0.22, breath=0.05, level=0.26),
    "glass": Held(2.2, 0.05, 0.5, detune=5, odd=True, level=0.2),
}
STRUCK: dict[str, Struck] = {
    "piano": Struck((1.0, 0.6, 0.4, 0.28, 0.2, 0.14, 0.1, 0.07), 1.7, 0.0004, 0.02, 0.34),
    "harp": Struck((1.0, 0.6, 0.45, 0.3, 0.22, 0.15, 0.1), 0.9, 0.0, 0.01, 0.28),
    "guitar": Struck((1.0, 0.7, 0.5, 0.35, 0.2, 0.12), 0.6, 0.0, 0.02, 0.24),
    "pizzicato": Struck((1.0, 0.7, 0.45, 0.3, 0.18), 0.22, 0.0, 0.04, 0.36),
    "celesta": Struck((1.0, 0.1, 0.4, 0.05, 0.2, 0.0, 0.1), 0.9, 0.004, 0.0, 0.26),
    "bass": Struck((1.0, 0.7, 0.4, 0.2, 0.1), 1.0, 0.0, 0.02, 0.27),
    "pulse": Struck((1.0, 0.8, 0.6, 0.45, 0.35, 0.25, 0.18, 0.12), 0.2, 0.0, 0.0, 0.2),
}


def note(instrument: str, pitch: int, samples: int, velocity: float) -> Signal:
    """One note with its fading; longer than `samples`, because what is let go still rings."""
    if instrument in DRUMS:
        return _drum(instrument, pitch) * velocity if instrument != "swell" else _swelling(samples) * velocity
    if instrument in HELD:
        return _held(instrument, pitch, samples) * (velocity * HELD[instrument].level)
    return _struck(instrument, pitch, round(samples, -3)) * (velocity * STRUCK[instrument].level)


def hertz(pitch: int) -> float:
    """The frequency of a MIDI number."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


@lru_cache(maxsize=256)
def _cycle(rolloff: float, odd: bool, count: int) -> Signal:
    """One cycle whose harmonics fall evenly and start at mixed phases, at a root mean square of one."""
    phase = np.arange(8192) / 8192
    numbers = range(1, count + 1, 2 if odd else 1)
    wave = np.sum([np.sin(2 * np.pi * n * phase + 0.7 * n * n) / n**rolloff for n in numbers], axis=0)
    return np.asarray(wave / np.sqrt(np.mean(wave**2)))


@lru_cache(maxsize=512)
def _held(instrument: str, pitch: int, samples: int) -> Signal:
    how, frequency = HELD[instrument], hertz(pitch)
    count = samples + length(how.release)
    clock = np.arange(count) / RATE
    table = _cycle(how.rolloff, how.odd, max(1, min(24, int(9000 / frequency))))
    total = np.zeros(count)
    for n, cents in enumerate((-how.detune, how.detune) if how.detune else (0.0,)):
        turns = clock * (frequency * 2 ** (cents / 1200)) + 0.37 * n + 0.11 * pitch
        if how.vibrato:
            turns += how.vibrato * frequency / 900 * np.sin(2 * np.pi * 5.2 * clock) * np.minimum(clock / 0.4, 1.0)
        total += oscillated(turns, table)
    if how.tremble:
        total *= 1 - how.tremble * (0.5 + 0.5 * np.sin(2 * np.pi * 11.5 * clock))
    if how.breath:
        total += how.breath * highpass(randomness("breath", pitch, count).standard_normal(count), 1500)
    seconds = count / RATE
    return total * swell(seconds, min(how.attack, seconds / 3), how.release)[:count]


@lru_cache(maxsize=512)
def _struck(instrument: str, pitch: int, samples: int) -> Signal:
    how, frequency = STRUCK[instrument], hertz(pitch)
    ring = how.ring * (1.6 if pitch < 48 else 1.0) * (0.75 if pitch > 76 else 1.0)
    seconds = min(max(samples / RATE + 0.35, 0.3), ring * 4)
    clock = np.arange(length(seconds)) / RATE
    total = np.zeros(len(clock))
    fading, faster, sine = np.exp(-clock / ring), np.exp(-0.45 * clock / ring), cycle((1.0,))
    for n, strength in enumerate(how.partials, 1):
        if strength and frequency * n < 15000:
            total += strength * fading * oscillated(clock * (frequency * n * (1 + how.stretch * n * n)), sine)
        fading *= faster
    if how.knock:
        total += how.knock * lowpass(randomness("knock", pitch).standard_normal(len(clock)), 2500) * np.exp(-clock / 0.01)
    return total * swell(seconds, 0.002, min(0.25, seconds / 2))[: len(total)]


def _kick() -> Signal:
    return tone(glide(135, 44, 0.35, 0.35), 0.35) * decay(0.35, 0.11) * 0.6


def _snare() -> Signal:
    rng = randomness("snare")
    return 0.4 * bandpass(white(rng, 0.25), 900, 7500) * decay(0.25, 0.06) + 0.35 * tone(190, 0.25) * decay(0.25, 0.04)


def _hat() -> Signal:
    return 0.12 * highpass(white(randomness("hat"), 0.1), 7000) * decay(0.1, 0.02)


def _shaker() -> Signal:
    return 0.1 * bandpass(white(randomness("shaker"), 0.12), 4500, 11000) * swell(0.12, 0.03, 0.07)


def _rim() -> Signal:
    return 0.25 * struck((820, 1730, 2900), 0.02, 0.1)


def _crash() -> Signal:
    return 0.12 * highpass(white(randomness("crash"), 1.8), 4000) * decay(1.8, 0.5, 0.004)


def _taiko() -> Signal:
    skin = tone(glide(120, 62, 0.9, 0.4), 0.9, (1, 0.35, 0.15)) * decay(0.9, 0.22)
    return 0.75 * skin + 0.25 * lowpass(white(randomness("taiko"), 0.9), 900) * decay(0.9, 0.03)


def _boom() -> Signal:
    return 0.7 * tone(glide(70, 32, 1.9, 0.5), 1.9, (1, 0.2)) * decay(1.9, 0.6, 0.006)


DRUMS: dict[str, Callable[[], Signal]] = {
    "kick": _kick,
    "snare": _snare,
    "hat": _hat,
    "shaker": _shaker,
    "rim": _rim,
    "crash": _crash,
    "taiko": _taiko,
    "tom": _taiko,
    "boom": _boom,
    "swell": _crash,
}


@cache
def _drum(name: str, pitch: int) -> Signal:
    made = DRUMS[name]()
    if not pitch:
        return made
    step = 2 ** ((pitch - 44) / 12)
    return np.asarray(np.interp(np.arange(0, len(made) - 1, step), np.arange(len(made)), made))


@lru_cache(maxsize=16)
def _swelling(samples: int) -> Signal:
    seconds = samples / RATE
    noise = highpass(white(randomness("swell"), seconds), 3000)
    return 0.1 * noise * (np.arange(len(noise)) / len(noise)) ** 3 * swell(seconds, 0.01, 0.05)
