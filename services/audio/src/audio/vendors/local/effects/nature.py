"""Weather, water, fire, earth and leaves."""

import numpy as np

from audio.vendors.local.dsp import (
    Rng,
    bandpass,
    brown,
    decay,
    glide,
    highpass,
    lowpass,
    scattered,
    swell,
    times,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal


def _drop(rng: Rng) -> Signal:
    pitch = float(rng.uniform(1200, 4200))
    return tone(glide(pitch, pitch * 1.5, 0.03), 0.03) * decay(0.03, 0.008)


def rain(rng: Rng, seconds: float) -> Signal:
    """A hiss of far drops under single near ones."""
    hiss = bandpass(white(rng, seconds), 1200, 9000) * wander(rng, seconds, 0.4, 0.7, 1.0)
    return np.asarray(0.5 * hiss + 0.35 * scattered(rng, seconds, 55, _drop) + 0.05 * brown(rng, seconds))


def wind(rng: Rng, seconds: float) -> Signal:
    """Gusts: one noise through a low and a whistling band that come and go on their own."""
    noise = white(rng, seconds)
    gust = wander(rng, seconds, 0.35, 0.15, 1.0) ** 2
    whistle = bandpass(noise, 520, 760, 2) * wander(rng, seconds, 0.25, 0.0, 1.0) ** 3
    return bandpass(noise, 120, 480) * gust + 0.6 * whistle


def thunder(rng: Rng, seconds: float) -> Signal:
    """A crack, then rolling that falls off."""
    rolls = brown(rng, seconds) * decay(seconds, seconds / 3.2, 0.05) * wander(rng, seconds, 5, 0.35, 1.0)
    crack = highpass(white(rng, seconds), 800) * decay(seconds, 0.06) * 0.7
    return lowpass(rolls, 300) * 1.5 + crack


def waves(rng: Rng, seconds: float) -> Signal:
    """Swells that rush in and draw back, about every six seconds."""
    clock = times(seconds) + float(rng.uniform(0, 6))
    swell_ = (0.5 - 0.5 * np.cos(2 * np.pi * clock / 6.1)) ** 2
    wash = bandpass(white(rng, seconds), 300, 5000) * swell_
    return np.asarray(wash + 0.25 * brown(rng, seconds) * (0.4 + swell_))


def stream(rng: Rng, seconds: float) -> Signal:
    """Running water: a soft hiss with many small gurgles."""
    return 0.25 * bandpass(white(rng, seconds), 500, 3500) + 0.5 * scattered(rng, seconds, 34, _gurgle)


def _gurgle(rng: Rng) -> Signal:
    low = float(rng.uniform(280, 900))
    return tone(glide(low, low * float(rng.uniform(1.3, 2.2)), 0.09), 0.09) * swell(0.09, 0.015, 0.06)


def splash(rng: Rng, seconds: float) -> Signal:
    """Something falls into water, drops follow."""
    burst = bandpass(white(rng, seconds), 400, 6000) * decay(seconds, 0.18, 0.01)
    return burst + 0.3 * scattered(rng, seconds, 24, _gurgle) * decay(seconds, 0.4, 0.1)


def drip(_rng: Rng, seconds: float) -> Signal:
    """One drop in a basin."""
    return tone(glide(700, 1900, seconds, 0.5), seconds) * decay(seconds, 0.035)


def bubbles(rng: Rng, seconds: float) -> Signal:
    """Air that rises in water."""
    return scattered(rng, seconds, 16, _gurgle)


def fire(rng: Rng, seconds: float) -> Signal:
    """A roar with crackles."""
    roar = lowpass(brown(rng, seconds), 500) * wander(rng, seconds, 3, 0.5, 1.0)
    return 0.25 * roar + 0.8 * scattered(rng, seconds, 11, _crackle)


def _crackle(rng: Rng) -> Signal:
    return highpass(white(rng, 0.03), 1500) * decay(0.03, float(rng.uniform(0.002, 0.008)), 0.0005) * float(rng.uniform(0.2, 1.0))


def leaves(rng: Rng, seconds: float) -> Signal:
    """Foliage that is moved."""
    return bandpass(white(rng, seconds), 2500, 9000) * wander(rng, seconds, 2.5, 0.0, 1.0) ** 2


def _knock(rng: Rng) -> Signal:
    return bandpass(white(rng, 0.12), 180, float(rng.uniform(600, 1800))) * decay(0.12, 0.025)


def rocks(rng: Rng, seconds: float) -> Signal:
    """Stones that roll down."""
    return scattered(rng, seconds, 18, _knock) * decay(seconds, seconds / 2, 0.2) + 0.1 * lowpass(brown(rng, seconds), 120)


RECIPES = {
    "rain": Recipe(rain, lasting=True, level=-16),
    "wind": Recipe(wind, lasting=True, level=-14),
    "thunder": Recipe(thunder, 5.0, level=-6),
    "waves": Recipe(waves, lasting=True, level=-14),
    "stream": Recipe(stream, lasting=True, level=-16),
    "splash": Recipe(splash, 1.4, level=-9),
    "drip": Recipe(drip, 0.3, level=-16),
    "bubbles": Recipe(bubbles, lasting=True, level=-16),
    "fire": Recipe(fire, lasting=True, level=-14),
    "leaves": Recipe(leaves, 2.0, level=-18),
    "rocks": Recipe(rocks, 2.5, level=-9),
}
