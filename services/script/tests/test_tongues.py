"""An idea in another language keeps its own words, and is told in that language where its place is."""

import pytest

from script.domain.tongues import tongue_of
from script.domain.writing import screenplay_of


@pytest.mark.parametrize(
    ("idea", "code", "named"),
    [
        ("Ein einsamer Leuchtturmwärter freundet sich mit einem Wal an", "de", ("INT. LEUCHTTURM", "LEUCHTTURMWÄRTER", "WAL")),
        ("Ein Junge findet einen Drachen im Wald", "de", ("EXT. WALD", "JUNGE", "DRACHE")),
        ("Un vieux gardien de phare se lie d'amitié avec une baleine", "fr", ("INT. PHARE", "GARDIEN DE PHARE", "BALEINE")),
        ("Una niña busca la última estrella en un bosque de noche", "es", ("EXT. BOSQUE - NOCHE", "NIÑA")),
        ("孤独な灯台守がクジラと友達になる", "ja", ("INT. 灯台", "灯台守", "クジラ")),
        ("Кот летит на луну", "ru", ("Кот летит на луну",)),
        ("一只猫在月球上", "zh", ("一只猫在月球上",)),
    ],
)
def test_an_idea_is_told_in_its_own_words(idea: str, code: str, named: tuple[str, ...]) -> None:
    tongue = tongue_of(idea, "en")
    assert tongue is not None
    assert tongue.code == code
    for seed in range(6):
        made = screenplay_of(idea, 60, seed)
        assert made.title.split()[0] in idea
        assert all(name in made.text for name in (*named, idea))
        assert "{" not in made.text


@pytest.mark.parametrize(
    ("idea", "code"),
    [
        ("Un gato astronauta busca la luna perdida", "es"),
        ("Un chat astronaute cherche la lune perdue", "fr"),
        ("Un gatto astronauta cerca la luna perduta", "it"),
        ("Um gato astronauta procura a lua perdida", "pt"),
        ("Een kat zoekt de verloren maan", "nl"),
        ("Eine Katze sucht den verlorenen Mond", "de"),
        ("Le vieux pêcheur et la mer", "fr"),
        ("El viejo y el mar", "es"),
        ("La hija del panadero aprende a volar", "es"),
        ("La fille du boulanger apprend à voler", "fr"),
    ],
)
def test_neighbors_among_languages_are_told_apart(idea: str, code: str) -> None:
    tongue = tongue_of(idea, "en")
    assert tongue is not None
    assert tongue.code == code


def test_english_ideas_with_foreign_names_stay_english() -> None:
    for idea in (
        "Die Hard in a bakery",
        "El Greco paints the sea",
        "How do rainbows form?",
        "Do or die",
        "Love in Rome",
        "A waiter at the Café de la Paix falls in love with a ghost",
    ):
        assert tongue_of(idea, "en") is None


def test_what_an_idea_calls_its_thing_is_said() -> None:
    texts = [screenplay_of("Una niña busca la última estrella en un bosque", 60, seed).text for seed in range(6)]
    assert any("La última estrella. " in text for text in texts)


def test_a_longer_film_has_more_of_a_story() -> None:
    lengths = [screenplay_of("Ein Hund sucht den Mond", seconds, 1).text.count(" - ") for seconds in (15, 30, 60)]
    assert lengths[0] == 3
    assert lengths == sorted(set(lengths))
