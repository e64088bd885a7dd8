"""What is written down: a tune that comes back, voices that move by steps, a bass under them, an end that is one."""

from collections import Counter
from itertools import pairwise

import pytest

from audio.domain.orders import Cue, MusicOrder
from audio.vendors.local.music.harmony import Bar
from audio.vendors.local.music.instruments import INSTRUMENTS
from audio.vendors.local.music.moods import SCALES, TABLE
from audio.vendors.local.music.parts import Note, voicings
from audio.vendors.local.music.score import bars_of, compose
from contracts.sounds import MOODS

SECONDS = 24
LONG = 40 * SECONDS
DRUMS = {"kick", "snare", "hat", "shaker", "rim", "crash", "taiko", "tom", "boom", "swell"}


def one(mood: str, frames: int = LONG, intensity: float = 0.6, talk: tuple[tuple[int, int], ...] = ()) -> MusicOrder:
    """A film with one mood."""
    return MusicOrder((Cue(mood, frames, intensity),), talk)


def bars(order: MusicOrder, number: int = 0, key: int = 0) -> list[Bar]:
    """The bars of a cue."""
    start = sum(cue.frames for cue in order.cues[:number]) * 2000
    return bars_of(order, number, start, key)


def played(notes: list[Note], name: str) -> list[Note]:
    """The notes of one instrument."""
    return [note for note in notes if note.instrument == name]


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_plays_in_its_scale_with_its_players(mood: str) -> None:
    notes, table = compose(one(mood, 60 * SECONDS), 4), TABLE[mood]
    assert {note.instrument for note in notes} <= INSTRUMENTS
    assert {table.lead, table.answer, table.pad or table.lead, table.figure or table.lead, table.bass} <= {
        n.instrument for n in notes
    }
    ending = bars(one(mood, 60 * SECONDS))[-2].start
    classes = Counter(note.pitch % 12 for note in notes if note.start < ending and note.instrument not in DRUMS)
    scales = [{(root + step) % 12 for step in SCALES[table.scale]} for root in range(12)]
    assert any(set(classes) <= scale for scale in scales)


def test_strong_moods_are_quick_and_beaten_and_soft_ones_are_neither() -> None:
    def beats(mood: str) -> int:
        return len([n for n in compose(one(mood), 1) if n.instrument in DRUMS])

    assert all(beats(mood) > 60 for mood in ("action", "angry", "triumphant", "epic"))
    assert all(beats(mood) == 0 for mood in ("calm", "sad", "romantic", "nostalgic", "wonder"))
    assert max(TABLE[m].bpm for m in ("calm", "sad", "dark")) < 70 < 110 < min(TABLE[m].bpm for m in ("action", "happy", "angry"))
    assert beats("action") > 2 * len([n for n in compose(one("action", intensity=0.3), 1) if n.instrument in DRUMS])


@pytest.mark.parametrize("mood", [mood for mood in MOODS if TABLE[mood].pad])
def test_voices_of_chords_move_by_small_steps_and_never_cross(mood: str) -> None:
    for seed in range(4):
        chords = voicings(bars(one(mood, 60 * SECONDS), key=seed * 3))
        moves = [abs(a - b) for before, after in pairwise(chords) for a, b in zip(before, after, strict=True)]
        assert max(moves) <= 7
        assert sum(moves) / len(moves) < 2.6
        assert all(a < b for chord in chords for a, b in pairwise(chord))
        parallels = [
            (before, after)
            for before, after in pairwise(chords)
            for i in range(4)
            for j in range(i)
            if (after[i] - after[j]) % 12 == (before[i] - before[j]) % 12 == 7 and after[i] != before[i]
        ]
        assert len(parallels) <= len(chords) / 4


@pytest.mark.parametrize("mood", [mood for mood in MOODS if TABLE[mood].line != "pedal"])
def test_the_bass_has_the_root_of_every_bar_and_goes_there_by_the_shorter_way(mood: str) -> None:
    order, notes = one(mood), compose(one(mood), 4)
    key = next(k for k in range(12) if all((n.pitch - _root(mood, k)) % 12 in SCALES[TABLE[mood].scale] for n in notes[:1]))
    line = [n for n in played(notes, TABLE[mood].bass) if n.pitch < 53]
    firsts = {n.start: n.pitch for n in sorted(line, key=lambda n: -n.pitch)}
    roots = [firsts[bar.start] for bar in bars(order, key=key)[:-1]]
    assert max(abs(a - b) for a, b in pairwise(roots)) <= 8
    assert all(28 <= pitch <= 58 for pitch in firsts.values())


