"""Every effect of the shared vocabulary by its name, and one way to get it ready for the mix."""

import numpy as np

from audio.vendors.local.dsp import length
from audio.vendors.local.effects import animals, force, machines, nature, objects, people, tones, vehicles
from audio.vendors.local.effects.recipe import Recipe
from audio.vendors.local.wave import Signal, edged, fitted, peaked, randomness

FAMILIES = (nature, people, animals, objects, vehicles, force, machines, tones)
CATALOGUE: dict[str, Recipe] = {name: recipe for family in FAMILIES for name, recipe in family.RECIPES.items()}
LONGEST = 8.0
"""Seconds that a lasting effect is made for; then one hears it again, crossfaded every six seconds. What ticks or turns does so a
whole number of times in three seconds, so that neither loops nor ears stumble."""


def effect(name: str, seconds: float, *seed: object) -> Signal:
    """One effect at its own level, mono, with clean edges; a lasting one is `seconds` long."""
    recipe = CATALOGUE[name]
    if not recipe.lasting:
        made = recipe.make(randomness("effect", name, *seed), recipe.seconds)
        return edged(peaked(fitted(made, length(recipe.seconds)), recipe.level), 0.001)
    return edged(peaked(looped(texture(name, seconds, *seed), length(seconds)), recipe.level), 0.08, 0.4)


def texture(name: str, seconds: float, *seed: object) -> Signal:
    """A lasting effect at no particular level, mono, at most LONGEST: to be looped."""
    wanted = min(seconds, LONGEST)
    return fitted(CATALOGUE[name].make(randomness("effect", name, *seed), wanted), length(wanted))


def looped(signal: Signal, samples: int) -> Signal:
    """A texture made longer: it follows itself with an overlap in which power stays the same."""
    if len(signal) >= samples:
        return signal[:samples]
    overlap = len(signal) // 4
    rise = np.sqrt(0.5 - 0.5 * np.cos(np.pi * np.arange(overlap) / overlap))
    piece = signal.copy()
    piece[-overlap:] *= rise[::-1]
    total, at = fitted(piece, samples), len(signal) - overlap
    piece[:overlap] *= rise
    while at < samples:
        stop = min(at + len(piece), samples)
        total[at:stop] += piece[: stop - at]
        at += len(piece) - overlap
    return total
