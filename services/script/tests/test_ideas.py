"""An idea is taken apart into what it names."""

import pytest

from script.domain.ideas import idea_of
from script.domain.verbs import deed_of


@pytest.mark.parametrize(
    ("text", "shape", "hero", "other", "thing", "place"),
    [
        ("A lonely lighthouse keeper befriends a whale", "bond", "LIGHTHOUSE KEEPER", "WHALE", "", "lighthouse"),
        ("A robot learns to paint in an abandoned museum at dawn", "craft", "ROBOT", None, "", "abandoned museum"),
        (
            "Two rival bakers compete in a small snowy village",
            "contest",
            "FIRST BAKER",
            "SECOND BAKER",
            "",
            "small snowy village",
        ),
        ("Mara and Ben search for their lost dog in the rain in Paris", "quest", "MARA", "BEN", "the lost dog", "Paris"),
        ("A girl named Ida must find the key before midnight", "quest", "IDA", None, "the key", ""),
        ("An astronaut plants a flower on Mars", "craft", "ASTRONAUT", None, "the flower", "Mars"),
        (
            "A clumsy robot learns to water the last flower in a greenhouse",
            "craft",
            "ROBOT",
            None,
            "the last flower",
            "greenhouse",
        ),
        ("A judge falls asleep in her courtroom while a parrot gives evidence", "bond", "JUDGE", "PARROT", "", "courtroom"),
        ("A plumber and a ghost repair the pipes of an old hotel", "craft", "PLUMBER", "GHOST", "the pipes", "old hotel"),
        ("Three grandmothers rob a bank", "bond", "FIRST GRANDMOTHER", "SECOND GRANDMOTHER", "the bank", ""),
        ("The last bus driver of the night takes a lonely wolf home", "bond", "BUS DRIVER", "WOLF", "", "bus"),
        ("A chess player loses against a pigeon in the park", "contest", "PLAYER", "PIGEON", "", "park"),
        ("My brother stole a horse", "bond", "BROTHER", "HORSE", "", ""),
        ("Aliens land in a small town", "bond", "FIRST ALIEN", "SECOND ALIEN", "", "small town"),
        ("The last lighthouse", "wonder", None, None, "the last lighthouse", ""),
        ("Nobody came to the birthday party", "wonder", "WOMAN", None, "", ""),
        ("The elevator never stops at floor 13", "wonder", None, None, "the elevator", ""),
        ("Children built a snowman that would not melt", "craft", "FIRST CHILD", "SECOND CHILD", "the snowman", ""),
        ("Mr. Tanaka sells umbrellas in the desert", "wonder", "MR TANAKA", None, "", "desert"),
        ("The mayor was a goat", "wonder", "GOAT", None, "", ""),
        ("An orchestra loses its conductor in the fog", "quest", "FIRST MUSICIAN", "SECOND MUSICIAN", "", ""),
        ("Two old men argue about a parking space", "bond", "FIRST MAN", "SECOND MAN", "", "parking space"),
        ("A nun and a biker drive to Mexico", "bond", "NUN", "BIKER", "", "Mexico"),
        ("Somebody has stolen the moon", "quest", "STRANGER", None, "the moon", ""),
        ("How do rainbows form?", "explainer", None, None, "", ""),
        ("A trailer for a film about a boy who steals the moon", "trailer", "BOY", None, "the moon", ""),
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
    ("words", "place", "several", "forms"),
    [
        ("learns to water the flower in a greenhouse", "greenhouse", False, ("water the flower", "waters the flower")),
        ("search for their lost dog in the rain", "", True, ("search for their lost dog", "searches for their lost dog")),
        ("dreams of swimming", "", False, ("swim", "swims")),
        ("secretly carries a letter until dawn", "", False, ("carry a letter", "carries a letter")),
        ("is alone", "", False, ("", "")),
        ("never opens the letter", "", False, ("not open the letter", "does not open the letter")),
        ("without a ship", "", True, ("", "")),
    ],
)
def test_what_is_done_has_its_forms(words: str, place: str, several: bool, forms: tuple[str, str]) -> None:
    deed = deed_of(words, place, several=several)
    assert (deed.plain, deed.third) == forms


@pytest.mark.parametrize(
    "text", ["love", "???x", "Ein Junge findet einen Drachen", "一只猫在月球上", "the the the", "A", "{hero} {0} %s"]
)
def test_any_words_are_an_idea(text: str) -> None:
    assert idea_of(text).text
