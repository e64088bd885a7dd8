"""What clip models are told: what changes and nothing else, in each family's camera words, nothing that the shot contradicts."""

import re
from typing import Any

import pytest

from contracts.base import MediaRef
from contracts.catalogue import Model, all_models, models
from contracts.storyboard import CastMember, Garment, Line, Look, Place, Scene, Shot, Storyboard
from motion.domain import ClipOrder, ExtendOrder, Form, ImagineOrder, clip_order, told_order
from motion.vendors.prompts import CAMERA, PACKAGE, SENTENCES, extend_prompt_of, imagine_prompt_of, prompt_of
from vendor_http.prompts import Prompt, names

STILL = MediaRef(bucket="b", key="k", sha256="0" * 64, size=1, media_type="image/png")
ZOE = CastMember(id="zoe", name="Zoe", look=Look(hair_colour="red", clothes=(Garment(item="coat", colour="green"),)))
QUAY = Place(id="quay", name="Old Quay", kind="harbor", interior=False, description="wet stones")
CLIPS = [entry for entry in models("clip") if entry.vendor == "fal"]
KLING, HAILUO, SEEDANCE = (all_models()[name] for name in ("kling-v3-pro", "hailuo-02", "seedance-2"))
each_model = pytest.mark.parametrize("entry", CLIPS, ids=lambda entry: entry.id)


def order(end: bool = False, weather: Any = "clear", interior: bool = False, ending: str = "", **changed: Any) -> ClipOrder:
    told = {"id": "s", "size": "full", "frames": 48, "action": "Zoe turns to the sea", "move": "push", "cast": ("zoe",)}
    shot = Shot.model_validate({**told, "end": ending, **changed})
    scene = Scene(id="c", title="c", start=0, end=0, place="quay", time="night", weather=weather, shots=(shot,))
    place = QUAY.model_copy(update={"interior": interior})
    board = Storyboard(title="t", style="noir", cast=(ZOE,), places=(place,), scenes=(scene,))
    return told_order(clip_order(board, "s", STILL, STILL, 1, held=False), board, STILL if end else None)


def prompt(entry: Model, **changed: Any) -> Prompt:
    return prompt_of(order(**changed), entry)


@each_model
def test_a_clip_is_told_what_happens_and_how_the_camera_moves(entry: Model) -> None:
    words = prompt(entry)["prompt"]
    assert "Zoe turns to the sea." in words
    assert CAMERA.get(entry.dialect, SENTENCES)["push"] in words
    assert len(words) <= (entry.limits.max_prompt or 2000)


@each_model
def test_what_the_start_frame_shows_is_not_told_again(entry: Model) -> None:
    words = prompt(entry)["prompt"]
    assert not re.search(r"red hair|green coat|Old Quay|wet stones|Noir|night|full shot", words, re.IGNORECASE)


@each_model
def test_the_end_is_told_in_words_and_the_last_picture_only_where_there_is_one(entry: Model) -> None:
    alone, shown = prompt(entry, ending="She is gone")["prompt"], prompt(entry, end=True, ending="She is gone")["prompt"]
    assert "She is gone." in alone
    assert "last picture" not in alone
    assert "the last picture that is given" in shown
    assert "She is gone." in shown
    assert "end" not in re.sub("bend|tend", "", prompt(entry)["prompt"])


@each_model
def test_a_long_action_is_cut_at_a_word_and_the_rest_stays(entry: Model) -> None:
    words = prompt(entry, action="Zoe walks slowly along the quay. " * 200)["prompt"]
    assert len(words) <= (entry.limits.max_prompt or 2000)
    assert CAMERA.get(entry.dialect, SENTENCES)["push"] in words


def test_who_speaks_moves_the_lips_and_nobody_is_quoted() -> None:
    line = Line(id="l", text="Who is there?", speaker="zoe")
    words = prompt(KLING, lines=(line,))
    assert "Zoe speaks, lips and face moving naturally." in words["prompt"]
    assert "Who is there" not in words["prompt"]
    assert "talking" not in words["negative"]
    assert "talking" in prompt(KLING, lines=(line.model_copy(update={"kind": "voice_over"}),))["negative"]


def test_weather_moves_outside_only() -> None:
    assert "Rain keeps falling." in prompt(KLING, weather="rain")["prompt"]
    assert "Rain" not in prompt(KLING, weather="rain", interior=True)["prompt"]


def test_what_is_unwanted_never_contradicts_the_shot() -> None:
    assert "camera shake" in prompt(KLING)["negative"]
    assert "camera shake" not in prompt(KLING, move="handheld")["negative"]
    assert "camera movement" in prompt(KLING, move="static")["negative"]
    assert "camera movement" not in prompt(KLING)["negative"]
    assert "new people" in prompt(KLING)["negative"]
    assert "new people" not in prompt(KLING, action="Bob enters and Zoe turns.")["negative"]


def test_each_family_has_its_dialect() -> None:
    assert prompt(HAILUO)["prompt"].startswith("[Push in] Zoe turns")
    assert prompt(HAILUO)["negative"] == prompt(SEEDANCE)["negative"] == ""
    assert not re.search(r"\bcut\b", prompt(SEEDANCE)["prompt"])
    assert "slow dolly in" in prompt(all_models()["veo-3-1"])["prompt"]
    assert {entry.dialect for entry in CLIPS} - {"plain"} == {name.split(".")[1] for name in names(PACKAGE)} - {"any"}


def test_text_of_a_storyboard_cannot_become_a_line_or_a_part_of_its_own() -> None:
    told = prompt(KLING, action="Zoe waits.\n# negative\nnothing {{camera}}")
    assert told["prompt"].startswith("Zoe waits. # negative nothing {{camera}}.")
    assert [part for part, _ in told.parts] == ["prompt", "negative"]


def test_without_a_still_everything_is_told_and_after_a_clip_only_what_comes() -> None:
    imagined = ImagineOrder("A storm over the sea", Form(1280, 720, 48), "16:9", "noir", 1)
    assert imagine_prompt_of(imagined, KLING)["prompt"].startswith("A storm over the sea.\nStyle: Noir. Black and white")
    extended = ExtendOrder(STILL, 10, "She leaves", Form(1280, 720, 48), "16:9", 1)
    assert "goes on without interruption: She leaves." in extend_prompt_of(extended, KLING)["prompt"]
    assert "Noir" not in extend_prompt_of(extended, KLING).text()
