"""A page of screenplay in another language gets sensible scenes, cast, places, times, poses and looks, and keeps its words."""

import pytest

from analysis.domain.lexicon.gloss import LANGUAGES, gloss_of
from analysis.domain.lexicon.match import words

from .reading import filmed, member, spoken

SCENES = {
    "german": ("de", [("train", "night", "rain"), ("kitchen", "day", "clear"), ("forest", "dusk", "fog")]),
    "french": ("fr", [("harbor", "night", "rain"), ("kitchen", "day", "clear"), ("beach", "dusk", "clear")]),
    "spanish": ("es", [("cafe", "night", "rain"), ("street", "dawn", "fog"), ("forest", "dusk", "clear")]),
    "italian": ("it", [("beach", "dawn", "clear"), ("church", "night", "storm"), ("market", "day", "clear")]),
    "dutch": ("nl", [("street", "night", "snow"), ("kitchen", "day", "clear"), ("beach", "dusk", "clear")]),
    "russian": ("ru", [("train", "night", "snow"), ("forest", "day", "clear"), ("kitchen", "dusk", "clear")]),
    "japanese": ("ja", [("train", "night", "rain"), ("kitchen", "day", "clear"), ("forest", "dusk", "clear")]),
    "chinese": ("zh", [("cafe", "night", "clear"), ("forest", "dusk", "fog"), ("kitchen", "day", "clear")]),
    "arabic": ("ar", [("cafe", "night", "clear"), ("street", "day", "clear"), ("kitchen", "dusk", "clear")]),
}
CAST = {
    "german": {"Klara": "person", "Brandt": "person", "Mann": "person", "Hund": "animal"},
    "french": {"Marguerite": "person", "Le Marin": "person", "Mouette": "animal", "Chat": "animal"},
    "spanish": {"Elena": "person", "Camarero": "person", "Perro": "animal", "Niño": "child"},
    "italian": {"Giulia": "person", "Pescatore": "person", "Cane": "animal"},
    "dutch": {"Sanne": "person", "Oude Man": "person", "Hond": "animal"},
    "russian": {"Анна": "person", "Старик": "person", "Собака": "animal", "Мальчик": "child"},
    "japanese": {"少女": "child", "老人": "person", "猫": "animal", "犬": "animal"},
    "chinese": {"女孩": "child", "老人": "person", "狗": "animal"},
    "arabic": {"الفتاة": "child", "العجوز": "person", "كلب": "animal"},
}
LOOKS = {
    "german": ("Klara", "red", ("raincoat", "yellow")),
    "french": ("Marguerite", "white", ("coat", "red")),
    "spanish": ("Elena", "red", ("dress", "green")),
    "italian": ("Giulia", "black", ("dress", "red")),
    "dutch": ("Sanne", "blond", ("coat", "blue")),
    "russian": ("Анна", "red", ("coat", "green")),
}
POSES = {
    "german": {"sitting", "carrying", "running", "sleeping", "jumping"},
    "french": {"flying", "walking", "sitting", "reading", "sleeping", "dancing"},
    "spanish": {"sitting", "running", "embracing"},
    "italian": {"walking", "sleeping", "kneeling", "running"},
    "dutch": {"walking", "sitting", "dancing", "sleeping"},
    "russian": {"sitting", "sleeping", "running", "embracing"},
    "japanese": {"holding", "walking", "reading", "running"},
    "chinese": {"sitting", "walking", "running", "jumping"},
    "arabic": {"sitting", "walking", "running", "jumping", "drinking"},
}
PROPS = {
    "german": {"bench", "letter", "suitcase", "window", "table", "cake"},
    "french": {"suitcase", "letter", "table", "fire"},
    "spanish": {"window", "letter", "cup", "umbrella", "car"},
    "italian": {"lantern", "boat", "candle"},
    "dutch": {"bicycle", "newspaper", "table", "cake", "candle"},
    "russian": {"window", "letter", "cup"},
    "japanese": {"umbrella", "bench", "letter", "chair"},
    "chinese": {"window", "umbrella"},
    "arabic": {"window", "umbrella", "cup"},
}


@pytest.mark.parametrize("name", SCENES)
def test_scenes_have_their_places_times_and_weather(name: str) -> None:
    language, scenes = SCENES[name]
    board = filmed(f"{name}.fountain")
    kinds = {place.id: place.kind for place in board.places}
    assert board.language == language
    assert [(kinds[scene.place], scene.time, scene.weather) for scene in board.scenes] == scenes


@pytest.mark.parametrize("name", CAST)
def test_everybody_is_there_once_under_their_own_word(name: str) -> None:
    assert {m.name: m.kind for m in filmed(f"{name}.fountain").cast} == CAST[name]


@pytest.mark.parametrize("name", LOOKS)
def test_people_look_as_the_words_say(name: str) -> None:
    who, hair, (item, colour) = LOOKS[name]
    look = member(filmed(f"{name}.fountain"), who).look
    assert look.hair_colour == hair
    assert [(g.item, g.colour) for g in look.clothes if g.item == item] == [(item, colour)]


@pytest.mark.parametrize("name", POSES)
def test_people_do_what_the_words_say_with_the_things_they_name(name: str) -> None:
    shots = filmed(f"{name}.fountain").shots()
    assert POSES[name] <= {pose for shot in shots for pose in shot.poses.values()}
    assert PROPS[name] <= {prop for shot in shots for prop in shot.props}


@pytest.mark.parametrize("name", SCENES)
def test_what_is_said_stays_in_its_language(name: str) -> None:
    board = filmed(f"{name}.fountain")
    assert {speaker for speaker, _ in spoken(board)} <= {m.id for m in board.cast}
    assert len(spoken(board)) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gloss_has_no_word_that_no_table_could_use(language: str) -> None:
    assert len(words(f"gloss_{language}")["words"]) > 100
    gloss = gloss_of(language)
    assert all(
        meaning.replace(" ", "").isalpha() and meaning.isascii() for meaning in (*gloss.exact.values(), *gloss.begins.values())
    )
    assert all(len(form) >= 3 for form in gloss.begins)


def test_compounds_and_phrases_mean_what_their_parts_mean() -> None:
    assert gloss_of("de").english("Ein Fischerboot am Sandstrand") == "a boat at beach"
    assert "sunset" in gloss_of("fr").english("PLAGE - COUCHER DE SOLEIL").lower()
    assert gloss_of("es").english("un vestido verde") == "a green dress"
