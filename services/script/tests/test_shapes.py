"""Adverts, trailers and explainers have shapes of their own in every language that ideas are told in."""

import re

import pytest

from script.domain.shapes import shape_of, topic_of
from script.domain.tongues import TOLD, tongue_of
from script.domain.writing import screenplay_of

IDEAS = {
    "de": {
        "story": "Ein Drache sucht das Meer",
        "advert": "Werbung für einen roten Regenschirm",
        "trailer": "Ein Trailer über einen Drachen im Wald",
        "explainer": "Erkläre, wie Vulkane ausbrechen",
    },
    "fr": {
        "story": "Un dragon cherche la mer",
        "advert": "Une publicité pour un parapluie rouge",
        "trailer": "Bande-annonce : un dragon cherche la mer",
        "explainer": "Pourquoi le ciel est-il bleu ?",
    },
    "es": {
        "story": "Un dragón busca el mar",
        "advert": "Un anuncio de un paraguas rojo",
        "trailer": "Tráiler de un dragón en el bosque",
        "explainer": "¿Por qué el cielo es azul?",
    },
    "ja": {
        "story": "竜が海を探す",
        "advert": "赤い傘の広告",
        "trailer": "ドラゴンと少女の予告編",
        "explainer": "虹ができる理由を説明して",
    },
}
CASES = [(code, shape, idea) for code, ideas in IDEAS.items() for shape, idea in ideas.items()]


def test_every_language_that_is_told_has_all_shapes() -> None:
    assert set(IDEAS) == set(TOLD)


@pytest.mark.parametrize(("code", "shape", "idea"), CASES)
def test_the_words_say_the_shape(code: str, shape: str, idea: str) -> None:
    tongue = tongue_of(idea, "en")
    assert tongue is not None
    assert tongue.code == code
    assert shape_of(tongue.tables, idea) == shape


@pytest.mark.parametrize("code", IDEAS)
def test_films_of_different_shapes_share_no_sentence(code: str) -> None:
    told = {shape: _sentences(screenplay_of(idea, 60, 3).text) for shape, idea in IDEAS[code].items()}
    shapes = list(told)
    assert all(len(told[shape]) >= 5 for shape in shapes)
    assert not [(a, b) for i, a in enumerate(shapes) for b in shapes[:i] if told[a] & told[b]]


@pytest.mark.parametrize(
    ("idea", "title", "said"),
    [
        ("Werbung für einen roten Regenschirm", "Regenschirm", "einen roten Regenschirm"),
        ("Une publicité pour un parapluie rouge", "Parapluie rouge", "un parapluie rouge"),
        ("Un anuncio de un paraguas rojo", "Paraguas rojo", "un paraguas rojo"),
        ("Ein Trailer über einen Drachen im Wald", "Drache", "Drache. "),
        ("Explica cómo vuelan los aviones", "Explica cómo vuelan los aviones", "cómo vuelan los aviones"),
        ("Wie entsteht ein Regenbogen?", "Wie entsteht ein Regenbogen", "wie entsteht ein Regenbogen"),
    ],
)
def test_what_it_is_about_is_named(idea: str, title: str, said: str) -> None:
    for seed in range(5):
        made = screenplay_of(idea, 30, seed)
        assert made.title == title
        assert said in made.text
        assert "{" not in made.text


def test_what_an_explainer_explains_is_the_clause_after_its_verb() -> None:
    tongue = tongue_of("Erkläre mir bitte, warum der Himmel blau ist", "en")
    assert tongue is not None
    assert topic_of(tongue.tables, "Erkläre mir bitte, warum der Himmel blau ist", "explainer") == "warum der Himmel blau ist"


def _sentences(text: str) -> set[str]:
    """What is said and done, without cues and headings."""
    lines = [
        line for line in text.splitlines() if line and not line.startswith(("EXT.", "INT.", "Title:", "@")) and not line.isupper()
    ]
    return {part for line in lines for part in re.split(r"(?<=[.!?。！？])\s*", line) if len(part) > 6}
