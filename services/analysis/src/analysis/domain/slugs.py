"""Ids made of names: plain letters, unique, the same for the same list; used for cast and places."""

import re
import unicodedata
from collections.abc import Iterable


def unique_slugs(prefix: str, names: Iterable[str]) -> list[str]:
    """One id per name, in order: `cast-john-miller`; a number where a name has no Latin letters or comes twice."""
    used: set[str] = set()
    slugs: list[str] = []
    for number, name in enumerate(names, start=1):
        base = f"{prefix}-{_slug(name) or number}"
        slug = base if base not in used else f"{base}-{number}"
        used.add(slug)
        slugs.append(slug)
    return slugs


def _slug(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:40].rstrip("-")
