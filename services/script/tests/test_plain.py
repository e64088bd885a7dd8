"""Ideas are told in many ways and read in one: in the present, with an article before who they are about."""

import pytest

from script.domain.plain import plainly, plural, singular


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("My grandmother fought a bear in 1952", "My grandmother fights a bear in 1952"),
        ("Bees took over the school", "Two bees take over the school"),
        ("the day the birds stopped singing", "Two birds stop singing"),
        ("7 dwarfs open a bank", "Two dwarfs open a bank"),
        ("we missed the last train", "Two friends miss the last train"),
        ("I found a door in the forest", "A woman finds a door in the forest"),
        ("Is anybody listening?", "A stranger listens"),
        ("Why did the chicken cross the road?", "The chicken crosses the road"),
        ("What if the moon fell into the sea?", "The moon falls into the sea?"),
        ("The boy who could not lie", "The boy who never lies"),
        ("An astronaut didn't want to go home", "An astronaut never wants to go home"),
        ("Robots are learning to cry", "Two robots learn to cry"),
        ("Someone has stolen the crown", "A stranger steals the crown"),
        ("The thief returned the painting and stayed for dinner", "The thief returns the painting and stays for dinner"),
        ("An old couple dances in the kitchen", "An old man and an old woman dance in the kitchen"),
        ("Nobody came to the party", "A woman waits for somebody to come to the party"),
        ("Lena, 80, learns to skateboard", "Lena learns to skateboard"),
        ("A lost dog in a broken car", "A lost dog in a broken car"),
        ("A woman in a haunted house", "A woman in a haunted house"),
        ("How do rainbows form?", "How do rainbows form?"),
        ("", ""),
    ],
)
def test_an_idea_is_read_in_the_present(told: str, read: str) -> None:
    assert plainly(told) == read


@pytest.mark.parametrize(("one", "several"), [("wolf", "wolves"), ("man", "men"), ("witch", "witches"), ("baby", "babies")])
def test_nouns_have_their_plurals(one: str, several: str) -> None:
    assert (plural(one), singular(several)) == (several, one)
