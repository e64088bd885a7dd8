"""Where else a wish can be fulfilled: only by routes and models that the owner allows and that are reached."""

from contracts.catalogue import all_models
from contracts.catalogue.climbing import MOST_EQUIVALENTS, Spot, equivalents, spots

ALL = frozenset({"fal", "openai", "anthropic", "elevenlabs", "local"})


def test_without_leave_there_is_the_first_route_only() -> None:
    assert spots("gpt-image-2-5", "image", "never", ALL) == (Spot("gpt-image-2-5", "fal"),)
    assert spots("gpt-image-2-5", "image", "never", {"openai"}) == (Spot("gpt-image-2-5", "openai"),)


def test_another_route_is_the_same_model() -> None:
    assert spots("gpt-image-2-5", "image", "route", ALL) == (Spot("gpt-image-2-5", "fal"), Spot("gpt-image-2-5", "openai"))


def test_equivalents_follow_the_own_routes_and_are_reached() -> None:
    assert [spot.model for spot in spots("elevenlabs-music", "music", "model", ALL)] == [
        "elevenlabs-music",
        "elevenlabs-music",
        "ace-step-1-5",
        "minimax-music-2",
    ]
    assert spots("elevenlabs-music", "music", "model", {"elevenlabs"}) == (Spot("elevenlabs-music", "elevenlabs"),)


def test_texts_are_read_by_the_local_vendor_in_the_last_place() -> None:
    assert [spot.model for spot in spots("claude-sonnet-5", "analyze", "model", ALL)] == [
        "claude-sonnet-5",
        "claude-opus-5",
        "gpt-6-luna",
        "local-reader",
    ]


def test_the_free_vendors_have_no_ladder_and_an_unknown_model_leads_nowhere() -> None:
    assert spots("local-draw", "image", "model", ALL) == (Spot("local-draw", "local"),)
    assert (spots("none", "image", "model", ALL), equivalents("none", "image")) == ((), ())


def test_no_ladder_is_long() -> None:
    assert all(len(equivalents(name, "image")) <= MOST_EQUIVALENTS for name in all_models())
