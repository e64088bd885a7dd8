"""Explosions, blows and things that fly."""

import numpy as np

from audio.vendors.local.dsp import (
    Rng,
    arranged,
    bandpass,
    brown,
    decay,
    glide,
    highpass,
    length,
    lowpass,
    scattered,
    struck,
    swell,
    tone,
    white,
)
from audio.vendors.local.effects.objects import thump
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal


def explosion(rng: Rng, seconds: float) -> Signal:
    """Pressure, fire, and what comes down."""
    blast = np.tanh(3 * lowpass(white(rng, seconds), 1800) * decay(seconds, 0.35, 0.004))
    boom = tone(glide(75, 28, seconds, 0.5), seconds) * decay(seconds, 0.6)
    debris = scattered(rng, seconds, 16, lambda r: bandpass(white(r, 0.08), 400, 3000) * decay(0.08, 0.015)) * swell(
        seconds, 0.6, 1.5
    )
    return blast + boom + 0.2 * debris + 0.2 * brown(rng, seconds) * decay(seconds, 1.2)


def gunshot(rng: Rng, seconds: float) -> Signal:
    """A crack and its echo."""
    crack = np.tanh(4 * white(rng, seconds) * decay(seconds, 0.018, 0.0005))
    tail = lowpass(white(rng, seconds), 1200) * decay(seconds, 0.22, 0.01)
    return crack + 0.4 * tail + tone(glide(160, 60, seconds, 0.3), seconds) * decay(seconds, 0.05)


def crash(rng: Rng, seconds: float) -> Signal:
    """Metal and glass, and pieces that still move."""
    sheet = struck((310, 527, 811, 1203, 1907, 2833), 0.35, seconds, 0.9)
    pieces = scattered(rng, seconds, 28, lambda r: struck((float(r.uniform(900, 4000)),), 0.05, 0.15)) * decay(seconds, 0.5)
    return 0.5 * sheet + np.tanh(2 * bandpass(white(rng, seconds), 200, 5000) * decay(seconds, 0.12)) + 0.3 * pieces


def punch(rng: Rng, _seconds: float) -> Signal:
    """A fist."""
    return thump(rng, 95, 0.05) + 0.7 * bandpass(white(rng, 0.4), 500, 2500) * decay(0.4, 0.018)


def thud(rng: Rng, _seconds: float) -> Signal:
    """Something heavy falls."""
    return thump(rng, 55, 0.12)


def impact(rng: Rng, seconds: float) -> Signal:
    """The low hit of a trailer."""
    low = tone(glide(92, 31, seconds, 0.4), seconds, (1, 0.3, 0.1)) * decay(seconds, 0.8, 0.004)
    return low + 0.3 * lowpass(white(rng, seconds), 2500) * decay(seconds, 0.15)


def whoosh(rng: Rng, seconds: float) -> Signal:
    """Something passes fast."""
    noise, bright = white(rng, seconds), np.linspace(0.0, 1.0, length(seconds))
    shape = np.asarray(np.sin(np.pi * bright) ** 3)
    dark, light = bandpass(noise, 250, 900), bandpass(noise, 900, 4200)
    return np.asarray((dark * (1 - bright) + light * np.sin(np.pi * bright)) * shape)


def rumble(rng: Rng, seconds: float) -> Signal:
    """The earth moves."""
    return lowpass(brown(rng, seconds), 90, 3)


def arrow(rng: Rng, seconds: float) -> Signal:
    """The string, the flight, the wood."""
    string = tone(glide(210, 140, 0.12), 0.12, (1, 0.6, 0.3)) * decay(0.12, 0.03)
    flight = highpass(white(rng, 0.35), 2500) * swell(0.35, 0.25, 0.1) * 0.25
    return arranged(seconds, [(0.0, string), (0.05, flight), (0.38, thump(rng, 190, 0.03))])


RECIPES = {
    "explosion": Recipe(explosion, 3.5, level=-4),
    "gunshot": Recipe(gunshot, 0.9, level=-5),
    "crash": Recipe(crash, 1.8, level=-7),
    "punch": Recipe(punch, 0.4, level=-9),
    "thud": Recipe(thud, 0.4, level=-9),
    "impact": Recipe(impact, 2.4, level=-7),
    "whoosh": Recipe(whoosh, 0.7, level=-14),
    "rumble": Recipe(rumble, lasting=True, level=-10),
    "arrow": Recipe(arrow, 0.8, level=-14),
}
