"""What drives, sails and flies."""

from functools import partial

import numpy as np

from audio.vendors.local.dsp import (
    BUZZ,
    HOLLOW,
    Rng,
    arranged,
    bandpass,
    brown,
    decay,
    glide,
    length,
    lowpass,
    struck,
    swell,
    times,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal


def engine(rng: Rng, seconds: float, hertz: float = 42.0) -> Signal:
    """A motor that idles."""
    turning = tone(hertz * wander(rng, seconds, 3, 0.97, 1.04), seconds, BUZZ)
    return lowpass(turning, 700) + 0.25 * lowpass(brown(rng, seconds), 300)


def car_pass(rng: Rng, seconds: float) -> Signal:
    """It comes, passes, and the note falls."""
    share = np.linspace(-1, 1, length(seconds))
    near = 1 / (1 + (share * 5) ** 2)
    pitch = 85 * (1.12 - 0.24 / (1 + np.exp(-share * 9)))
    return (0.5 * lowpass(tone(pitch, seconds, BUZZ), 900) + bandpass(white(rng, seconds), 250, 2600)) * near


def horn(_rng: Rng, seconds: float, notes: tuple[float, ...], blasts: int = 1, bright: float = 3000) -> Signal:
    """Several reeds at once: cars, trains, ships."""
    span = seconds / blasts * 0.8
    chord = sum((tone(hertz, span, HOLLOW if hertz > 200 else BUZZ) for hertz in notes), np.zeros(length(span)))
    blast = lowpass(chord, bright) * swell(span, 0.04, 0.12)
    return arranged(seconds, [(n * seconds / blasts, blast) for n in range(blasts)])


def brakes(rng: Rng, seconds: float) -> Signal:
    """Tyres that scream and stop."""
    pitch = glide(1250, 820, seconds) * wander(rng, seconds, 25, 0.94, 1.06)
    return (tone(pitch, seconds, (1, 0.5, 0.4, 0.2)) + 0.5 * bandpass(white(rng, seconds), 600, 3500)) * swell(
        seconds, 0.08, 0.25
    )


def train(rng: Rng, seconds: float) -> Signal:
    """Wheels over rail joints."""
    clack = bandpass(white(rng, 0.1), 180, 1600) * decay(0.1, 0.022)
    at = [base + d for base in np.arange(0.0, max(seconds - 0.3, 0.01), 0.75) for d in (0.0, 0.13, 0.34, 0.47)]
    return arranged(seconds, [(float(t), clack * float(rng.uniform(0.7, 1))) for t in at]) + 0.25 * lowpass(
        brown(rng, seconds), 250
    )


def airplane(rng: Rng, seconds: float) -> Signal:
    """Jet noise and the whine of its fans."""
    roar = lowpass(brown(rng, seconds), 1200) + 0.25 * bandpass(white(rng, seconds), 300, 2500)
    return np.asarray(roar + 0.12 * tone(1900 * wander(rng, seconds, 0.6, 0.98, 1.02), seconds))


def helicopter(rng: Rng, seconds: float) -> Signal:
    """Blades that chop the air."""
    chop = (0.5 + 0.5 * np.cos(2 * np.pi * 11 * times(seconds))) ** 6
    return np.asarray(bandpass(white(rng, seconds), 60, 700) * chop + 0.15 * lowpass(brown(rng, seconds), 400))


def bicycle_bell(_rng: Rng, seconds: float) -> Signal:
    """Ring, ring."""
    ding = struck((2650, 5300, 7100), 0.25, 0.8)
    return arranged(seconds, [(at, ding * g) for at, g in ((0.0, 0.8), (0.07, 1.0), (0.3, 0.8), (0.37, 1.0))])


def siren(_rng: Rng, seconds: float) -> Signal:
    """Up and down, as in an American street."""
    turn = 0.5 - 0.5 * np.cos(2 * np.pi * times(seconds) / 3.0)
    return lowpass(tone(620 + 780 * turn, seconds, HOLLOW), 3500)


RECIPES = {
    "engine": Recipe(engine, lasting=True, level=-15),
    "car_pass": Recipe(car_pass, 3.2, level=-14),
    "car_horn": Recipe(partial(horn, notes=(415.0, 523.0), blasts=2), 1.1, level=-14),
    "brakes": Recipe(brakes, 1.3, level=-13),
    "train": Recipe(train, lasting=True, level=-13),
    "train_horn": Recipe(partial(horn, notes=(311.1, 370.0, 466.2, 554.4)), 2.2, level=-13),
    "foghorn": Recipe(partial(horn, notes=(87.3, 88.1, 130.8), bright=700.0), 2.8, level=-11),
    "airplane": Recipe(airplane, lasting=True, level=-15),
    "helicopter": Recipe(helicopter, lasting=True, level=-13),
    "bicycle_bell": Recipe(bicycle_bell, 1.2, level=-18),
    "siren": Recipe(siren, lasting=True, level=-20),
}
