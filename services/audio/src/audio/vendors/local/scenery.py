"""Mixes a scene: its ambience all around, its effects where and when the action is, everything in the room of the place."""

import numpy as np

from audio.domain.orders import EffectsOrder, Hit
from audio.vendors.local.ambience import Layer, layers
from audio.vendors.local.dsp import length, lowpass
from audio.vendors.local.effects.catalogue import effect, looped, texture
from audio.vendors.local.reverb import in_room
from audio.vendors.local.wave import (
    RATE,
    RINGING,
    Signal,
    edged,
    encoded,
    gain,
    level_of,
    mixed,
    peaked,
    randomness,
    rung_out,
    silence,
    span,
)

APART = 3.0
"""Seconds between the ears in a bed: far enough to sound wide and not like an echo."""
NOTICED = 19.0
"""Decibels between the level of a layer and the peak of a sound in it that comes now and then."""
PASSING = frozenset({"car_pass", "whoosh", "airplane", "helicopter", "hooves", "arrow", "rocket", "laser"})
"""What goes by from one side to the other."""
DULL = 2500.0
"""Hertz that are still heard of what is as far as can be."""
CUT = 0.025
"""Seconds that an ambience takes to come and go at the ends of its scene: it cuts with the picture, without a click."""


def sound(order: EffectsOrder, seed: int) -> bytes:
    """The effects of one scene as a file: its place as long as the scene, its action as long as it rings."""
    samples = span(order.frames, order.fps)
    around, action = silence(samples, 2), silence(samples + RINGING, 2)
    for number, layer in enumerate(layers(order)):
        _spread(around, layer, samples, seed, order.ambience, number)
    for number, hit in enumerate(order.hits):
        _placed(action, hit, order, seed, number)
    mixed(action, edged(around, CUT, CUT), 0)
    return encoded(rung_out(action, samples, 0.12))


def _spread(target: Signal, layer: Layer, samples: int, *seed: object) -> None:
    """One texture all around; the ears hear different stretches of it."""
    if layer.every:
        _strewn(target, layer, samples, *seed)
        return
    seconds = samples / RATE
    apart = min(APART, seconds)
    made = _levelled(_dulled(texture(layer.effect, seconds + apart, *seed), layer), layer.level)
    for channel, shift in enumerate((0, length(apart))):
        target[channel] += looped(made.astype(np.float32), samples + shift)[shift:]


def _strewn(target: Signal, layer: Layer, samples: int, *seed: object) -> None:
    """Small sounds now and then, here and there; up to three different ones."""
    rng, seconds, variants = randomness("layer", layer.effect, *seed), samples / RATE, list[Signal]()
    at = float(rng.uniform(0.2, 0.7)) * layer.every
    while at < seconds - 0.3:
        if len(variants) < 3:
            made = effect(layer.effect, min(seconds, 3.0), *seed, len(variants))
            variants.append(peaked(_dulled(made, layer), layer.level + NOTICED))
        level, pan = float(rng.uniform(0.5, 1.0)), float(rng.uniform(-0.8, 0.8))
        _panned(target, variants[int(rng.integers(len(variants)))] * level, pan, round(at * RATE))
        at += layer.every * float(rng.uniform(0.6, 1.6))


def _placed(action: Signal, hit: Hit, order: EffectsOrder, seed: int, number: int) -> None:
    """Where the action is: one thing is always heard from the same side, what passes goes by, what is far is duller."""
    made = effect(hit.name, max((hit.until - hit.frame) / order.fps, 0.5), seed, number) * gain(-4 + 8 * hit.nearness)
    made = lowpass(made, DULL + 16000 * hit.nearness) if hit.nearness < 0.6 else made
    pan = _where(hit, order, seed, len(made))
    amount = 1.4 - 0.7 * hit.nearness
    for channel, side in enumerate((np.cos((pan + 1) * np.pi / 4), np.sin((pan + 1) * np.pi / 4))):
        heard = edged(in_room(made * (1.2 * side), order.room, amount, channel), 0.001, 0.1)
        mixed(action[channel], heard, span(hit.frame, order.fps))


def _where(hit: Hit, order: EffectsOrder, seed: int, samples: int) -> float | Signal:
    """From -1 (left) to 1; near things stand in the middle."""
    rng = randomness("where", seed, order.ambience, hit.name.split("_")[0])
    side = float(rng.uniform(-0.55, 0.55)) * (1.2 - hit.nearness)
    if hit.name not in PASSING:
        return side
    return np.linspace(-0.75, 0.75, samples) * (1 if rng.random() < 0.5 else -1)


def _dulled(signal: Signal, layer: Layer) -> Signal:
    return lowpass(signal, layer.through) if layer.through else signal


def _levelled(signal: Signal, decibels: float) -> Signal:
    level = level_of(signal)
    return signal * (gain(decibels) / level) if level > 1e-7 else signal


def _panned(target: Signal, signal: Signal, pan: float, at: int) -> None:
    mixed(target[0], signal * np.cos((pan + 1) * np.pi / 4), at)
    mixed(target[1], signal * np.sin((pan + 1) * np.pi / 4), at)
