"""The film's tune: a motif of two bars, chosen once by the seed, that every cue sings in its own scale, pace and voice."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audio.vendors.local.music.harmony import Bar
from audio.vendors.local.music.patterns import CLOSE, HEADS, TAILS

_SPARSE = 0.25
"""Moods less busy than this do without the minor tones."""
_TALKED_OVER = 0.4
"""Share of a bar with speech from which on the tune keeps back."""


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone: start and length in eighths, steps from where the bar begins; the rest of the tune can do without a minor one."""

    at: int
    span: int
    step: int
    minor: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """Opening, answer, and where the second opening starts."""

    head: tuple[Tone, ...]
    tail: tuple[Tone, ...]
    rise: int


@dataclass(frozen=True, slots=True)
class Sung:
    """A tone of the tune in its bar."""

    bar: Bar
    at: float
    span: float
    step: int


def theme(rng: np.random.Generator) -> Theme:
    """A tune of its own for every film."""
    head = _toned(HEADS[int(rng.integers(len(HEADS)))], rng)
    tail = _toned(TAILS[int(rng.integers(len(TAILS)))], rng)
    return Theme(head, tail, int(rng.choice([-1, 1, 1, 2])))


def _toned(rhythm: tuple[tuple[int, int], ...], rng: np.random.Generator) -> tuple[Tone, ...]:
    """Steps mostly; after a leap it turns back."""
    tones, here, leapt = list[Tone](), 0, 0
    for at, span in rhythm:
        tones.append(Tone(at, span, here, minor=at % 4 != 0 and span < 3))
        move = int(rng.choice([-2, -1, 1, 2, 3, 4], p=[0.12, 0.3, 0.3, 0.14, 0.08, 0.06]))
        if leapt:
            move = -1 if leapt > 0 else 1
        leapt = move if abs(move) > 1 else 0
        here = min(max(here + move, -3), 5)
        if at < 4 <= at + span and here == 0:
            here = 2 if move >= 0 else -2
    return tuple(tones)


def sung(bars: list[Bar], tune: Theme) -> Iterator[Sung]:
    """The tune over the bars of a cue: opening, answer, opening again elsewhere, close; at the film's end the first degree."""
    before = 2
    for bar in bars:
        if bar.role == "final":
            yield Sung(bar, 0, 5.5, min((0, 7), key=lambda step: (abs(step - before), step)))
        if bar.role == "final" or (bar.number == 0 and bar.count > 6) or bar.beats < 4:
            continue
        last = 0
        for n, tone in enumerate(_line(bar, tune)):
            turn = -1 if bar.middle else 1
            move = turn * (tone.step - last) if n else 0
            before, last = _placed(bar, tone, tune, before, move), tone.step
            yield Sung(bar, tone.at, tone.span, before)


def _line(bar: Bar, tune: Theme) -> tuple[Tone, ...]:
    place = bar.number % 4
    if place == 3 or bar.role == "dominant":
        at, span = CLOSE[0]
        return (Tone(at, span, 0, minor=False),)
    tones = tune.tail if place == 1 else tune.head
    if bar.mood.busy >= _SPARSE and bar.talk < _TALKED_OVER:
        return tones
    major = [tone for tone in tones if not tone.minor]
    ends = [*(tone.at for tone in major[1:]), 8]
    return tuple(Tone(tone.at, end - tone.at, tone.step, minor=False) for tone, end in zip(major, ends, strict=True))


def _placed(bar: Bar, tone: Tone, tune: Theme, before: int, move: int) -> int:
    """On strong beats a tone of the chord, the way the tune moves; the close is near, and home at the end of a pair."""
    place, chord = bar.number % 4, [bar.degree + step + 7 * octave for octave in (-2, -1, 0, 1) for step in (0, 2, 4)]
    inside = [step for step in chord if -3 <= step <= 9]
    if place == 3 or bar.role == "dominant":
        home = bar.phrase % 2 == 1
        return min(inside, key=lambda step: (abs(step - before) + (2 if (step % 7 == 0) != home else 0), step))
    start = (4 if bar.middle else 2) + (tune.rise if place == 2 else 0)
    wanted = start + (-tone.step if bar.middle else tone.step)
    if tone.at % 4 == 0:
        return min(inside, key=lambda step: (abs(step - wanted) + _against(step - before, move), abs(step - before), step))
    if wanted == before and move:
        wanted += 1 if move > 0 else -1
    return min(max(wanted, -3), 9)


def _against(moved: int, move: int) -> float:
    """How much a step spoils the line: standing still where it should move, or going the other way."""
    if move == 0 or moved * move > 0:
        return 0.0
    return 3.0 if moved == 0 else 1.5
