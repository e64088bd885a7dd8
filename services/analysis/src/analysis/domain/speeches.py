"""Speeches and long sentences in pieces that one shot can hold; used by shots. No word is lost: tests/test_speeches.py."""

import re

from analysis.domain.text import sentences_of, spoken_words

LONGEST_SPEECH = 24.0
"""Words that one shot of a speech holds; a longer speech is cut at its sentences, or within them."""
_TOKEN = re.compile(r"\S{1,40}\s*|\s+")
_PAUSES = tuple(",;:–—、，；：")


def speech_pieces(text: str) -> list[str]:
    """A speech in pieces of at most LONGEST_SPEECH words that end with sentences where they can."""
    pieces: list[str] = []
    for sentence in (piece for whole in sentences_of(text) for piece in pieces_of(whole)):
        if pieces and spoken_words(pieces[-1]) + spoken_words(sentence) <= LONGEST_SPEECH:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        else:
            pieces.append(sentence)
    return pieces


def pieces_of(sentence: str) -> list[str]:
    """A sentence too long for one shot, cut where it pauses, or between words."""
    if spoken_words(sentence) <= LONGEST_SPEECH:
        return [sentence]
    pieces, count = [""], 0.0
    for token in _TOKEN.findall(sentence):
        words = spoken_words(token)
        pausing = count > LONGEST_SPEECH * 0.6 and pieces[-1].rstrip().endswith(_PAUSES)
        if pieces[-1] and (pausing or count + words > LONGEST_SPEECH):
            pieces.append("")
            count = 0.0
        pieces[-1] += token
        count += words
    return [piece.strip() for piece in pieces if piece.strip()]
