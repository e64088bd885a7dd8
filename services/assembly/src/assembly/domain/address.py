"""The content address of a piece: the same inputs always give the same address, on every machine and in any order."""

import hashlib
import json
from collections.abc import Sequence

FORMAT = 9
"""Counted up whenever the same inputs would give other bytes, so that old pieces are not found any more."""

_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))

Part = str | int | float | Sequence["Part"]


def address_of(kind: str, *parts: Part) -> str:
    """sha256 over exactly what a piece is made from."""
    return hashlib.sha256(_ENCODER.encode([FORMAT, kind, *parts]).encode()).hexdigest()
