"""An idea is taken apart into what it names."""

import pytest

from script.domain.ideas import idea_of


@pytest.mark.parametrize(
    ("text", "shape", "hero", "other", "thing", "place"),
    [
        ("A lonely lighthouse keeper befriends a whale", "bond", "LIGHTHOUSE KEEPER", "WHALE", "", "lighthouse"),
        ("A robot learns to paint in an abandoned museum at dawn", "craft", "ROBOT", None, "", "abandoned museum"),
        ("Two rival bakers compete in a small snowy village", "bond", "FIRST BAKER", "SECOND BAKER", "", "small snowy village"),
        ("Mara and Ben search for their lost dog in the rain in Paris", "bond", "MARA", "BEN", "", "Paris"),
        ("A girl named Ida must find the key before midnight", "quest", "IDA", None, "the key", ""),
        ("An astronaut plants a flower on Mars", "craft", "ASTRONAUT", None, "the flower", "Mars"),
        ("How do rainbows form?", "explainer", None, None, "", ""),
        ("A trailer for a film about a boy who steals the moon", "trailer", "BOY", None, "the moon", "moon"),
    ],
)
def test_an_idea_names_who_does_what_where(
    text: str, shape: str, hero: str | None, other: str | None, thing: str, place: str
) -> None:
    idea = idea_of(text)
    found = (idea.shape, idea.hero and idea.hero.cue, idea.other and idea.other.cue, idea.thing, idea.place)
    assert found == (shape, hero, other, thing, place)


def test_time_and_weather_are_the_ideas_own() -> None:
    idea = idea_of("A fox crosses the forest at night in heavy snow")
    assert (idea.time, idea.weather, idea.family) == ("NIGHT", "SNOW", "wild")


@pytest.mark.parametrize(
    "text", ["love", "???x", "Ein Junge findet einen Drachen", "一只猫在月球上", "the the the", "A", "{hero} {0} %s"]
)
def test_any_words_are_an_idea(text: str) -> None:
    assert idea_of(text).text
