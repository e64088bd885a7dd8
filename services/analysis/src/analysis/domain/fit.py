"""Fitting shots to a wanted length: pure arithmetic on frames; used by board. Promise: tests/test_fit.py."""

from collections.abc import Sequence


def fit(natural: Sequence[int], least: Sequence[int], total: int) -> list[int]:
    """Lengths that sum to exactly `total`: all stretched by one factor, none below its least.

    Raises ValueError when the least lengths alone are more than the total.
    """
    if not natural or sum(least) > total:
        raise ValueError(f"{len(natural)} shots that need {sum(least)} frames do not fit into {total}")
    factor = _factor(natural, least, total)
    exact = [max(float(short), factor * length) for length, short in zip(natural, least, strict=True)]
    frames = [max(short, int(length)) for length, short in zip(exact, least, strict=True)]
    return _rounded(frames, exact, least, total)


def _factor(natural: Sequence[int], least: Sequence[int], total: int) -> float:
    """The stretch with which the lengths, each at least its least, sum to the total."""
    low, high = 0.0, total / max(1, min(natural))
    for _ in range(60):
        middle = (low + high) / 2
        if sum(max(float(short), middle * length) for length, short in zip(natural, least, strict=True)) < total:
            low = middle
        else:
            high = middle
    return high


def _rounded(frames: list[int], exact: Sequence[float], least: Sequence[int], total: int) -> list[int]:
    """Hand out (or take back) what rounding has left, to those that lost (or won) most by it."""
    missing = total - sum(frames)
    order = sorted(range(len(frames)), key=lambda n: (frames[n] - exact[n]) * (1 if missing > 0 else -1))
    while missing:
        for number in order:
            step = 1 if missing > 0 else -1
            if missing and frames[number] + step >= least[number]:
                frames[number] += step
                missing -= step
    return frames
