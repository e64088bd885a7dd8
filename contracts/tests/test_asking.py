"""What a model lacks for a request, what it costs, and what is sent for it: all of it from data."""

import json
from datetime import date
from typing import Any

import pytest

from contracts import catalogue
from contracts.catalogue import Route, all_models, models
from contracts.catalogue.asking import Ask, lacks
from contracts.catalogue.calling import filled
from contracts.catalogue.reaching import KEYS, reached, unreached

TODAY = date(2026, 11, 21)
UNHEARD = Route(vendor="nobody", endpoint="x")


def ask(kind: Any, **wanted: Any) -> Ask:
    return Ask(kind=kind, on=TODAY, **wanted)


@pytest.mark.parametrize(
    ("model", "wanted", "words"),
    [
        ("kling-v3-pro", ask("image"), "does clip, not image"),
        ("veo-3-1", ask("clip", ratio="1:1"), "makes 16:9 or 9:16, not 1:1"),
        ("seedance-2", ask("clip", style="film"), "is only for animation styles, not for a film style"),
        ("kling-v3-pro", ask("clip", seconds=20), "makes at most 15 seconds, not 20"),
        ("ltx-2-3-pro", ask("clip", seconds=10.5), "makes at most 10 seconds, not 10.5"),
        ("kling-2-master", ask("clip", end_frame=True), "takes no end frame"),
        ("hidream-i1", ask("image", references=1), "takes no reference pictures, not 1"),
        ("grok-imagine-image", ask("image", references=4), "takes at most 3 reference pictures, not 4"),
        ("seedance-2-mini", ask("clip", resolution="1080p"), "makes 480p or 720p, not 1080p"),
        ("gpt-image-1", ask("image"), "was retired by its vendor on 2026-10-23"),
        ("runway-gen-4-turbo", ask("clip"), "is offered only by Runway itself, which is not connected"),
        ("eleven-v3", ask("speech", characters=5001), "takes at most 5,000 characters, not 5,001"),
        ("flux-2-dev", ask("image", settings={"steps": 3}), "has no setting 'steps'"),
        ("flux-2-dev", ask("image", settings={"guidance_scale": 21}), "takes 0 to 20 as guidance_scale, not 21"),
        ("flux-2-dev", ask("image", settings={"guidance_scale": True}), "takes a number as guidance_scale, not True"),
        ("gpt-image-2-5", ask("image", settings={"quality": "best"}), "takes low, medium or high as quality, not 'best'"),
    ],
)
def test_what_a_model_lacks_is_a_sentence_with_its_name(model: str, wanted: Ask, words: str) -> None:
    entry = catalogue.all_models()[model]
    told = lacks(entry, wanted)
    assert told is not None
    assert told.startswith(f"{entry.name} ({model}) {words}. Choose another")


@pytest.mark.parametrize(
    ("model", "wanted"),
    [
        ("kling-v3-pro", ask("clip", ratio="1:1", seconds=15, end_frame=True, style="film")),
        ("seedance-2", ask("clip", style="animation", references=9, resolution="4k")),
        ("claude-opus-5", ask("write", characters=800_000, ratio="1:1")),
        ("flux-2-dev", ask("image", references=4, settings={"guidance_scale": 3})),
        ("local-draw", ask("image", ratio="9:16", style="film", references=50)),
        ("claude-sonnet-4-5", Ask(kind="write", on=date(2026, 11, 29))),
    ],
)
def test_a_model_that_can_lacks_nothing(model: str, wanted: Ask) -> None:
    assert lacks(catalogue.all_models()[model], wanted) is None


def test_every_model_that_can_be_used_does_its_own_kind() -> None:
    for model in catalogue.models():
        usable = not model.unavailable and (model.retires is None or model.retires > TODAY)
        assert (lacks(model, ask(model.kind)) is None) == usable


@pytest.mark.parametrize(("count", "micros"), [(0, 0), (1, 1), (1000, 3), (1001, 4)])
def test_a_price_is_rounded_up(count: int, micros: int) -> None:
    free = catalogue.all_models()["local-voice"]
    model = free.model_copy(update={"prices": (catalogue.Price(unit="character", micros=3, per=1000),)})
    assert model.price({"character": count}) == micros


@pytest.mark.parametrize(
    ("model", "seconds", "paid"), [("kling-2-master", 3, 5), ("kling-2-master", 6, 10), ("kling-v3-pro", 2, 3)]
)
def test_seconds_are_paid_as_the_model_makes_them(model: str, seconds: int, paid: int) -> None:
    entry = catalogue.all_models()[model]
    assert entry.price({"second": seconds}) == paid * entry.prices[0].micros
    assert entry.price({"second": 0}) == 0


