"""Instruments that are struck or plucked: partials that ring, each as long as it can, the higher ones shorter."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from audio.vendors.local.dsp import decay, length, lowpass
from audio.vendors.local.music.spectra import LAYERS, hertz_of, layer_of
from audio.vendors.local.wave import RATE, Signal, mixed, randomness

_LONGEST = 3.6
_FINE = 512


@dataclass(frozen=True, slots=True)
class Struck:
    """Where a string is struck (a part of its length) or which modes a bar has, how long it rings and how it is damped."""

    ring: float
    level: float
    at: float = 0.13
    modes: tuple[tuple[float, float], ...] = ()
    fall: float = 1.0
    top: float = 3500.0
    stiff: float = 0.0
    damping: float = 0.35
    """How much sooner each next partial is gone."""
    after: float = 0.0
    """Share that rings on three times as long."""
    knock: float = 0.0
    release: float = 0.2


STRUCK: dict[str, Struck] = {
    "piano": Struck(1.5, 0.8, 0.12, fall=0.75, top=2600, stiff=0.0004, damping=0.28, after=0.3, knock=0.05, release=0.22),
    "harp": Struck(1.1, 0.55, 0.3, fall=1.0, top=3000, damping=0.5, knock=0.02, release=1.2),
    "guitar": Struck(0.8, 0.5, 0.18, fall=0.9, top=3200, damping=0.35, knock=0.03, release=0.25),
    "pizzicato": Struck(0.22, 1.3, 0.22, fall=0.9, top=2800, damping=0.45, knock=0.06, release=0.2),
    "celesta": Struck(1.2, 0.5, modes=((1, 1), (2.0, 0.12), (4.02, 0.3), (6.9, 0.05)), damping=1.3, knock=0.02, release=1.2),
    "marimba": Struck(0.35, 0.6, modes=((1, 1), (3.93, 0.25), (9.2, 0.06)), damping=1.8, knock=0.04, release=0.4),
    "bass": Struck(0.9, 0.5, 0.2, fall=1.0, top=900, damping=0.4, knock=0.02, release=0.12),
    "pulse": Struck(0.25, 0.85, 0.05, fall=0.9, top=4500, damping=0.05, release=0.1),
    "synthbass": Struck(0.5, 0.62, 0.04, fall=0.9, top=700, damping=0.3, release=0.06),
    "timpani": Struck(
        0.9, 0.6, modes=((1, 1), (1.5, 0.6), (1.99, 0.35), (2.44, 0.2), (0.5, 0.15)), damping=0.5, knock=0.12, release=0.8
    ),
}


def struck_note(name: str, pitch: int, samples: int, velocity: float) -> Signal:
    """A note, mono; the damper falls after `samples`."""
    how = STRUCK[name]
    sound = _rung(name, pitch, layer_of(velocity))
    count = min(samples + length(how.release), len(sound))
    fade = np.clip((count - np.arange(count)) / length(how.release), 0, 1)
    return np.asarray(sound[:count] * (fade * fade * (3 - 2 * fade)) * (how.level * velocity))


@lru_cache(maxsize=160)
def _rung(name: str, pitch: int, layer: int) -> Signal:
    """The whole ringing of a note, at a peak near one."""
    how, hertz = STRUCK[name], hertz_of(pitch)
    ring = how.ring * 2 ** ((60 - pitch) / 30)
    total = np.zeros(-(-length(min(ring * (6.9 if not how.after else 10), _LONGEST)) // _FINE) * _FINE, np.float32)
    for ratio, strength, order in _partials(how, hertz, layer):
        tau = ring / (1 + how.damping * order)
        _ring(total, hertz * ratio, tau, strength * (1 - how.after))
        if how.after:
            _ring(total, hertz * ratio * 1.0004, 3 * tau, strength * how.after)
    if how.knock:
        thump = lowpass(randomness("knock", name, pitch).standard_normal(length(0.1)), 1800) * decay(0.1, 0.012)
        mixed(total, how.knock * thump, 0)
    attack, tail = length(0.0015), length(0.08)
    total[:attack] *= np.linspace(0, 1, attack)
    total[-tail:] *= np.linspace(1, 0, tail)
    return total


def _ring(total: Signal, hertz: float, tau: float, strength: float) -> None:
    """Add a decaying sine: coarse steps turned by fine ones, which is much quicker than a sine at every sample."""
    blocks = min(-(-length(7 * tau) // _FINE), len(total) // _FINE)
    turn = (2j * np.pi * hertz - 1 / tau) / RATE
    coarse = strength * np.exp(turn * _FINE * np.arange(blocks))
    fine = np.exp(turn * np.arange(_FINE))
    rung = np.outer(coarse.real.astype(np.float32), fine.imag.astype(np.float32))
    rung += np.outer(coarse.imag.astype(np.float32), fine.real.astype(np.float32))
    total[: blocks * _FINE] += rung.ravel()


def _partials(how: Struck, hertz: float, layer: int) -> list[tuple[float, float, float]]:
    """Ratio, strength and order (from 0 on) of what can be heard; a harder stroke has more of the high ones."""
    bright = 0.55 + 0.9 * layer / (LAYERS - 1)
    if how.modes:
        found = [(ratio, strength * (bright if n else 1.0), ratio - 1) for n, (ratio, strength) in enumerate(how.modes)]
    else:
        found = [
            (
                n * np.sqrt(1 + how.stiff * n * n),
                abs(np.sin(np.pi * n * how.at)) * n**-how.fall * np.exp(-n * hertz / (how.top * bright)),
                n - 1,
            )
            for n in range(1, 33)
        ]
        found[0] = (found[0][0], max(found[0][1], 0.25), 0)
    whole = sum(strength for _, strength, _ in found)
    heard = [(r, s / whole, max(o, 0)) for r, s, o in found if s / whole > 0.003 and r * hertz < 12000]
    return [(float(r), float(s), float(o)) for r, s, o in heard] or [(1.0, 1.0, 0.0)]
