"""The content address of a piece: the same inputs always give the same address, on every machine and in any order."""

import hashlib
import json
from collections.abc import Sequence

FORMAT = 8
"""Counted up whenever the same inputs would give other bytes, so that old pieces are not found any more."""

Part = str | int | float | Sequence["Part"]


def address_of(kind: str, *parts: Part) -> str:
    """sha256 over exactly what a piece is made from."""
    text = json.dumps([FORMAT, kind, *parts], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