def test_arguments_hold_what_there_is_and_leave_out_what_there_is_not() -> None:
    call = catalogue.all_models()["kling-v3-pro"].routes[0].calls["start_end"]
    sent = filled(call, {"prompt": "She turns.", "start": "https://a", "end": "https://b", "seconds": 5, "ratio": "16:9"})
    assert sent == {
        "prompt": "She turns.",
        "start_image_url": "https://a",
        "end_image_url": "https://b",
        "duration": "5",
        "aspect_ratio": "16:9",
        "generate_audio": False,
    }
    assert filled(catalogue.Call(endpoint="x", arguments={"duration": "$seconds:s"}), {"seconds": 8}) == {"duration": "8s"}


def test_a_new_model_of_a_known_vendor_is_data_only() -> None:
    entry = {
        "id": "new-model",
        "kind": "clip",
        "vendor": "fal",
        "name": "New Model",
        "description": "Came out today.",
        "prices": [{"unit": "second", "micros": 50000}],
        "ratios": ["16:9"],
        "limits": {"seconds": [4, 8], "max_seconds": 8},
        "routes": [
            {
                "vendor": "fal",
                "endpoint": "maker/new-model/image-to-video",
                "costs": [{"unit": "second", "micros": 50000}],
                "calls": {
                    "image": {
                        "endpoint": "maker/new-model/image-to-video",
                        "arguments": {"still": "$start"},
                        "output": "video.url",
                    }
                },
            }
        ],
    }
    model = catalogue.read_models(json.dumps({"version": 1, "models": [entry]}).encode())["new-model"]
    assert lacks(model, ask("clip", seconds=9)) == "New Model (new-model) makes at most 8 seconds, not 9. Choose another model."
    assert model.price({"second": 5}) == 400_000
    assert filled(model.routes[0].calls["image"], {"start": "https://a"}) == {"still": "https://a"}


def test_two_models_of_one_name_are_an_error() -> None:
    entry: dict[str, Any] = {"id": "a", "kind": "image", "vendor": "local", "name": "A", "description": "A.", "prices": []}
    file = json.dumps({"version": 1, "models": [{**entry, "routes": [{"vendor": "local", "endpoint": "a"}]}]}).encode()
    with pytest.raises(ValueError, match="two models 'a'"):
        catalogue.read_models(file, file)


def test_a_model_whose_vendor_is_not_reached_says_which_key_is_missing() -> None:
    here = reached({"ELEVENLABS_API_KEY": "a key"})
    assert here == {"local", "simulated", "elevenlabs"}
    picture, music = all_models()["gpt-image-2-5"], all_models()["elevenlabs-music"]
    told = lacks(picture, Ask("image", TODAY, vendors=here))
    assert told is not None
    assert "GPT Image 2.5 Flare (gpt-image-2-5) needs a key" in told
    assert "set FAL_KEY (fal) or OPENAI_API_KEY (openai)" in told
    assert lacks(music, Ask("music", TODAY, vendors=here)) is None
    assert lacks(picture, Ask("image", TODAY, vendors=reached({"OPENAI_API_KEY_FILE": "/run/key"}))) is None
    assert lacks(all_models()["local-draw"], Ask("image", TODAY, vendors=reached({}))) is None


def test_who_must_not_have_the_keys_is_told_the_vendors() -> None:
    assert reached({"SAGAREEL_VENDORS": " fal, OpenAI ,", "ELEVENLABS_API_KEY": "a key"}) == {
        "local",
        "simulated",
        "fal",
        "openai",
    }
    assert reached({"SAGAREEL_VENDORS": "", "FAL_KEY": "a key"}) == {"local", "simulated"}


def test_a_route_that_nobody_has_an_adapter_for_is_told_as_such() -> None:
    model = all_models()["grok-4-7"].model_copy(update={"unavailable": "", "routes": (UNHEARD,)})
    told = lacks(model, Ask("analyze", TODAY, vendors=reached(dict.fromkeys(KEYS.values(), "a key"))))
    assert told is not None
    assert "is reached through nobody, which is not connected" in told


def test_every_public_model_can_be_reached_with_all_keys_or_says_why_not() -> None:
    everything = reached(dict.fromkeys(KEYS.values(), "a key"))
    for model in models():
        for kind in (model.kind, *model.also):
            assert model.unavailable or unreached(model, kind, everything) is None or kind in ("write", "analyze"), model.id


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (600, 10)])
def test_a_minute_that_has_begun_is_paid(seconds: int, minutes: int) -> None:
    assert all_models()["elevenlabs-music"].price({"second": seconds}) == minutes * 150_000
