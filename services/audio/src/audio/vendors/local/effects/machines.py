"""Machines, electricity and computers."""

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
    highpass,
    lowpass,
    scattered,
    swell,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal


def static(rng: Rng, seconds: float) -> Signal:
    """A radio between two stations."""
    hiss = bandpass(white(rng, seconds), 500, 5500) * wander(rng, seconds, 6, 0.3, 1.0)
    whistle = tone(900 * wander(rng, seconds, 1.5, 0.5, 2.0), seconds) * wander(rng, seconds, 2, 0.0, 0.25)
    return hiss + whistle + 2 * scattered(rng, seconds, 9, lambda r: white(r, 0.01) * decay(0.01, 0.002, 0.0005))


def beep(_rng: Rng, seconds: float) -> Signal:
    """Two short notes of a device."""
    note = tone(1320, 0.09, (1, 0.2)) * swell(0.09, 0.006, 0.02)
    return arranged(seconds, [(0.0, note), (0.15, note)])


def robot(rng: Rng, seconds: float) -> Signal:
    """A machine that chatters in its own language."""
    parts, at = [], 0.0
    while at < seconds - 0.25:
        span, low = float(rng.uniform(0.05, 0.18)), float(rng.uniform(300, 1500))
        parts.append(
            (at, tone(glide(low, low * float(rng.choice([0.5, 1.0, 1.5, 2.0])), span), span, HOLLOW) * swell(span, 0.006, 0.02))
        )
        at += span + float(rng.uniform(0.01, 0.06))
    return lowpass(arranged(seconds, parts), 6000)


def hum(rng: Rng, seconds: float) -> Signal:
    """The mains."""
    return tone(100, seconds, (1, 0.6, 0.15, 0.3, 0.05, 0.1)) + 0.02 * white(rng, seconds)


def spark(rng: Rng, seconds: float) -> Signal:
    """Current that jumps."""
    gate = (wander(rng, seconds, 30, 0, 1) > 0.62).astype(np.float64)
    return highpass(tone(100, seconds, BUZZ) * white(rng, seconds), 1200) * lowpass(gate, 400) * swell(seconds, 0.02, 0.2)


def laser(_rng: Rng, seconds: float) -> Signal:
    """A ray, as in films."""
    return tone(glide(3200, 180, seconds, 0.5), seconds, HOLLOW) * decay(seconds, seconds / 2.5)


def machine(rng: Rng, seconds: float) -> Signal:
    """Something that stamps and turns."""
    stamp = bandpass(white(rng, 0.2), 120, 1500) * decay(0.2, 0.05)
    at = np.arange(0.1, max(seconds - 0.25, 0.11), 0.6)
    turning = lowpass(tone(58, seconds, BUZZ), 500) * 0.25 + 0.1 * lowpass(brown(rng, seconds), 400)
    return arranged(seconds, [(float(t), stamp) for t in at]) + turning


def steam(rng: Rng, seconds: float) -> Signal:
    """A valve."""
    return highpass(white(rng, seconds), 2500) * swell(seconds, 0.05, seconds * 0.6)


def drill(rng: Rng, seconds: float) -> Signal:
    """A tool that bites."""
    pitch = 190 * (1 + 0.5 * swell(seconds, 0.3, 0.3)) * wander(rng, seconds, 9, 0.95, 1.03)
    return bandpass(tone(pitch, seconds, BUZZ), 300, 5000) + 0.2 * highpass(white(rng, seconds), 3000)


def power(_rng: Rng, seconds: float, start: float, end: float) -> Signal:
    """Something large is switched on or off."""
    return lowpass(tone(glide(start, end, seconds), seconds, BUZZ), 2500) * swell(seconds, 0.1, 0.35)


def rocket(rng: Rng, seconds: float) -> Signal:
    """Ignition, thrust, away."""
    thrust = np.tanh(1.5 * lowpass(brown(rng, seconds), 900)) + 0.3 * bandpass(white(rng, seconds), 300, 3000)
    return np.asarray(thrust * wander(rng, seconds, 12, 0.75, 1.0) * swell(seconds, 0.6, seconds * 0.5))


def fireworks(rng: Rng, seconds: float) -> Signal:
    """Up it whistles, bursts, and crackles down."""
    up = tone(glide(900, 2600, 0.9), 0.9) * swell(0.9, 0.2, 0.1) * 0.25
    burst = lowpass(white(rng, 1.0), 1500) * decay(1.0, 0.18)
    sparkle = scattered(rng, 1.4, 40, lambda r: highpass(white(r, 0.02), 3000) * decay(0.02, 0.004, 0.0005)) * decay(
        1.4, 0.6, 0.2
    )
    return arranged(seconds, [(0.0, up), (0.95, burst), (1.15, 0.7 * sparkle)])


RECIPES = {
    "static": Recipe(static, lasting=True, level=-19),
    "beep": Recipe(beep, 0.35, level=-18),
    "robot": Recipe(robot, 1.4, level=-17),
    "hum": Recipe(hum, lasting=True, level=-24),
    "spark": Recipe(spark, 0.9, level=-13),
    "laser": Recipe(laser, 0.45, level=-13),
    "machine": Recipe(machine, lasting=True, level=-14),
    "steam": Recipe(steam, 1.6, level=-16),
    "drill": Recipe(drill, 1.6, level=-16),
    "power_up": Recipe(partial(power, start=55, end=440), 1.8, level=-14),
    "power_down": Recipe(partial(power, start=440, end=40), 1.8, level=-14),
    "rocket": Recipe(rocket, 4.5, level=-7),
    "fireworks": Recipe(fireworks, 2.6, level=-10),
}
