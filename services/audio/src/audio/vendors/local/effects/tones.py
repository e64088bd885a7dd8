"""Bells, magic and the musical signs of a film."""

from functools import partial

import numpy as np

from audio.vendors.local.dsp import (
    BUZZ,
    Rng,
    arranged,
    bandpass,
    brown,
    decay,
    glide,
    length,
    lowpass,
    scattered,
    struck,
    swell,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal

BELL = (0.5, 1.0, 1.19, 1.5, 2.0, 2.51, 3.01, 4.1)
"""Hum, prime, tierce, quint, nominal and upper partials of a cast bell."""


def bell(_rng: Rng, seconds: float, hertz: float, strokes: tuple[float, ...] = (0.0,), tau: float = 1.2) -> Signal:
    """A cast bell, struck at the given times."""
    stroke = struck([hertz * ratio for ratio in BELL], tau, min(seconds, tau * 4), 0.82)
    return arranged(seconds, [(at, stroke) for at in strokes])


def gong(rng: Rng, seconds: float) -> Signal:
    """It blooms after the stroke."""
    modes = [88 * ratio for ratio in (1, 1.47, 2.09, 2.56, 3.39, 4.08, 5.2, 6.6)]
    shimmer = bandpass(white(rng, seconds), 800, 4000) * swell(seconds, 0.5, seconds - 0.6) ** 2
    return struck(modes, 1.8, seconds, 0.88) + 0.08 * shimmer


def chime(rng: Rng, seconds: float) -> Signal:
    """Small tubes in the wind."""
    notes = (1046.5, 1174.7, 1318.5, 1568.0, 1760.0, 2093.0)
    picks = rng.permutation(len(notes))
    return arranged(seconds, [(0.13 * n, struck((notes[p], notes[p] * 2.76), 0.7, seconds) * 0.8) for n, p in enumerate(picks)])


def magic(rng: Rng, seconds: float) -> Signal:
    """A rising shimmer."""
    scale = [880 * 2 ** (step / 12) for step in (0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 24, 26)]
    run = [(0.07 * n, struck((hertz, hertz * 2.0), 0.35, 1.0) * (0.5 + 0.04 * n)) for n, hertz in enumerate(scale)]
    dust = scattered(rng, seconds, 26, lambda r: tone(float(r.uniform(4000, 9000)), 0.08) * decay(0.08, 0.02))
    return arranged(seconds, run) + 0.12 * dust * swell(seconds, 0.5, 0.8)


def drum_roll(rng: Rng, seconds: float) -> Signal:
    """Snare, faster, louder, and a stroke."""
    stroke = bandpass(white(rng, 0.12), 250, 6000) * decay(0.12, 0.03) + tone(190, 0.12) * decay(0.12, 0.03)
    at = np.arange(0.0, seconds - 0.5, 0.048)
    roll = [(float(t), stroke * (0.25 + 0.55 * t / seconds) * float(rng.uniform(0.8, 1))) for t in at]
    return arranged(seconds, [*roll, (seconds - 0.45, stroke * 1.4)])


def sting(rng: Rng, seconds: float) -> Signal:
    """A dissonant chord that makes one start."""
    strings = sum(
        (tone(hertz * wander(rng, seconds, 6, 0.995, 1.005), seconds, BUZZ) for hertz in (220.0, 233.1, 311.1, 466.2)), 0.0
    )
    hit = tone(glide(110, 40, seconds, 0.4), seconds) * decay(seconds, 0.4)
    return (
        lowpass(np.asarray(strings), 3200) * decay(seconds, 0.5, 0.01) + 2 * hit + 0.1 * brown(rng, seconds) * decay(seconds, 0.3)
    )


def success(_rng: Rng, seconds: float) -> Signal:
    """Three notes up."""
    notes = ((0.0, 523.3), (0.12, 659.3), (0.24, 784.0), (0.24, 1046.5))
    return arranged(seconds, [(at, struck((hertz, hertz * 2, hertz * 3), 0.4, 1.0, 0.4)) for at, hertz in notes])[
        : length(seconds)
    ]


RECIPES = {
    "bell": Recipe(partial(bell, hertz=880.0, tau=0.7), 2.2, level=-15),
    "church_bell": Recipe(partial(bell, hertz=311.0, strokes=(0.0, 1.7), tau=1.6), 5.0, level=-13),
    "ship_bell": Recipe(partial(bell, hertz=1244.5, strokes=(0.0, 0.32), tau=0.9), 2.6, level=-15),
    "gong": Recipe(gong, 4.5, level=-10),
    "chime": Recipe(chime, 2.4, level=-19),
    "magic": Recipe(magic, 1.9, level=-16),
    "drum_roll": Recipe(drum_roll, 2.6, level=-13),
    "sting": Recipe(sting, 1.8, level=-9),
    "success": Recipe(success, 1.3, level=-16),
}
