"""The lexicon speaks the contracts' vocabulary, and nothing in it is looked up wrong."""

import pytest

from analysis.domain.lexicon.match import table, verbs, words
from contracts.sounds import AMBIENCES, EFFECTS, MOODS
from contracts.storyboard import PLACE_KINDS
from contracts.vocabulary import EXPRESSIONS, GARMENTS, POSES, PROPS, SPECIES


@pytest.mark.parametrize(
    ("file", "section", "known"),
    [
        ("drama", "poses", POSES), ("drama", "expressions", EXPRESSIONS), ("drama", "moods", MOODS), ("things", "props", PROPS),
        ("sounds", "effects", EFFECTS), ("sounds", "ambiences", PLACE_KINDS), ("looks", "garments", GARMENTS),
        ("people", "species", SPECIES),
    ],
)  # fmt: skip
def test_every_meaning_is_a_word_of_the_vocabulary(file: str, section: str, known: tuple[str, ...]) -> None:
    assert set(words(file)[section]) <= set(known)


def test_every_kind_of_place_has_its_sound() -> None:
    assert set(words("sounds")["ambiences"].values()) <= set(AMBIENCES)
    assert set(words("sounds")["ambiences"]) == set(PLACE_KINDS)


def test_the_longest_form_wins_and_a_form_ends_with_its_clause() -> None:
    known = table({"station": "station", "train": "train_station", "hands_up": "hands_up"})
    assert [hit.meaning for hit in known.found("The train station. Hands. Up! Hands up!")] == ["train", "hands_up"]


def test_verbs_are_found_in_their_regular_forms() -> None:
    known = verbs({"x": "carry stop smile walk push"})
    for form in ("carries", "carried", "carrying", "stopped", "stopping", "smiled", "smiling", "walks", "pushes", "pushed"):
        assert known.first(form) == "x", form
