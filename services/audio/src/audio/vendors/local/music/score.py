"""Writes the music down: which instrument plays which note when. Pure; the film's seed chooses key, motif and harmonies."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from audio.domain.orders import Cue, MusicOrder
from audio.vendors.local.music.moods import BRIGHT, SCALES, Mood, mood_of
from audio.vendors.local.music.patterns import DRUMS, FIGURES, RHYTHMS
from audio.vendors.local.wave import PER_FRAME, randomness


@dataclass(frozen=True, slots=True)
class Note:
    """One note; start and length in samples, pitch as a MIDI number (the drum's name is in `instrument`), loudness 0 to 1."""

    instrument: str
    start: int
    length: int
    pitch: int
    velocity: float
    pan: float = 0.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """One bar: where it lies, its harmony, and how full it is played."""

    start: int
    length: int
    mood: Mood
    root: int
    degree: int
    force: float
    number: int
    last: bool = False

    def pitch(self, step: int, base: int) -> int:
        """The pitch of a step of the scale, counted from the root at about the pitch `base`."""
        scale = SCALES[self.mood.scale]
        octave, place = divmod(step, len(scale))
        low = base + (self.root - base) % 12
        return low + 12 * octave + scale[place]

    def chord(self, base: int, count: int = 3) -> list[int]:
        """The harmony in thirds, with the fifth or root folded down to lie close to `base`."""
        pitches = [self.pitch(self.degree + 2 * n, base) for n in range(count)]
        return sorted(p - 12 if p > base + 13 else p for p in pitches)


@dataclass(frozen=True, slots=True)
class _Motif:
    """The film's tune: steps of the scale and a rhythm in eighths, two bars long."""

    rhythm: tuple[tuple[tuple[int, int], ...], ...]
    steps: tuple[int, ...]


def compose(order: MusicOrder, seed: int) -> list[Note]:
    """The whole score, ordered by time."""
    rng = randomness("music", seed)
    key, motif = int(rng.integers(0, 12)), _motif(rng)
    notes: list[Note] = []
    start = 0
    for number, cue in enumerate(order.cues):
        last = number == len(order.cues) - 1
        bars = _bars(cue, start, key, randomness("cue", seed, number), last)
        notes += [note for bar in bars for note in _played(bar, motif, randomness("bar", seed, number, bar.number))]
        notes += _arrival(order.cues, number, bars[0])
        start += cue.frames * PER_FRAME
    return sorted(notes, key=lambda note: (note.start, note.instrument, note.pitch))


def _motif(rng: np.random.Generator) -> _Motif:
    steps, here = [0], 0
    for _ in range(11):
        here += int(rng.choice([-2, -1, 1, 2, 3, -3, 0], p=[0.17, 0.25, 0.25, 0.15, 0.06, 0.06, 0.06]))
        here = min(max(here, -3), 6)
        steps.append(here)
    return _Motif((RHYTHMS[int(rng.integers(len(RHYTHMS)))], RHYTHMS[int(rng.integers(len(RHYTHMS)))]), tuple(steps))


def _bars(cue: Cue, start: int, key: int, rng: np.random.Generator, last: bool) -> list[_Bar]:
    """The tempo gives way a little, so that the next cue begins on a first beat."""
    mood = mood_of(cue.mood)
    samples = cue.frames * PER_FRAME
    count = max(1, round(samples / (48000 * 240 / mood.bpm)))
    root = key if mood.scale in BRIGHT else (key + 9) % 12
    progression = mood.progressions[int(rng.integers(len(mood.progressions)))]
    edges = [start + samples * n // count for n in range(count + 1)]
    bars = []
    for n in range(count):
        shape = 0.75 + 0.25 * np.sin(np.pi * (n + 0.5) / count)
        force = float(np.clip(cue.intensity * shape + 0.05, 0.08, 1.0))
        bars.append(_Bar(edges[n], edges[n + 1] - edges[n], mood, root, progression[n % len(progression)], force, n))
    return _cadenced(bars) if last else bars


def _cadenced(bars: list[_Bar]) -> list[_Bar]:
    """Home at the end: the fourth or fifth, then the first degree, held."""
    if len(bars) > 1:
        bars[-2] = replace(bars[-2], degree=4 if bars[-2].mood.scale in (*BRIGHT, "harmonic") else 3)
    bars[-1] = replace(bars[-1], degree=0, last=True)
    return bars


def _played(bar: _Bar, motif: _Motif, rng: np.random.Generator) -> Iterator[Note]:
    if bar.last:
        yield from _final(bar)
        return
    yield from _pad(bar)
    yield from _bass(bar)
    if bar.force > 0.22 and bar.mood.figure:
        yield from _figure(bar, rng)
    if bar.number % 4 != 3 or bar.force > 0.6:
        yield from _lead(bar, motif, rng)
    if bar.force > 0.38 and bar.mood.drums:
        yield from _drums(bar, rng)


def _pad(bar: _Bar) -> Iterator[Note]:
    if bar.mood.pad:
        for n, pitch in enumerate(bar.chord(53)):
            yield Note(bar.mood.pad, bar.start, bar.length, pitch, 0.3 + 0.45 * bar.force, (-0.4, 0.0, 0.4)[n])


def _bass(bar: _Bar) -> Iterator[Note]:
    pitch = bar.pitch(bar.degree, 34) - (12 if bar.pitch(bar.degree, 34) > 45 else 0)
    if bar.mood.bass == "drone":
        yield Note("drone", bar.start, bar.length, pitch, 0.4 + 0.4 * bar.force)
        return
    hits = 8 if bar.mood.bass == "pulse" and bar.force > 0.3 else (2 if bar.force > 0.45 else 1)
    step = bar.length // hits
    for n in range(hits):
        yield Note(bar.mood.bass, bar.start + n * step, step, pitch, (0.45 + 0.4 * bar.force) * (1.0 if n % 4 == 0 else 0.8))


def _figure(bar: _Bar, rng: np.random.Generator) -> Iterator[Note]:
    """The broken chord under the tune."""
    chord = bar.chord(60, 3)
    tones = [*chord, chord[0] + 12]
    pattern = FIGURES[int(rng.integers(len(FIGURES)))] if bar.number % 4 == 3 else FIGURES[bar.degree % len(FIGURES)]
    count = 8 if bar.mood.busy > 0.3 or bar.force > 0.6 else 4
    step = bar.length // count
    for n in range(count):
        accent = 1.0 if n % 4 == 0 else 0.75
        pan = 0.35 * np.sin(2 * np.pi * n / count)
        yield Note(
            bar.mood.figure, bar.start + n * step, step, tones[pattern[n % 8]], (0.28 + 0.3 * bar.force) * accent, float(pan)
        )


def _lead(bar: _Bar, motif: _Motif, rng: np.random.Generator) -> Iterator[Note]:
    """The motif over this bar's harmony: on strong beats it rests on a tone of the chord."""
    if rng.random() > 0.35 + bar.mood.busy + 0.3 * bar.force:
        return
    rhythm, eighth = motif.rhythm[bar.number % 2], bar.length / 8
    offset = 6 * (bar.number % 2)
    for n, (at, span) in enumerate(rhythm):
        if bar.mood.busy < 0.3 and n % 2 and span < 3:
            continue
        step = motif.steps[(offset + n) % len(motif.steps)] + bar.degree
        if at % 4 == 0:
            step = min((bar.degree + d for d in (-3, 0, 2, 4, 7)), key=lambda s: abs(s - step))
        start = bar.start + round(at * eighth)
        yield Note(bar.mood.lead, start, round(span * eighth), bar.pitch(step, 67), 0.4 + 0.35 * bar.force, 0.12)


def _drums(bar: _Bar, rng: np.random.Generator) -> Iterator[Note]:
    step = bar.length / 16
    for drum, hits in DRUMS[bar.mood.drums].items():
        for at, char in enumerate(hits):
            if char != ".":
                loud = (1.0 if char == "x" else 0.55) * (0.35 + 0.6 * bar.force) * float(rng.uniform(0.9, 1.0))
                yield Note(drum, bar.start + round(at * step), round(step * 4), 0, loud)
    if bar.number % 4 == 3 and bar.force > 0.6:
        for n in range(4):
            yield Note("tom", bar.start + round((12 + n) * step), round(step * 4), 50 - 2 * n, 0.4 + 0.1 * n, -0.3 + 0.2 * n)


def _final(bar: _Bar) -> Iterator[Note]:
    """The last chord: everybody, once, and it rings out."""
    low = bar.pitch(0, 34)
    yield Note("bass" if bar.mood.bass != "drone" else "drone", bar.start, bar.length, low, 0.6)
    for n, pitch in enumerate([*bar.chord(53), bar.pitch(0, 60)]):
        yield Note(bar.mood.pad or "warm", bar.start, bar.length, pitch, 0.45, (-0.4, 0.0, 0.4, 0.1)[n])
        yield Note("harp", bar.start + n * bar.length // 40, bar.length, pitch + 12, 0.4, 0.1 * n)
    yield Note(bar.mood.lead, bar.start, bar.length, bar.pitch(0, 67), 0.4, 0.12)


def _arrival(cues: tuple[Cue, ...], number: int, first: _Bar) -> Iterator[Note]:
    """A new scene is announced when it is stronger than the last one: a swell before it, a stroke on it."""
    if number == 0 or cues[number].intensity < cues[number - 1].intensity + 0.12:
        return
    rise = min(round(1.6 * 48000), cues[number - 1].frames * PER_FRAME)
    yield Note("swell", first.start - rise, rise, 0, 0.5)
    yield Note("boom", first.start, 2 * 48000, 0, 0.35 + 0.4 * cues[number].intensity)
