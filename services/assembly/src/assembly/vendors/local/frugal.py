"""Keeps processes small: whatever they need for a moment goes back to the system when it is over."""

import contextlib
import ctypes
import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


_MOST_KEPT = 128 << 10
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Numbers of glibc's mallopt."""


def keep_little() -> None:
    """Have this process, on Linux, return larger pieces of memory at once and share one heap among its threads.

    Otherwise every thread that has ever sent a film to the store keeps what it needed for that. Called before there are threads.
    """
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        for option, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _MOST_KEPT), (_TRIM_THRESHOLD, _MOST_KEPT)):
            mallopt(option, value)


def frugal(function: Callable[P, T]) -> Callable[P, T]:
    """The function, after which free memory is returned; on Linux that only happens when it is asked for."""

    @functools.wraps(function)
    def frugally(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return function(*arguments, **named)
        finally:
            with contextlib.suppress(OSError, AttributeError):
                ctypes.CDLL(None).malloc_trim(0)

    return frugally
