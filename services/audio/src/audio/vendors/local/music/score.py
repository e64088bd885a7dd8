"""Writes the music down: which instrument plays which note when. Pure; the film's seed chooses key, tune and harmonies."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from audio.domain.orders import Cue, MusicOrder
from audio.vendors.local.music import parts
from audio.vendors.local.music.harmony import Bar
from audio.vendors.local.music.moods import BRIGHT, SCALES, mood_of
from audio.vendors.local.music.parts import Note
from audio.vendors.local.music.tune import Sung, Theme, sung, theme
from audio.vendors.local.wave import RATE, randomness, span

_REGISTER = {
    "flute": 67,
    "celesta": 70,
    "glass": 67,
    "piano": 63,
    "cello": 50,
    "horn": 53,
    "trumpet": 60,
    "clarinet": 60,
    "choir": 60,
    "synth": 64,
    "pizzicato": 64,
}
"""The lowest root that an instrument sings its tune above."""
_DOUBLED = 0.72
"""From this force on the tune is doubled in an octave."""


def compose(order: MusicOrder, seed: int) -> list[Note]:
    """The whole score, ordered by time."""
    rng = randomness("music", seed)
    key, tune = int(rng.integers(0, 12)), theme(rng)
    notes, start = list[Note](), 0
    chord: parts.Voicing = ()
    for number in range(len(order.cues)):
        bars = bars_of(order, number, start, key)
        chords = parts.voicings(bars, chord)
        chord = chords[-1]
        notes += _played(bars, chords, tune, randomness("cue", seed, number))
        notes += _arrival(order.cues, number, bars[0], order.fps)
        start += span(order.cues[number].frames, order.fps)
    return sorted(notes, key=lambda note: (note.start, note.instrument, note.pitch))


def bars_of(order: MusicOrder, number: int, start: int, key: int) -> list[Bar]:
    """The pace gives way a little, so that the next cue begins on a first beat; half a bar too much is a bar of two beats."""
    cue, last = order.cues[number], number == len(order.cues) - 1
    mood, samples = mood_of(cue.mood), span(cue.frames, order.fps)
    halves = max(2, round(samples / (RATE * 120 / mood.bpm)))
    short = halves % 2 == 1 and not last
    count = halves // 2 + (1 if short else 0)
    if last:
        count = max(2 if samples > 2.4 * RATE else 1, round(halves / 2))
    weights = np.ones(count)
    weights[-1] = 0.5 if short else (1.3 if last else 1.0)
    edges = start + np.rint(samples * np.concatenate([[0.0], np.cumsum(weights) / weights.sum()])).astype(int)
    root = key if mood.scale in BRIGHT else (key + 9) % 12
    bars = []
    for n in range(count):
        degree = mood.progressions[n // 4 % 4 == 2][n % 4]
        length, force = int(edges[n + 1] - edges[n]), _force(order.cues, number, (n + 0.5) / count)
        talk = _talk(order, int(edges[n]), int(edges[n + 1]))
        beats = 2 if short and n == count - 1 else 4
        bars.append(Bar(int(edges[n]), length, beats, mood, root, SCALES[mood.scale], degree, force, n, count, talk))
    return _cadenced(bars) if last else bars


def _force(cues: tuple[Cue, ...], number: int, share: float) -> float:
    """How full a bar is played: the cue swells to its middle, and towards the next cue if that one is stronger."""
    here = cues[number].intensity * (0.78 + 0.22 * np.sin(np.pi * share)) + 0.05
    after = cues[number + 1].intensity if number + 1 < len(cues) else here
    lift = max(0.0, share - 0.7) / 0.3
    return float(np.clip(here + 0.5 * lift * (after - here), 0.08, 1.0))


def _talk(order: MusicOrder, start: int, end: int) -> float:
    spoken = sum(max(0, min(end, span(b, order.fps)) - max(start, span(a, order.fps))) for a, b in order.talk)
    return min(spoken / max(end - start, 1), 1.0)


def _cadenced(bars: list[Bar]) -> list[Bar]:
    """Home at the end: the fifth degree with its leading tone (the second, flat, where the scale has that), then the first."""
    if len(bars) > 1:
        before = bars[-2]
        flat = before.mood.scale == "phrygian"
        scale = before.scale if flat else SCALES["major" if before.mood.scale in BRIGHT else "harmonic"]
        bars[-2] = replace(before, degree=1 if flat else 4, scale=scale, role="dominant")
    bars[-1] = replace(bars[-1], degree=0, role="final")
    return bars


def _played(bars: list[Bar], chords: list[parts.Voicing], tune: Theme, rng: np.random.Generator) -> Iterator[Note]:
    yield from parts.pad(bars, chords)
    yield from parts.bass(bars)
    yield from parts.figure(bars, chords, rng)
    yield from parts.drums(bars, rng)
    for tone in sung(bars, tune):
        yield from _sung(tone, rng)
    if bars[-1].role == "final":
        yield from parts.final(bars[-1], chords[-1])


def _sung(tone: Sung, rng: np.random.Generator) -> Iterator[Note]:
    """A tone of the tune: a little late, a little alive, softer where somebody speaks, doubled where it is loud."""
    bar, eighth = tone.bar, tone.bar.length / (2 * tone.bar.beats)
    player = bar.mood.answer if bar.middle else bar.mood.lead
    start = bar.start + round(tone.at * eighth) + (int(rng.integers(0, 500)) if tone.at else 0)
    loud = (0.46 + 0.36 * bar.force) * (1.0 if tone.at % 4 == 0 else 0.86) * float(rng.uniform(0.93, 1.0)) * (1 - 0.45 * bar.talk)
    pitch = bar.pitch(tone.step, _REGISTER[player])
    yield Note(player, start, round(tone.span * eighth), pitch, loud, 0.12)
    if bar.force > _DOUBLED and bar.talk < 0.5:
        yield Note("strings", start, round(tone.span * eighth), pitch + (12 if pitch < 67 else -12), 0.6 * loud, -0.2)


def _arrival(cues: tuple[Cue, ...], number: int, first: Bar, fps: int) -> Iterator[Note]:
    """A new scene is announced when it is stronger than the last one: a swell before it, a stroke on it."""
    if number == 0 or cues[number].intensity < cues[number - 1].intensity + 0.12:
        return
    rise = min(round(1.6 * RATE), span(cues[number - 1].frames, fps))
    yield Note("swell", first.start - rise, rise, 0, 0.5)
    yield Note("boom", first.start, 2 * RATE, 0, 0.35 + 0.4 * cues[number].intensity)
