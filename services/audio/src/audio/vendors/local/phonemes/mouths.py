"""What a mouth looks like while a phoneme sounds: a few shapes that can be drawn."""

from typing import Literal

Mouth = Literal["rest", "closed", "teeth", "tongue", "narrow", "open", "wide", "round", "pursed"]

_SHAPES: tuple[tuple[str, Mouth], ...] = (
    ("mbp", "closed"),
    ("fvʋɱ", "teeth"),
    ("θð", "tongue"),
    ("wuʊʉɯyʏ", "pursed"),
    ("oɔɒøœɤ", "round"),
    ("aɑæʌɐɶ", "open"),
    ("eɛɜəɚɝɘɵ", "wide"),
    ("iɪɨj", "narrow"),
    ("lɫnɾtdrɹɻʀ", "tongue"),
    ("szʃʒɕʑʂʐxçkɡgŋhɣχqʔc", "narrow"),
)
_SHAPE_OF = {sign: shape for signs, shape in reversed(_SHAPES) for sign in signs}


def mouth_of(phoneme: str) -> Mouth:
    """The shape of a phoneme in IPA signs; a pause is a mouth at rest."""
    return next((_SHAPE_OF[sign] for sign in phoneme if sign in _SHAPE_OF), "rest")
