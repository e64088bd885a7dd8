"""Animals, and what is worse."""

from functools import partial

import numpy as np

from audio.vendors.local.dsp import (
    BUZZ,
    HOLLOW,
    Rng,
    arranged,
    bandpass,
    decay,
    formants,
    glide,
    length,
    lowpass,
    scattered,
    swell,
    times,
    tone,
    wander,
    white,
)
from audio.vendors.local.effects.people import AH, OH, throat
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import RATE, Signal


def curve(points: tuple[float, ...], seconds: float) -> Signal:
    """A pitch line through evenly spaced points."""
    share = np.linspace(0, len(points) - 1, length(seconds))
    return np.interp(share, np.arange(len(points)), points)


def _chirp(rng: Rng) -> Signal:
    base, notes = float(rng.uniform(2400, 4800)), int(rng.integers(2, 6))
    note = float(rng.uniform(0.05, 0.11))
    song = [(n * note * 1.3, _note(base, note, rng)) for n in range(notes)]
    return arranged(notes * note * 1.3 + 0.05, song)


def _note(base: float, seconds: float, rng: Rng) -> Signal:
    start, end = base * float(rng.uniform(0.85, 1.2)), base * float(rng.uniform(0.85, 1.2))
    return tone(glide(start, end, seconds), seconds) * swell(seconds, 0.012, 0.03)


def birds(rng: Rng, seconds: float) -> Signal:
    """Small birds that answer each other."""
    return scattered(rng, seconds, 1.7, _chirp)


def cry(
    rng: Rng, seconds: float, pitch: tuple[float, ...], calls: int, partials: tuple[float, ...] = (1, 0.5, 0.3, 0.1)
) -> Signal:
    """A call along a pitch line, several times: gulls, crows, owls, cocks."""
    parts = []
    for n in range(calls):
        span = seconds / calls * float(rng.uniform(0.62, 0.85))
        line = curve(pitch, span) * wander(rng, span, 20, 0.98, 1.02) * float(rng.uniform(0.93, 1.05))
        call = tone(line, span, partials) * swell(span, 0.03, span * 0.3)
        rasp = call * (1 + 0.3 * lowpass(white(rng, span), 300))
        parts.append((n * seconds / calls, rasp * (0.9**n * float(rng.uniform(0.75, 1.0)))))
    return arranged(seconds, parts)


def voice(
    rng: Rng,
    seconds: float,
    pitch: tuple[float, ...],
    vowel: tuple[tuple[float, float], ...] = AH,
    rough: float = 0.0,
    calls: int = 1,
) -> Signal:
    """A throat along a pitch line: barks, howls, meows, moos."""
    span = seconds / calls * 0.85
    line = curve(pitch, span)
    if rough:
        line = line * (1 + rough * lowpass(white(rng, span), 60))
    call = throat(np.maximum(line, 20.0), span, rng, vowel) * swell(span, min(0.05, span / 4), span * 0.35)
    return arranged(seconds, [(n * seconds / calls, call * float(rng.uniform(0.8, 1.0))) for n in range(calls)])


def dog(rng: Rng, seconds: float) -> Signal:
    """Two barks, short and hoarse."""
    barks = []
    for at, low in ((0.02, 190.0), (0.4, 175.0)):
        line = curve((low, 2.1 * low, 0.9 * low), 0.18)
        hoarse = throat(line, 0.18, rng, ((620.0, 1.0), (1250.0, 0.8), (2700.0, 0.3))) + 0.5 * bandpass(
            white(rng, 0.18), 350, 2600
        )
        barks.append((at, hoarse * swell(0.18, 0.012, 0.11)))
    return arranged(seconds, barks)


def horse(rng: Rng, seconds: float) -> Signal:
    """A neigh: a high voice that shakes downwards."""
    shake = 1 + 0.12 * np.sin(2 * np.pi * 11 * times(seconds))
    return throat(glide(950, 330, seconds) * shake, seconds, rng, ((1100.0, 1.0), (2300.0, 0.7))) * swell(seconds, 0.1, 0.5)


def _hoof(rng: Rng) -> Signal:
    return tone(glide(620, 420, 0.07), 0.07, (1, 0.4)) * decay(0.07, 0.014) + 0.3 * bandpass(white(rng, 0.07), 800, 3000) * decay(
        0.07, 0.008
    )


