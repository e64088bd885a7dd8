"""Drums and cymbals: skins that fall in pitch, noise, and bands of metal."""

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np

from audio.vendors.local.dsp import bandpass, decay, glide, highpass, lowpass, struck, swell, tone, white
from audio.vendors.local.wave import RATE, Signal, randomness


def _kick() -> Signal:
    skin = tone(glide(130, 46, 0.4, 0.35), 0.4) * decay(0.4, 0.11)
    return 0.55 * skin + 0.06 * bandpass(white(randomness("kick"), 0.4), 1500, 5000) * decay(0.4, 0.006)


def _snare() -> Signal:
    rng = randomness("snare")
    wires = bandpass(white(rng, 0.3), 1400, 8500) * (0.7 * decay(0.3, 0.05) + 0.3 * decay(0.3, 0.12))
    return 0.5 * wires + 0.3 * tone(glide(235, 180, 0.3), 0.3, (1, 0.4)) * decay(0.3, 0.045)


def _hat() -> Signal:
    return 0.22 * highpass(white(randomness("hat"), 0.12), 7500) * decay(0.12, 0.025, 0.001)


def _shaker() -> Signal:
    return 0.13 * bandpass(white(randomness("shaker"), 0.14), 4500, 11000) * swell(0.14, 0.04, 0.08) ** 2


def _rim() -> Signal:
    return 0.25 * struck((820, 1730, 2900), 0.02, 0.1)


def _crash() -> Signal:
    rng = randomness("crash")
    metal = struck(tuple(float(f) for f in np.sort(rng.uniform(900, 9000, 24))), 0.9, 2.4, 0.93)
    wash = highpass(white(rng, 2.4), 3500) * decay(2.4, 0.55, 0.006)
    return 0.2 * wash + 0.02 * metal * swell(2.4, 0.01, 0.8)


def _taiko() -> Signal:
    rng = randomness("taiko")
    skin = tone(glide(108, 64, 1.1, 0.4), 1.1, (1, 0.3, 0.12)) * decay(1.1, 0.26)
    second = tone(glide(168, 104, 1.1, 0.4), 1.1) * decay(1.1, 0.12)
    stick = bandpass(white(rng, 1.1), 300, 2600) * decay(1.1, 0.018)
    return 0.6 * skin + 0.25 * second + 0.3 * stick


def _tom() -> Signal:
    skin = tone(glide(150, 92, 0.5, 0.4), 0.5, (1, 0.3)) * decay(0.5, 0.13)
    return 0.36 * skin + 0.1 * lowpass(white(randomness("tom"), 0.5), 2200) * decay(0.5, 0.02)


def _boom() -> Signal:
    return 0.48 * tone(glide(76, 42, 1.9, 0.5), 1.9, (1, 0.25, 0.08)) * decay(1.9, 0.5, 0.006)


_DRUMS: dict[str, Callable[[], Signal]] = {
    "kick": _kick,
    "snare": _snare,
    "hat": _hat,
    "shaker": _shaker,
    "rim": _rim,
    "crash": _crash,
    "taiko": _taiko,
    "tom": _tom,
    "boom": _boom,
}
DRUMS = frozenset({*_DRUMS, "swell"})


def drum_note(name: str, samples: int, velocity: float) -> Signal:
    """A stroke, mono; a `swell` is a cymbal that grows for `samples`."""
    return (_swelling(samples) if name == "swell" else _stroke(name)) * velocity


@cache
def _stroke(name: str) -> Signal:
    made = _DRUMS[name]()
    fade = min(len(made), round(0.03 * RATE))
    made[-fade:] *= np.linspace(1, 0, fade)
    return made


@lru_cache(maxsize=16)
def _swelling(samples: int) -> Signal:
    seconds = samples / RATE
    noise = highpass(white(randomness("swell"), seconds), 3000)
    return np.asarray(0.1 * noise * (np.arange(len(noise)) / len(noise)) ** 3 * swell(seconds, 0.01, 0.05))
