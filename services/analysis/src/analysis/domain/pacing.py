"""How long shots are held, and where a paragraph of action falls apart into shots; used by shots."""

import re
from collections.abc import Sequence

from analysis.domain.drafts import BREATH, SHORTEST, Spoken, spoken_frames
from analysis.domain.staging import pace_of
from analysis.domain.text import spoken_words
from contracts.storyboard import FPS

_CLAUSES = re.compile(r"(?<=;)\s+|\s+(?=(?:--|—) )|\s+(?=and then\b)|(?<=,)\s+(?=then\b)", re.IGNORECASE)
_LONG_SENTENCE = 14
"""Words from which on a sentence may hold more than one action."""


def least_frames(lines: Sequence[Spoken]) -> int:
    """Frames that a shot with these words has at least."""
    words = sum(spoken_words(line.text) for line in lines)
    return max(SHORTEST, spoken_frames(words) + BREATH) if lines else SHORTEST


def action_frames(text: str, told: str, lines: Sequence[Spoken]) -> int:
    """Frames that an action wants: more for more words and slow ones, fewer for fast ones."""
    seconds = min(6.0, 1.3 + 0.14 * spoken_words(text)) * pace_of(told)
    return max(least_frames(lines) + (6 if lines else 0), round(seconds * FPS))


def one_action_each(sentences: list[str]) -> list[str]:
    """Sentences, with fragments (`He stops.` `Listens.`) put to the sentence before, and long ones parted at their clauses."""
    merged: list[str] = []
    for sentence in sentences:
        short = len(sentence.split()) <= 3 and spoken_words(sentence) <= 4
        led = len(merged) == 1 and len(merged[0].split()) <= 2 and len(sentence.split()) <= 14
        if merged and ((short and len(merged[-1].split()) <= 12) or led):
            merged[-1] = f"{merged[-1]} {sentence}"
        else:
            merged += _clauses(sentence)
    return merged


def _clauses(sentence: str) -> list[str]:
    """What happens one after the other in a long sentence; nothing of it is lost."""
    if len(sentence.split()) < _LONG_SENTENCE:
        return [sentence]
    parts = [part for part in _CLAUSES.split(sentence) if part.strip()]
    return parts if all(len(part.split()) >= 4 for part in parts) else [sentence]
