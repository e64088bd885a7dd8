"""How many tokens a piece of work may take of a language model. Services ask for no more, and what is held is made of the same.

Two bytes of a text make at most a token; what a model thinks before it writes counts as written.
"""

from dataclasses import dataclass

PROMPT = 6_000
"""What stands around the text: rules, vocabularies, the form of the answer."""
KNOWN = 4_000
"""Whom and what earlier parts have named."""
PAGE = 60_000
"""Characters of a web page that are read; what carries it stands at its beginning."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What may be read and what may be written, in all requests of one job."""

    read: int
    written: int


def to_write(seconds: int, material: int) -> Tokens:
    """For a screenplay of a film of so many seconds out of so many characters, with one chance to mend it."""
    written = 16_000 + 40 * seconds
    return Tokens(2 * (PROMPT + material // 2) + written, written)


def to_analyze(characters: int) -> Tokens:
    """For the storyboard of a script of so many characters, part by part, with some of the parts mended."""
    written = 16_000 + 3 * characters
    return Tokens(2 * (PROMPT + KNOWN) * (1 + characters // 8_000) + 2 * characters + written, written)


def longest_screenplay(seconds: int) -> int:
    """Characters that may be written for a film of so many seconds: three times of what is filmed."""
    return 1_500 + 80 * seconds
