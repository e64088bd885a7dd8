"""From more light and more colours to those of the film, as a table that ffmpeg looks colours up in: `video` asks for it.

White on paper stays bright, what shines beyond it is eased in. A table gives the same bytes on every processor; the filters that
would compute this for each pixel do not.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PAPER_WHITE = 203
"""How bright white paper is in a picture with more light, in nits (ITU-R BT.2408)."""

STEPS = 49
"""Of each colour in the table; between them ffmpeg goes straight."""

_EASED = 0.6
"""Light up to this part of the film's white stays as it is."""
_BRIGHTEST = 5.0
"""What becomes the film's white, in papers."""

_PRIMARIES = ((1.660491, -0.587641, -0.072850), (-0.124550, 1.132900, -0.008349), (-0.018151, -0.100579, 1.118730))
"""From BT.2020 to BT.709 (ITU-R BT.2087)."""
_LUMA = (0.2627, 0.6780, 0.0593)
_DISPLAY = 2.4
"""The gamma of the film's display (ITU-R BT.1886)."""


def cube(curve: str) -> str:
    """The table for a curve as ffmpeg names it (`smpte2084`, `arib-std-b67`; `bt709` where only the colours are more).

    Five digits: so far all processors agree.
    """
    levels = np.arange(STEPS) / (STEPS - 1)
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")
    light = _light(np.stack([red.ravel(), green.ravel(), blue.ravel()]), curve)
    film = np.stack([sum(factor * light[n] for n, factor in enumerate(row)) for row in _PRIMARIES])
    shown = np.maximum(film if curve == "bt709" else _eased(film), 0.0) ** (1 / _DISPLAY)
    rows = (f"{r:.5f} {g:.5f} {b:.5f}\n" for r, g, b in np.minimum(shown, 1.0).T.tolist())
    return f"LUT_3D_SIZE {STEPS}\n{''.join(rows)}"


def _light(signal: Array, curve: str) -> Array:
    """What a display shows, in papers."""
    if curve == "smpte2084":
        root = signal ** (1 / 78.84375)
        return np.asarray((np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)) * (
            10_000 / PAPER_WHITE
        )
    if curve == "arib-std-b67":
        seen = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12)
        luma = sum(factor * seen[n] for n, factor in enumerate(_LUMA))
        return np.asarray(seen * luma**0.2) * (1000 / PAPER_WHITE)
    return np.asarray(signal**_DISPLAY)


def _eased(light: Array) -> Array:
    """The brightest colour of each pixel follows Möbius' curve from _EASED on, the others keep their share of it."""
    j, peak = _EASED, _BRIGHTEST
    a = -j * j * (peak - 1) / (j * j - 2 * j + peak)
    b = (j * j - 2 * j * peak + peak) / (peak - 1)
    top = np.maximum(light.max(axis=0), 1e-6)
    bent = (b * b + 2 * b * j + j * j) / (b - a) * (top + a) / (top + b)
    return np.asarray(light * (np.where(top <= j, top, bent) / top))
