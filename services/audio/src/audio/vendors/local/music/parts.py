"""What the players of a cue do besides the tune: chords, bass, broken chords, drums, and the last chord."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from audio.vendors.local.music.harmony import Bar, voiced
from audio.vendors.local.music.patterns import DRUMS, FIGURES, OSTINATO

Voicing = tuple[int, ...]
_PANS = (-0.45, -0.15, 0.2, 0.45)
_DRIVING = frozenset({"spiccato", "pulse"})
_DRUM_PANS = {"hat": 0.3, "shaker": -0.35, "rim": 0.15, "taiko": -0.1, "timpani": 0.2}
_FILLED = frozenset({"light", "taiko", "drive", "march"})
"""Where toms lead from phrase to phrase."""
CENTRE = 59


@dataclass(frozen=True, slots=True)
class Note:
    """One note; start and length in samples, pitch as a MIDI number (0 for a drum), loudness 0 to 1."""

    instrument: str
    start: int
    length: int
    pitch: int
    velocity: float
    pan: float = 0.0


def voicings(bars: Sequence[Bar], before: Voicing = ()) -> list[Voicing]:
    """The four voices of every bar, led on from those before."""
    found = list[Voicing]()
    for bar in bars:
        before = voiced(bar.tones(), before, CENTRE)
        found.append(before)
    return found


def pad(bars: Sequence[Bar], chords: Sequence[Voicing]) -> Iterator[Note]:
    """Held chords; a voice that stays where it is holds on, for two bars at most."""
    for voice, pan in enumerate(_PANS):
        held: Note | None = None
        for bar, chord in zip(bars, chords, strict=True):
            if not bar.mood.pad or bar.role == "final":
                continue
            if held and held.pitch == chord[voice] and held.start + held.length == bar.start and held.length < 1.5 * bar.length:
                held = replace(held, length=held.length + bar.length)
                continue
            if held:
                yield held
            held = Note(bar.mood.pad, bar.start, bar.length, chord[voice], 0.3 + 0.5 * bar.force, pan)
        if held:
            yield held


def bass(bars: Sequence[Bar]) -> Iterator[Note]:
    """The bass: it goes to the next root by the shorter way, and leads there on its last beat where it walks."""
    roots = list[int]()
    for bar in bars:
        wanted = 0 if bar.mood.line == "pedal" and not bar.role else bar.degree
        near = roots[-1] if roots else 40
        octaves = [bar.pitch(wanted, 36) % 12 + 12 * octave for octave in (2, 3)]
        roots.append(min((p for p in octaves if 28 <= p <= 47), key=lambda pitch: (abs(pitch - near), pitch)))
    for n, bar in enumerate(bars):
        if bar.role != "final":
            yield from _bass(bar, roots[n], roots[n + 1] if n + 1 < len(roots) else roots[n])


def _bass(bar: Bar, root: int, following: int) -> Iterator[Note]:
    loud = 0.4 + 0.45 * bar.force
    if bar.mood.line == "pulse" and bar.force > 0.3:
        for n in range(2 * bar.beats):
            high = 12 if n % 8 in (3, 6) and bar.force > 0.55 else 0
            yield _bass_note(bar, n / 2, 0.45, root + high, loud * (1.0 if n % 4 == 0 else 0.78))
    elif bar.mood.line == "walk" and bar.beats == 4:
        fifth = root + bar.pitch(bar.degree + 4, 36) - bar.pitch(bar.degree, 36)
        fifth -= 12 if fifth > 50 else 0
        lead = following + (1 if root > following else -1) * (2 if abs(root - following) > 2 else 1)
        yield _bass_note(bar, 0, 1.9, root, loud)
        yield _bass_note(bar, 2, 0.95 if bar.force > 0.4 else 1.9, fifth, 0.8 * loud)
        if bar.force > 0.4:
            yield _bass_note(bar, 3, 0.95, lead if _belongs(bar, lead) else root, 0.75 * loud)
    else:
        yield _bass_note(bar, 0, bar.beats, root, loud)
        if bar.mood.line == "long" and bar.force > 0.55:
            yield Note(bar.mood.bass, bar.start, bar.length, root + 12, 0.5 * loud)


def _belongs(bar: Bar, pitch: int) -> bool:
    return (pitch - bar.root) % 12 in bar.scale


def _bass_note(bar: Bar, beat: float, beats: float, pitch: int, velocity: float) -> Note:
    return Note(bar.mood.bass, bar.start + round(beat * bar.beat), round(beats * bar.beat), pitch, velocity)


def figure(bars: Sequence[Bar], chords: Sequence[Voicing], rng: np.random.Generator) -> Iterator[Note]:
    """The broken chord under the tune; where somebody speaks it thins out."""
    choice = int(rng.integers(100))
    for bar, chord in zip(bars, chords, strict=True):
        if not bar.mood.figure or bar.force < 0.2 or bar.role == "final":
            continue
        driving = bar.mood.figure in _DRIVING
        patterns = OSTINATO if driving else FIGURES
        pattern = patterns[(choice + (1 if bar.middle else 0)) % len(patterns)]
        tones = [pitch + (0 if driving else 12) for pitch in (*chord[:3], chord[0] + 12)]
        dense = (driving or bar.mood.busy > 0.3 or bar.force > 0.6) and not (bar.talk > 0.5 and not driving)
        count, hold = (2 * bar.beats, 1.0) if dense else (bar.beats, 1.6)
        for n in range(count):
            at = n if dense else 2 * n
            accent = (1.0 if at % 4 == 0 else 0.76) * float(rng.uniform(0.92, 1.0)) * (1 - 0.3 * bar.talk)
            start = bar.start + round(n * bar.length / count + rng.uniform(0, 260))
            loud = (0.3 + 0.4 * bar.force) * accent
            yield Note(
                bar.mood.figure, start, round(hold * bar.length / count), tones[pattern[at % 8]], loud, 0.4 - 0.8 * (n % 2) / 2
            )


def drums(bars: Sequence[Bar], rng: np.random.Generator) -> Iterator[Note]:
    """They come in when the cue is under way, or at once when it is strong; a fill leads from phrase to phrase."""
    for bar in bars:
        early = bar.count > 6 and bar.number < 2 and bar.force < 0.7
        if not bar.mood.drums or bar.force <= 0.36 or bar.role == "final" or early:
            continue
        step, fill = bar.beat / 4, bar.number % 4 == 3 and bar.force > 0.55 and bar.mood.drums in _FILLED
        for drum, hits in DRUMS[bar.mood.drums].items():
            for at, char in enumerate(hits[: 4 * bar.beats]):
                if char == "." or (fill and at >= 12 and drum in ("snare", "taiko", "rim")):
                    continue
                loud = (
                    (1.0 if char == "x" else 0.5)
                    * (0.3 + 0.6 * bar.force)
                    * float(rng.uniform(0.86, 1.0))
                    * (1 - 0.35 * bar.talk)
                )
                start = bar.start + round(at * step) + int(rng.integers(0, 200))
                yield Note(drum, start, round(step * 4), _tuned(bar, drum), loud, _DRUM_PANS.get(drum, 0.0))
        if fill:
            for n in range(4):
                yield Note("tom", bar.start + round((12 + n) * step), round(step * 4), 0, 0.35 + 0.1 * n, -0.3 + 0.2 * n)
        if bar.number % 8 == 0 and bar.number and bar.force > 0.6:
            yield Note("crash", bar.start, bar.length, 0, 0.4 * bar.force, 0.25)


def _tuned(bar: Bar, drum: str) -> int:
    return 36 + (bar.pitch(bar.degree, 36) - 36) % 12 if drum == "timpani" else 0


def final(bar: Bar, chord: Voicing) -> Iterator[Note]:
    """The last chord: everybody, rolled upwards, and it rings out."""
    low, span = 31 + (bar.root - 31) % 12, round(0.72 * bar.length)
    yield Note(bar.mood.bass if bar.mood.line != "pulse" else "basses", bar.start, span, low, 0.6)
    if bar.mood.drums:
        yield Note("timpani", bar.start, span, low + 12 if low < 36 else low, 0.25 + 0.4 * bar.force)
    for n, pitch in enumerate(chord):
        yield Note(bar.mood.pad or "warm", bar.start, span, pitch, 0.4 + 0.2 * bar.force, _PANS[n])
        yield Note("harp", bar.start + n * bar.length // 48, bar.length, pitch + 12, 0.45, 0.3 * _PANS[n])
    if bar.mood.drums and bar.force > 0.6:
        yield Note("crash", bar.start, bar.length, 0, 0.35, 0.2)
