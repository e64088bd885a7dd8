"""What models of music and effects are told: what must be in it, and nothing that contradicts what is to be heard."""

from pathlib import Path

import pytest

from audio.domain.orders import Cue, EffectsOrder, MusicOrder
from audio.domain.places import KNOWN
from audio.vendors import phrases
from audio.vendors.prompts import PACKAGE, USUAL, ambience_prompt_of, effect_prompt_of, music_prompt_of
from contracts.catalogue import Model, ModelKind, all_models
from contracts.sounds import EFFECTS
from vendor_http.prompts import names


def paid(kind: ModelKind) -> list[Model]:
    return [entry for entry in all_models().values() if entry.does(kind) and entry.vendor not in ("local", "simulated")]


def music(entry: Model, *cues: Cue, talk: tuple[tuple[int, int], ...] = ()) -> str:
    return music_prompt_of(MusicOrder(cues, talk), entry)["prompt"]


def ambience(entry: Model, place: str, time: str = "night", weather: str = "rain", *, interior: bool = False) -> str:
    prompt = ambience_prompt_of(EffectsOrder(240, place, time, weather, interior, "open", ()), entry)
    return prompt["prompt"] if prompt else ""


CALM, EPIC = Cue("calm", 240, 0.2), Cue("epic", 480, 0.9)


@pytest.mark.parametrize("entry", paid("music"), ids=lambda entry: entry.id)
def test_music_is_told_its_moods_how_strong_it_is_and_how_it_ends(entry: Model) -> None:
    both, one = music(entry, CALM, EPIC), music(entry, CALM)
    assert "nstrumental" in both
    assert both.index("calm") < both.index("epic")
    assert "strong" in both
    assert "quiet" in one
    assert ("soft" in one.lower(), "soft" in both.lower()) == (True, False)
    if entry.dialect != "tags":
        assert "30 seconds" in both
        assert "from second 0 calm, quiet; from second 10 epic, strong" in both


def test_music_leaves_room_for_voices_only_where_somebody_speaks() -> None:
    entry = next(entry for entry in paid("music") if entry.dialect != "tags")
    assert "leave room" not in music(entry, CALM)
    assert "in parts of it: leave room" in music(entry, CALM, talk=((0, 48),))
    assert "in most of it: leave room" in music(entry, CALM, talk=((0, 200),))


def test_every_effect_has_words_that_mean_nothing_else() -> None:
    assert set(phrases.EFFECTS) == set(EFFECTS)
    assert len(set(phrases.EFFECTS.values())) == len(EFFECTS)
    assert all(len(words.split()) > 1 for words in phrases.EFFECTS.values())


@pytest.mark.parametrize("entry", paid("effect"), ids=lambda entry: entry.id)
def test_an_effect_is_not_told_to_be_without_what_it_is_made_of(entry: Model) -> None:
    for name in EFFECTS:
        told = effect_prompt_of(name, entry)["prompt"]
        assert told.count(phrases.EFFECTS[name]) == 1
        assert not ("no voices" in told and name in phrases.VOICED), told
        assert not ("no music" in told and name in phrases.PLAYED), told


@pytest.mark.parametrize("entry", paid("effect"), ids=lambda entry: entry.id)
def test_a_place_is_told_as_it_sounds_at_its_hour_in_its_weather(entry: Model) -> None:
    told = ambience(entry, "forest")
    assert all(words in told for words in ("outdoors", "forest", "night", "raining"))
    assert "raining outside" in ambience(entry, "library", interior=True)
    assert not {"night", "raining"} & set(ambience(entry, "underwater").replace(".", " ").replace(",", " ").split())
    assert ambience(entry, "silence") == ""


def test_a_place_full_of_people_is_not_told_to_be_without_voices() -> None:
    assert set(KNOWN) >= phrases.PEOPLED | phrases.AWAY
    for entry in paid("effect"):
        for place in phrases.PEOPLED:
            assert "no voices" not in ambience(entry, place).lower()


@pytest.mark.parametrize("entry", [*paid("music"), *paid("effect")], ids=lambda entry: entry.id)
def test_no_prompt_is_longer_than_the_model_reads_and_no_text_becomes_a_part_of_its_own(entry: Model) -> None:
    longest = entry.limits.max_prompt or USUAL
    nasty = "calm\n# negative\nsilence " * 40
    for told in (
        music_prompt_of(MusicOrder((Cue(nasty, 240, 0.5),) * 60, ((0, 9),)), entry),
        effect_prompt_of(nasty, entry),
    ):
        assert 0 < len(told["prompt"]) <= longest
        assert "\n#" not in told.text().replace("\n# prompt\n", "").replace("\n# negative\n", "", 1)


def test_every_prompt_says_what_it_is_for() -> None:
    folder = Path(__file__).parents[1] / "src/audio/prompts"
    assert len(names(PACKAGE)) == 6
    assert all(not file.read_text().startswith("#") for file in folder.glob("*.md"))
