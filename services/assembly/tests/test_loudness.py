"""Loudness is what the standard says it is, true peaks are found between the samples, and blocks make no difference."""

import subprocess
import sys

import numpy as np
import pytest

from assembly.domain.filters import averaged, highest, lowest
from assembly.domain.loudness import integrated, peaks, powers

RATE = 48_000


def sine(hertz: float, decibels: float, seconds: float = 6.0, phase: float = 0.0) -> np.ndarray:
    """The same tone in both channels."""
    wave = 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE + phase)
    return np.stack([wave, wave], axis=1)


@pytest.mark.parametrize(
    ("hertz", "decibels", "lufs"), [(997, -23, -23.0), (997, -33, -33.0), (60, -23, -26.6), (9000, -23, -19.7)]
)
def test_tones_are_as_loud_as_the_standard_says(hertz: float, decibels: float, lufs: float) -> None:
    assert abs(integrated(powers([sine(hertz, decibels)])) - lufs) < 0.1


def test_a_film_is_as_loud_in_blocks_as_in_one() -> None:
    sound = 0.1 * np.random.default_rng(1).standard_normal((RATE * 6, 2)) + 0.2
    parts = [sound[:48000], sound[48000:144000], sound[144000:]]
    assert np.allclose(powers(parts), powers([sound]), rtol=1e-4)


def test_a_peak_between_two_samples_is_found() -> None:
    sound = sine(12_000, 0.0, 0.1, np.pi / 4)
    assert np.abs(sound).max() < 0.71
    assert abs(peaks(sound)[5:-5] - 1.0).max() < 0.01


def test_windows_look_as_far_to_both_sides() -> None:
    impulse = np.zeros(11)
    impulse[5] = 1.0
    assert highest(impulse, 5).tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0]
    assert (lowest(-impulse, 5) == -highest(impulse, 5)).all()
    assert np.allclose(averaged(impulse, 5), highest(impulse, 5) / 5)


def test_a_worker_that_mixes_is_ready_at_once() -> None:
    program = "import sys, assembly.vendors.local.sound; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "scipy" not in loaded