def _root(mood: str, key: int) -> int:
    return key if TABLE[mood].scale in ("major", "lydian", "mixolydian") else (key + 9) % 12


def test_the_tune_comes_back_in_the_cue_and_in_the_next_one() -> None:
    order = MusicOrder((Cue("hopeful", LONG, 0.6), Cue("action", LONG, 0.6)))
    notes = compose(order, 11)

    def sung(number: int) -> list[tuple[tuple[int, int], ...]]:
        """The rhythm and contour of each opening bar, the lead's own."""
        lead, found = TABLE[order.cues[number].mood].lead, list[tuple[tuple[int, int], ...]]()
        for bar in bars(order, number):
            mine = [n for n in played(notes, lead) if bar.start <= n.start < bar.start + bar.length]
            if bar.number % 4 == 0 and bar.number and bar.beats == 4 and not bar.middle:
                eighth = bar.length / 8
                found.append(tuple((round((n.start - bar.start) / eighth), round(n.length / eighth)) for n in mine))
        return found

    first, second = sung(0), sung(1)
    assert len(first) >= 2
    assert len(first[0]) >= 3
    assert len(set(first)) == 1
    assert set(first) == set(second)


@pytest.mark.parametrize("mood", MOODS)
def test_the_tune_can_be_sung(mood: str) -> None:
    """It moves mostly by steps, stands on tones of the chord, stays in the range of a voice and does not hammer one tone."""
    for seed in range(6):
        lead = sorted(played(compose(one(mood), seed), TABLE[mood].lead), key=lambda n: n.start)
        line = [n.pitch for n in lead if n.pan == 0.12]
        leaps = [abs(a - b) for a, b in pairwise(line)]
        assert len(line) >= 8
        assert max(line) - min(line) <= 22
        assert sum(leaps) / len(leaps) < 5
        assert sum(a == b == c for a, b, c in zip(line, line[1:], line[2:], strict=False)) <= len(line) / 6


def test_two_seeds_have_two_tunes_and_keys() -> None:
    tunes = {tuple(n.pitch for n in played(compose(one("hopeful"), seed), "piano"))[:8] for seed in range(12)}
    assert len(tunes) >= 11


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("frames", [70, 480, 1500])
def test_the_film_ends_on_a_cadence(mood: str, frames: int) -> None:
    order = one(mood, frames)
    *_, before, last = bars(order)
    chord = sorted({(tone - last.root) % 12 for tone in last.tones()})
    assert chord in ([0, 4, 7], [0, 3, 7])
    assert (last.root - 1 if TABLE[mood].scale != "phrygian" else last.root + 1) % 12 in {tone % 12 for tone in before.tones()}
    notes = [n for n in compose(order, 5) if n.start >= bars(order)[-1].start and n.instrument not in DRUMS]
    root = min(n.pitch for n in notes) % 12
    assert {(n.pitch - root) % 12 for n in notes} <= {0, 3, 4, 7}
    assert not [n for n in compose(order, 5) if n.instrument in {"snare", "hat", "kick"} and n.start >= last.start]


def test_cues_meet_on_a_first_beat_at_a_pace_near_their_own() -> None:
    order = MusicOrder((Cue("calm", 231, 0.4), Cue("action", 307, 0.9), Cue("sad", 200, 0.3)))
    clock = 0
    for number, cue in enumerate(order.cues):
        found = bars(order, number)
        assert found[0].start == clock
        clock += cue.frames * 2000
        assert found[-1].start + found[-1].length == clock
        assert all(0.7 < 60 * 48000 / bar.beat / TABLE[cue.mood].bpm < 1.4 for bar in found[:-1])
    assert {0, 231 * 2000, 538 * 2000} <= {note.start for note in compose(order, 3)}


def test_where_somebody_speaks_the_tune_keeps_back() -> None:
    free, spoken = compose(one("happy"), 3), compose(one("happy", talk=((0, LONG),)), 3)
    lead = TABLE["happy"].lead
    assert len(played(spoken, lead)) < 0.8 * len(played(free, lead))
    assert max(n.velocity for n in played(spoken, lead)[:-1]) < 0.7 * max(n.velocity for n in played(free, lead)[:-1])
    assert len(played(spoken, "guitar")) < 0.6 * len(played(free, "guitar"))


def test_the_music_grows_towards_a_stronger_scene() -> None:
    order = MusicOrder((Cue("hopeful", 480, 0.3), Cue("triumphant", 480, 0.9)))
    forces = [bar.force for bar in bars(order)]
    assert forces[-1] > 1.4 * forces[0]
    swells = [n for n in compose(order, 1) if n.instrument == "swell"]
    assert [n.start + n.length for n in swells] == [480 * 2000]
