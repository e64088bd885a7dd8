"""What people do without words: steps, breath, laughter, applause."""

from collections.abc import Callable
from functools import partial

import numpy as np

from audio.vendors.local.dsp import (
    BUZZ,
    Rng,
    arranged,
    bandpass,
    decay,
    formants,
    glide,
    highpass,
    length,
    lowpass,
    scattered,
    swell,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal

AH = ((700.0, 1.0), (1150.0, 0.6), (2600.0, 0.2))
OH = ((450.0, 1.0), (800.0, 0.5), (2500.0, 0.1))


def throat(hertz: float | Signal, seconds: float, rng: Rng, vowel: tuple[tuple[float, float], ...] = AH) -> Signal:
    """A sung or shouted vowel with some breath in it."""
    return formants(tone(hertz, seconds, BUZZ) + 0.3 * white(rng, seconds), vowel)


def _heel(rng: Rng) -> Signal:
    thump = tone(glide(140, 70, 0.09), 0.09) * decay(0.09, 0.02)
    return thump + 0.5 * bandpass(white(rng, 0.09), 500, 3000) * decay(0.09, 0.012)


def _on_wood(rng: Rng) -> Signal:
    hollow = tone(glide(230, 160, 0.14), 0.14, (1, 0.5, 0.2)) * decay(0.14, 0.03)
    return hollow + 0.4 * bandpass(white(rng, 0.14), 700, 2400) * decay(0.14, 0.01)


def _crunch(rng: Rng, low: float, high: float, grains: float) -> Signal:
    pieces = scattered(rng, 0.22, grains, lambda r: highpass(white(r, 0.012), low) * decay(0.012, 0.003, 0.0005))
    return bandpass(pieces, low, high) * swell(0.22, 0.04, 0.12)


def steps(rng: Rng, seconds: float, ground: str = "stone", pace: float = 0.55) -> Signal:
    """Feet on a ground, left and right never quite alike."""
    feet: dict[str, Callable[[Rng], Signal]] = {
        "stone": _heel,
        "wood": _on_wood,
        "snow": partial(_crunch, low=900, high=3200, grains=420.0),
        "gravel": partial(_crunch, low=1800, high=9000, grains=170.0),
    }
    make = feet[ground]
    at = np.arange(0.02, max(seconds - 0.2, 0.03), pace)
    return arranged(seconds, [(float(t + rng.uniform(0, 0.03)), make(rng) * float(rng.uniform(0.75, 1.0))) for t in at])


def heartbeat(_rng: Rng, seconds: float) -> Signal:
    """Two dull beats, again and again."""
    beat = tone(glide(75, 42, 0.18), 0.18, (1, 0.4)) * decay(0.18, 0.05, 0.008)
    at = np.arange(0.02, max(seconds - 0.5, 0.03), 6 / 7)
    return arranged(seconds, [(float(t + d), beat * g) for t in at for d, g in ((0.0, 1.0), (0.26, 0.7))])


def breath(rng: Rng, seconds: float) -> Signal:
    """In, and longer out."""
    inward = bandpass(white(rng, seconds * 0.4), 900, 4500) * swell(seconds * 0.4, 0.3, 0.15)
    outward = bandpass(white(rng, seconds * 0.5), 500, 2600) * swell(seconds * 0.5, 0.1, 0.5)
    return arranged(seconds, [(0.0, 0.7 * inward), (seconds * 0.47, outward)])


def gasp(rng: Rng, seconds: float) -> Signal:
    """A sharp breath in."""
    return formants(white(rng, seconds), AH) * swell(seconds, seconds * 0.7, 0.06) ** 2


def snore(rng: Rng, seconds: float) -> Signal:
    """A rattle in, a whistle out."""
    rattle = throat(32 * wander(rng, seconds, 6, 0.8, 1.2), seconds, rng, OH) * swell(seconds, 0.5, 0.6)
    return lowpass(rattle, 1500)


def scream(rng: Rng, seconds: float) -> Signal:
    """A frightened voice, high and falling."""
    rise, fall = length(seconds * 0.3), length(seconds) - length(seconds * 0.3)
    line = np.concatenate([np.linspace(620, 1050, rise), np.linspace(1050, 520, fall)])
    return throat(line * wander(rng, seconds, 14, 0.97, 1.03), seconds, rng) * swell(seconds, 0.05, 0.3)


def laughter(rng: Rng, seconds: float) -> Signal:
    """Ha, ha, ha, each lower and softer."""
    parts = []
    for n, at in enumerate(np.arange(0.0, seconds - 0.2, 0.19)):
        pitch = 290 * 0.96**n * float(rng.uniform(0.95, 1.05))
        syllable = throat(glide(pitch * 1.15, pitch * 0.85, 0.15), 0.15, rng) * swell(0.15, 0.03, 0.08)
        parts.append((float(at), syllable * 0.92**n))
    return arranged(seconds, parts)


def _clap(rng: Rng) -> Signal:
    centre = float(rng.uniform(900, 1800))
    return bandpass(white(rng, 0.05), centre * 0.7, centre * 1.7) * decay(0.05, 0.009, 0.0008)


def applause(rng: Rng, seconds: float) -> Signal:
    """Many hands."""
    return scattered(rng, seconds, 110, _clap) * swell(seconds, 0.5, 1.2)


def _babble(rng: Rng) -> Signal:
    pitch, span = float(rng.uniform(95, 240)), float(rng.uniform(0.14, 0.3))
    vowel = tuple((hertz * float(rng.uniform(0.8, 1.2)), strength) for hertz, strength in (AH, OH)[int(rng.integers(2))])
    return throat(glide(pitch, pitch * float(rng.uniform(0.8, 1.2)), span), span, rng, vowel) * swell(span, 0.05, 0.1)


def crowd(rng: Rng, seconds: float) -> Signal:
    """Voices without words, near and far."""
    near = scattered(rng, seconds, 9, _babble)
    far = bandpass(white(rng, seconds), 250, 1100) * wander(rng, seconds, 3, 0.6, 1.0)
    return near + 0.12 * far


def cheer(rng: Rng, seconds: float) -> Signal:
    """A crowd that is glad."""
    voices = scattered(rng, seconds, 26, lambda r: throat(float(r.uniform(260, 520)), 0.7, r) * swell(0.7, 0.1, 0.4))
    return (voices + 0.5 * scattered(rng, seconds, 60, _clap)) * swell(seconds, 0.3, 0.9)


RECIPES = {
    "footsteps": Recipe(steps, 2.4, level=-11),
    "footsteps_wood": Recipe(partial(steps, ground="wood"), 2.4, level=-10),
    "footsteps_snow": Recipe(partial(steps, ground="snow", pace=0.62), 2.6, level=-11),
    "footsteps_gravel": Recipe(partial(steps, ground="gravel"), 2.4, level=-11),
    "running": Recipe(partial(steps, pace=0.3), 2.2, level=-9),
    "heartbeat": Recipe(heartbeat, lasting=True, level=-10),
    "breath": Recipe(breath, 2.2, level=-20),
    "gasp": Recipe(gasp, 0.5, level=-15),
    "snore": Recipe(snore, 2.0, level=-17),
    "scream": Recipe(scream, 1.4, level=-11),
    "laughter": Recipe(laughter, 1.6, level=-15),
    "applause": Recipe(applause, 4.0, level=-13),
    "cheer": Recipe(cheer, 3.0, level=-13),
    "crowd": Recipe(crowd, lasting=True, level=-18),
}