def hooves(rng: Rng, seconds: float) -> Signal:
    """A gallop: three beats and a rest."""
    beats = [base + d for base in np.arange(0, max(seconds - 0.3, 0.01), 0.48) for d in (0.0, 0.12, 0.23)]
    return arranged(seconds, [(float(t), _hoof(rng) * float(rng.uniform(0.7, 1))) for t in beats])


def sheep(rng: Rng, seconds: float) -> Signal:
    """A bleat."""
    flutter = 1 + 0.06 * np.sign(np.sin(2 * np.pi * 13 * times(seconds)))
    return throat(340 * flutter, seconds, rng, ((750.0, 1.0), (1700.0, 0.7))) * swell(seconds, 0.06, 0.2)


def crickets(rng: Rng, seconds: float) -> Signal:
    """Three insects in the grass, each with its own pulse."""
    total = np.zeros(length(seconds))
    for hertz, pulse in ((4300, 2.1), (4650, 1.7), (5050, 2.6)):
        clock = times(seconds) + float(rng.uniform(0, 1))
        chirp = np.clip(np.sin(2 * np.pi * 31 * clock), 0, 1) * (np.sin(2 * np.pi * pulse * clock) > 0.1)
        total += tone(hertz * float(rng.uniform(0.98, 1.02)), seconds) * lowpass(chirp, 200)
    return total


def _croak(rng: Rng) -> Signal:
    pulses = np.clip(np.sin(2 * np.pi * 42 * times(0.28)), 0, 1)
    return formants(tone(float(rng.uniform(95, 130)), 0.28, BUZZ) * pulses, ((520.0, 1.0), (1500.0, 0.6))) * swell(
        0.28, 0.04, 0.1
    )


def frog(rng: Rng, seconds: float) -> Signal:
    """Frogs at a pond."""
    return scattered(rng, seconds, 1.8, _croak)


def bee(rng: Rng, seconds: float) -> Signal:
    """A bee that flies about."""
    return lowpass(tone(195 * wander(rng, seconds, 2.5, 0.9, 1.12), seconds, BUZZ), 3000) * wander(rng, seconds, 1.2, 0.2, 1.0)


def monster(rng: Rng, seconds: float) -> Signal:
    """A growl with two throats."""
    low = throat(52 * wander(rng, seconds, 9, 0.85, 1.15), seconds, rng, OH)
    high = throat(79 * wander(rng, seconds, 12, 0.8, 1.2), seconds, rng, AH)
    return (low + 0.6 * high) * (1 + 0.5 * np.sin(2 * np.pi * 24 * np.arange(length(seconds)) / RATE)) * swell(seconds, 0.3, 0.7)


RECIPES = {
    "birds": Recipe(birds, lasting=True, level=-20),
    "seagull": Recipe(partial(cry, pitch=(1300, 1900, 1500, 1100), calls=3, partials=HOLLOW), 2.2, level=-17),
    "crow": Recipe(partial(voice, pitch=(520, 560, 430), rough=0.5, calls=3), 1.8, level=-16),
    "owl": Recipe(partial(cry, pitch=(330, 370, 350, 320), calls=2, partials=(1, 0.08)), 2.4, level=-17),
    "rooster": Recipe(partial(voice, pitch=(600, 900, 650, 1050, 1000, 600), rough=0.05), 1.8, level=-15),
    "dog": Recipe(dog, 0.75, level=-11),
    "wolf": Recipe(partial(voice, pitch=(280, 420, 560, 560, 540, 380), vowel=OH), 3.0, level=-15),
    "cat": Recipe(partial(voice, pitch=(480, 720, 690, 430), vowel=((900, 1.0), (1900, 0.7))), 0.9, level=-17),
    "horse": Recipe(horse, 1.6, level=-13),
    "hooves": Recipe(hooves, 3.0, level=-14),
    "cow": Recipe(partial(voice, pitch=(105, 135, 130, 95), vowel=OH), 1.9, level=-14),
    "sheep": Recipe(sheep, 0.9, level=-16),
    "crickets": Recipe(crickets, lasting=True, level=-26),
    "frog": Recipe(frog, lasting=True, level=-20),
    "bee": Recipe(bee, lasting=True, level=-22),
    "monster": Recipe(monster, 2.2, level=-8),
}
