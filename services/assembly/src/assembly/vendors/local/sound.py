"""Mixes the film's sound track from raw stems on disk, five seconds at a time, so that memory does not grow with the film."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assembly.domain import loudness, mixing

Array = NDArray[np.float64]

BLOCK = 240_000
"""Samples read at once: a whole number of all the steps that the rules count in."""

EDGE = 240
"""Samples of 5 ms over which every placed sound fades in and out, so that no joint clicks."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A raw stereo file (32-bit floats) and where it lies in the film, in samples."""

    path: Path
    start: int
    samples: int


@dataclass(frozen=True, slots=True)
class Mix:
    """What to mix, by stem, and how long the result is."""

    samples: int
    stems: dict[str, tuple[Laid, ...]]


def mix_sound(mix: Mix, gains: Mapping[str, float], out: Path, correction: float) -> None:
    """Write the finished mix as raw floats of exactly `mix.samples` samples. Runs in a process of its own."""
    voice = np.concatenate([mixing.levels(block) for block in _blocks(mix, "voices")] or [np.zeros(1)])
    speaking = mixing.ducking(voice)
    curves = {name: mixing.ducked_gain(name, gain, speaking) for name, gain in gains.items()}
    power, peak = _measured(mix, curves)
    gain = loudness.mastering(power, peak, correction)
    with out.open("wb") as file:
        for start, block in _mixed(mix, curves):
            loud = block * mixing.glide(gain, loudness.HOP, start, len(block))
            file.write(np.clip(loud, -1.0, 1.0).astype("<f4").tobytes())


def loudness_lost(raw: Path) -> float:
    """By how many decibels a decoded track misses the target; 0 for silence. Runs in a process of its own."""
    track = Laid(raw, 0, raw.stat().st_size // 8)
    found = loudness.integrated(loudness.powers(_blocks(Mix(track.samples, {"track": (track,)}), "track")))
    return loudness.TARGET - found if found > loudness.SILENCE else 0.0


def stem_gain(mix: Mix, name: str) -> float:
    """The factor that brings a stem to its place. Runs in a process of its own, one for each stem."""
    return mixing.stem_gain(name, loudness.integrated(loudness.powers(_blocks(mix, name))))


def _measured(mix: Mix, curves: dict[str, Array]) -> tuple[Array, Array]:
    peak: list[Array] = []

    def heard() -> Iterator[Array]:
        for _, block in _mixed(mix, curves):
            peak.append(loudness.peaks(block))
            yield block

    power = loudness.powers(heard())
    return power, np.concatenate(peak)


def _mixed(mix: Mix, curves: dict[str, Array]) -> Iterator[tuple[int, Array]]:
    stems = [_blocks(mix, name) for name in curves]
    for start, *blocks in zip(_starts(mix), *stems, strict=True):
        mixed = np.zeros_like(blocks[0])
        for curve, block in zip(curves.values(), blocks, strict=True):
            mixed += block * mixing.glide(curve, mixing.HOP, start, len(block))
        yield start, mixed


def _starts(mix: Mix) -> range:
    return range(0, mix.samples, BLOCK)


def _blocks(mix: Mix, name: str) -> Iterator[Array]:
    sounds = [(laid, _length(laid)) for laid in mix.stems.get(name, ())]
    for start in _starts(mix):
        block = np.zeros((min(BLOCK, mix.samples - start), 2))
        for laid, length in sounds:
            first, last = max(start, laid.start), min(start + len(block), laid.start + length)
            if first < last:
                block[first - start : last - start] += _read(laid, length, first - laid.start, last - laid.start)
        yield block


def _length(laid: Laid) -> int:
    return min(laid.samples, laid.path.stat().st_size // 8)


def _read(laid: Laid, length: int, first: int, last: int) -> Array:
    raw = np.fromfile(laid.path, dtype="<f4", count=(last - first) * 2, offset=first * 8)
    if not np.isfinite(raw.sum()):
        raw = np.nan_to_num(raw, posinf=0.0, neginf=0.0)
    sound: Array = np.clip(raw, -100.0, 100.0).astype(np.float64).reshape(-1, 2)
    if first < EDGE or last > length - EDGE:
        at = np.arange(first, last)
        sound *= np.minimum(np.minimum(at + 1, length - at) / EDGE, 1.0)[:, None]
    return sound
