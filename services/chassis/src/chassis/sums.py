"""The two sums of a file that the store wants: known by whoever wrote it, so that `media` need not read it again.

A module of its own, as workers of the process pool make them and shall not import what talks to the store.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sums:
    """By `sha256` media are named, by `md5` the store checks what it is sent."""

    sha256: str
    md5: bytes
