"""Doors, and things that one holds or stands next to."""

from functools import partial

import numpy as np

from audio.vendors.local.dsp import (
    BUZZ,
    Rng,
    arranged,
    bandpass,
    brown,
    decay,
    formants,
    glide,
    highpass,
    length,
    lowpass,
    scattered,
    struck,
    swell,
    times,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import RATE, Signal

EDGE = 0.08
"""Seconds in which what lasts comes up: what ticks begins behind them."""
METAL = (1.0, 2.76, 5.4, 8.93)
"""Frequency ratios of a free bar."""


def click(rng: Rng, low: float = 1500, high: float = 6000, tau: float = 0.006) -> Signal:
    """A latch, a key, a switch."""
    return bandpass(white(rng, 0.05), low, high) * decay(0.05, tau, 0.0006)


def thump(rng: Rng, hertz: float = 90, tau: float = 0.08) -> Signal:
    """Wood or earth that is hit."""
    body = tone(glide(hertz * 1.6, hertz, 0.4, 0.4), 0.4, (1, 0.3)) * decay(0.4, tau)
    return body + 0.4 * lowpass(white(rng, 0.4), 900) * decay(0.4, tau / 3)


def creak(rng: Rng, seconds: float) -> Signal:
    """Dry hinges: slow slip and stick."""
    rate = wander(rng, seconds, 3, 18, 75)
    pulses = np.diff(np.floor(np.cumsum(rate) / RATE), prepend=0.0)
    return formants(pulses, ((420.0, 1.0), (980.0, 0.8), (1900.0, 0.5))) * swell(seconds, 0.2, 0.3)


def door_open(rng: Rng, seconds: float) -> Signal:
    """The latch, then the hinges."""
    latch = click(rng, 800, 4000, 0.01)
    return arranged(seconds, [(0.02, latch * 3), (0.12, latch * 2), (0.25, creak(rng, seconds - 0.3) * 20)])


def door_close(rng: Rng, seconds: float) -> Signal:
    """A slam and its latch."""
    return arranged(seconds, [(0.02, thump(rng, 75, 0.1)), (0.06, click(rng, 900, 3500, 0.012) * 0.6)])


def door_knock(rng: Rng, seconds: float) -> Signal:
    """Three knuckles."""
    return arranged(seconds, [(at, thump(rng, 240, 0.025) * g) for at, g in ((0.02, 0.8), (0.24, 1.0), (0.46, 0.9))])


def doorbell(_rng: Rng, seconds: float) -> Signal:
    """Ding, dong."""
    return arranged(
        seconds, [(at, struck((hertz, hertz * 2, hertz * 3.01), 0.6, 1.4)) for at, hertz in ((0.0, 659.3), (0.5, 523.3))]
    )


def rattle(rng: Rng, seconds: float, low: float, high: float, per_second: float, tau: float = 0.05) -> Signal:
    """Small metal pieces against each other: keys, chains, cutlery, coins."""

    def piece(r: Rng) -> Signal:
        base = float(r.uniform(low, high))
        return struck([base * ratio for ratio in METAL if base * ratio < 20000], tau, tau * 4)

    return scattered(rng, seconds, per_second, piece) * swell(seconds, 0.02, 0.3)


def switch(rng: Rng, seconds: float) -> Signal:
    """Click, clack."""
    return arranged(seconds, [(0.01, click(rng, 2000, 7000)), (0.06, click(rng, 1200, 4000) * 0.6)])


def glass_break(rng: Rng, seconds: float) -> Signal:
    """The blow, then shards."""
    blow = highpass(white(rng, 0.2), 2000) * decay(0.2, 0.03)
    return arranged(seconds, [(0.0, blow), (0.03, rattle(rng, seconds - 0.1, 2500, 7500, 42, 0.06) * decay(seconds - 0.1, 0.45))])


def glass_clink(_rng: Rng, seconds: float) -> Signal:
    """Cheers."""
    return struck((2100, 3350, 5480, 7900), 0.35, seconds) + 0.7 * struck((2380, 3720, 6100), 0.3, seconds)


def pour(rng: Rng, seconds: float) -> Signal:
    """A glass fills up: the note rises."""
    noise = white(rng, seconds)
    parts = [bandpass(noise, hertz * 0.85, hertz * 1.15, 2) for hertz in (600, 850, 1200, 1650)]
    share = np.linspace(0, len(parts) - 1, length(seconds))
    weights = [np.clip(1 - np.abs(share - n), 0, 1) for n in range(len(parts))]
    return sum((p * w for p, w in zip(parts, weights, strict=True)), 0.15 * bandpass(noise, 1500, 6000)) * wander(
        rng, seconds, 14, 0.5, 1
    )


def paper(rng: Rng, seconds: float) -> Signal:
    """A page is turned."""
    return highpass(white(rng, seconds), 2200) * wander(rng, seconds, 16, 0.0, 1.0) ** 3 * swell(seconds, 0.1, 0.2)


def coin(_rng: Rng, seconds: float) -> Signal:
    """It falls, jumps and lies."""
    ring = struck([3300 * ratio for ratio in (1.0, 1.51, 2.4, 3.9)], 0.2, 0.5)
    return arranged(seconds, [(at, ring * g) for at, g in ((0.0, 1.0), (0.28, 0.6), (0.47, 0.4), (0.58, 0.25), (0.64, 0.15))])


def typing(rng: Rng, seconds: float) -> Signal:
    """Keys, in bursts."""
    at, parts = 0.02, []
    while at < seconds - 0.1:
        parts.append((at, click(rng, 1200, 5000, 0.007) * float(rng.uniform(0.5, 1.0))))
        at += float(rng.choice([0.09, 0.12, 0.16, 0.4], p=[0.35, 0.35, 0.22, 0.08]))
    return arranged(seconds, parts)


def camera(rng: Rng, seconds: float) -> Signal:
    """The shutter, and the film moves on."""
    whirr = bandpass(white(rng, 0.22), 1500, 5000) * swell(0.22, 0.03, 0.06) * 0.25
    return arranged(seconds, [(0.0, click(rng)), (0.07, click(rng, 900, 4000)), (0.12, whirr)])


def clock(_rng: Rng, seconds: float) -> Signal:
    """Tick, tock."""
    tick, tock = (struck((hertz, hertz * 2.3, hertz * 3.9), 0.012, 0.08) for hertz in (2300.0, 1900.0))
    return arranged(
        seconds,
        [(at, tick if n % 2 == 0 else tock) for n, at in enumerate(np.arange(EDGE, max(seconds - 0.1, EDGE + 0.01), 0.5))],
    )


def ringing(_rng: Rng, seconds: float, first: float, second: float, rate: float, on: float, period: float) -> Signal:
    """A bell or buzzer that turns between two notes and pauses: alarms and telephones."""
    moment = times(seconds)
    either = np.where(np.sin(2 * np.pi * rate * moment) > 0, first, second)
    return tone(either, seconds, (1, 0.4, 0.25)) * lowpass((moment % period < on).astype(np.float64), 120)


def phone_buzz(_rng: Rng, seconds: float) -> Signal:
    """A telephone that shakes on a table."""
    return lowpass(tone(155, seconds, BUZZ), 900) * lowpass((times(seconds) % 0.8 < 0.42).astype(np.float64), 60)


def sword(rng: Rng, seconds: float) -> Signal:
    """Blades meet."""
    blade = struck((1850, 2710, 4230, 5890, 7420), 0.4, seconds, 0.85)
    return blade + highpass(white(rng, seconds), 3000) * decay(seconds, 0.02)


def hammer(rng: Rng, seconds: float) -> Signal:
    """Three blows on metal."""
    ring = struck((900, 2100, 3700), 0.09, 0.4, 0.7)
    return arranged(seconds, [(at, part) for at in (0.0, 0.45, 0.9) for part in (ring, thump(rng, 110, 0.04))])


def zipper(rng: Rng, seconds: float) -> Signal:
    """Teeth, faster and faster."""
    teeth = np.diff(np.floor(np.cumsum(glide(70, 190, seconds)) / RATE), prepend=0.0)
    return bandpass(teeth, 2000, 7000, 2) + 0.002 * white(rng, seconds)


def match(rng: Rng, seconds: float) -> Signal:
    """Struck, and it burns."""
    strike = highpass(white(rng, seconds), 3000) * decay(seconds, 0.12, 0.03)
    return strike + 0.06 * brown(rng, seconds) * swell(seconds, 0.15, seconds * 0.6)


RECIPES = {
    "door_open": Recipe(door_open, 1.3, level=-15),
    "door_close": Recipe(door_close, 0.7, level=-9),
    "door_knock": Recipe(door_knock, 0.9, level=-12),
    "doorbell": Recipe(doorbell, 2.0, level=-15),
    "creak": Recipe(creak, 1.5, level=-18),
    "keys": Recipe(partial(rattle, low=3000, high=6000, per_second=16), 0.9, level=-19),
    "chain": Recipe(partial(rattle, low=900, high=2600, per_second=22), 1.6, level=-15),
    "cutlery": Recipe(partial(rattle, low=1900, high=4200, per_second=5, tau=0.09), 1.6, level=-19),
    "switch": Recipe(switch, 0.15, level=-17),
    "glass_break": Recipe(glass_break, 1.5, level=-9),
    "glass_clink": Recipe(glass_clink, 1.0, level=-17),
    "pour": Recipe(pour, 2.4, level=-18),
    "paper": Recipe(paper, 0.8, level=-20),
    "coin": Recipe(coin, 1.2, level=-17),
    "typing": Recipe(typing, 2.5, level=-19),
    "camera": Recipe(camera, 0.4, level=-14),
    "clock": Recipe(clock, lasting=True, level=-20),
    "alarm": Recipe(partial(ringing, first=2100, second=2100.1, rate=1, on=0.1, period=0.2), 2.4, level=-16),
    "phone_ring": Recipe(partial(ringing, first=950, second=1230, rate=12.5, on=1.0, period=1.6), 2.6, level=-15),
    "phone_buzz": Recipe(phone_buzz, 1.6, level=-18),
    "sword": Recipe(sword, 1.3, level=-11),
    "hammer": Recipe(hammer, 1.4, level=-11),
    "zipper": Recipe(zipper, 0.6, level=-20),
    "match": Recipe(match, 1.4, level=-17),
}
