"""Plays a score: notes panned and mixed, one hall for all, levels with room for voices, silence exactly at the film's end."""

import numpy as np

from audio.domain.orders import MusicOrder
from audio.vendors.local.music.instruments import note
from audio.vendors.local.music.parts import Note
from audio.vendors.local.music.score import compose
from audio.vendors.local.reverb import rung
from audio.vendors.local.wave import RATE, Signal, edged, encoded, gain, level_of, mixed, peak_of, silence, span

PEAK = 0.5
"""-6 dBFS: music leaves headroom for voices and effects."""
LOUDNESS = -26.0
"""Root mean square in dBFS of music of middle intensity: some decibels under a voice."""
_DRY = frozenset({"kick", "bass", "synthbass", "pulse", "hat", "shaker", "drone", "basses"})


def play(order: MusicOrder, seed: int) -> bytes:
    """The film's music as a file, exactly as long as the film."""
    samples = span(order.frames, order.fps)
    dry, hall = silence(samples, 2), silence(samples, 2)
    for item in compose(order, seed):
        _add(dry if item.instrument in _DRY else hall, item)
    for channel in (0, 1):
        rung(dry[channel], hall[channel], "hall", 0.9, channel)
    dry += hall
    del hall
    intensity = sum(cue.intensity * cue.frames for cue in order.cues) / order.frames
    return encoded(_finished(dry, samples, LOUDNESS + 6 * (intensity - 0.5)))


def _add(target: Signal, item: Note) -> None:
    """A section is as wide as it is and leans to its side; a soloist stands in one place."""
    signal = note(item.instrument, item.pitch, item.length, item.velocity, item.start)
    angle = (item.pan + 1) * np.pi / 4
    left, right = (signal[0], signal[1]) if signal.ndim == 2 else (signal, signal)
    mixed(target[0], left * np.cos(angle), item.start)
    mixed(target[1], right * np.sin(angle), item.start)


def _finished(signal: Signal, samples: int, decibels: float) -> Signal:
    level, peak = level_of(signal), peak_of(signal)
    if level < 1e-9:
        return signal
    ending = min(1.6, samples / RATE / 4)
    signal *= min(gain(decibels) / level, PEAK / peak)
    return edged(signal, 0.01, ending)
