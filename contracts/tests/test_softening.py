"""Softer words are told where hard ones were refused, in the languages that scripts come in; what is harmless stays as it is."""

import pytest

from contracts.softening import softened

HARD = (
    "The corpse lies in blood beside a bloody knife and a pistol.",
    "Die Leiche liegt im Blut neben einem blutigen Messer und einer Pistole.",
    "Le cadavre gît dans le sang à côté d'un couteau ensanglanté et d'un pistolet.",
    "El cadáver está en la sangre, junto a un cuchillo sangriento y una pistola.",
    "Il cadavere giace nel sangue accanto a un coltello insanguinato e a una pistola.",
    "O cadáver jaz no sangue ao lado de uma faca e de uma pistola.",
)
FLAGGED = (
    "corpse",
    "leiche",
    "cadav",
    "cadáv",
    "blood",
    "blut",
    "sang",
    "knife",
    "messer",
    "coute",
    "cuchillo",
    "coltello",
    "faca",
    "pistol",
)
HARMLESS = (
    "She sang to the armed robots of the museum.",
    "Die arme alte Frau wartet am Fenster.",
    "Elle tue le temps dans le vieux café.",
    "Le tue mani sono fredde.",
    "La mata crece junto a la casa.",
)


@pytest.mark.parametrize("text", HARD)
def test_hard_words_are_gone_and_the_sentence_stays(text: str) -> None:
    softer = softened(text)
    assert not [word for word in FLAGGED if word in softer.lower()]
    assert len(softer.split()) >= len(text.split())
    assert softened(softer) == softer


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_of_any_language_stay(text: str) -> None:
    assert softened(text) == text
