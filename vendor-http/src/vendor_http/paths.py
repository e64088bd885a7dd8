"""Reads a value out of a vendor's answer by its path, as `images.0.url`."""

from typing import Any


def at(told: Any, path: str) -> Any:
    """What stands there; None when the answer does not go that far."""
    for part in path.split("."):
        if isinstance(told, list):
            told = told[int(part)] if part.isdecimal() and int(part) < len(told) else None
        elif isinstance(told, dict):
            told = told.get(part)
        else:
            return None
    return told


def listed(told: Any) -> list[Any]:
    """A list of an answer; empty where there is none."""
    return told if isinstance(told, list) else []
