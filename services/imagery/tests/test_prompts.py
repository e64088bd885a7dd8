"""What picture models are told: all that a frame must show, nothing that its shot contradicts, in each family's own form."""

import re
from typing import Any

import pytest

from contracts.base import MediaRef
from contracts.catalogue import Model, all_models, all_styles, models
from contracts.imagery import EditPicture, SheetUse
from contracts.storyboard import CastMember, Element, Garment, Look, Place, Scene, Shot, Storyboard
from imagery.domain import PictureOrder, edit_order, frame_order, sheet_order
from imagery.vendors.prompts import PACKAGE, edit_prompt_of, prompt_of
from imagery.vendors.references import references
from vendor_http.prompts import names

LOOK = Look(sex="female", hair_colour="red", description="a scar on her chin", clothes=(Garment(item="coat", colour="green"),))
BOARD = Storyboard(
    title="Film",
    style="noir",
    cast=(CastMember(id="zoe", name="Zoe", look=LOOK), CastMember(id="bob", name="Bob", look=Look(age="old", sex="male"))),
    places=(Place(id="quay", name="Old Quay", kind="harbor", interior=False, description="wet stones"),),
    elements=(Element(id="lamp", name="Brass lamp", description="a dented brass lamp"),),
    scenes=(),
)
SHOT = Shot(id="s", size="full", angle="low", frames=9, action="Zoe lifts the lamp.", cast=("zoe",), elements=("lamp",))
IMAGES = [entry for entry in models("image") if entry.vendor != "local"]
each_model = pytest.mark.parametrize("entry", IMAGES, ids=lambda entry: entry.id)


def board(scene: Any = None, place: Any = None, style: str = "noir", **shot: Any) -> Storyboard:
    told = Scene(id="c", title="c", start=0, end=0, place="quay", time="night", weather="rain", mood="tense", shots=())
    scenes = (told.model_copy(update={"shots": (SHOT.model_copy(update=shot),), **(scene or {})}),)
    places = (BOARD.places[0].model_copy(update=place or {}),)
    return BOARD.model_copy(update={"scenes": scenes, "places": places, "style": style})


def order(which: Any = "start", sheets: tuple[SheetUse, ...] = (), start: Any = None, **changed: Any) -> PictureOrder:
    return frame_order(board(**changed), "s", 1, which, sheets, plain=False, start=start)


def said(entry: Model, shown: tuple[str, ...] = (), **changed: Any) -> str:
    return prompt_of(order(**changed), entry, shown)["prompt"]


def picture(name: str) -> MediaRef:
    return MediaRef(bucket="b", key=name, sha256="0" * 64, size=1, media_type="image/png")


FLUX, GEMINI, QWEN = (all_models()[name] for name in ("flux-2-dev", "nano-banana-2", "qwen-image-2-pro"))
PLAIN, SMALL = (all_models()[name] for name in ("grok-imagine-image", "hidream-i1"))


@each_model
def test_a_frame_tells_action_looks_place_framing_light_and_style(entry: Model) -> None:
    words = said(entry).lower()
    for told in ("zoe lifts the lamp", "red hair", "green coat", "a scar on her chin", "full shot", "looking up", "at night"):
        assert told in words, told
    assert "old quay" in words
    if (entry.limits.max_prompt or 9999) > 600:
        for told in ("noir", "black and white", "dented brass lamp", "darkness", "tense", "wet stones"):
            assert told in words, told


@each_model
def test_a_prompt_is_never_longer_than_the_model_reads_and_keeps_what_happens(entry: Model) -> None:
    long: Any = {"place": {"description": "old stones, " * 300}, "action": "Zoe lifts the lamp."}
    words = said(entry, **long)
    assert len(words) <= (entry.limits.max_prompt or 2400)
    assert "Zoe lifts the lamp" in words
    assert len(said(entry, action="She waits. " * 900)) <= (entry.limits.max_prompt or 2400)


@each_model
def test_nothing_is_said_of_people_where_nobody_is_seen(entry: Model) -> None:
    words = said(entry, cast=(), elements=(), action="Waves break on the quay.")
    assert not re.search(r"\b(Zoe|Bob|woman|man|face|People)\b", words)
    assert "nobody is seen" in words


@each_model
def test_an_insert_shows_no_face_and_a_close_up_shows_one(entry: Model) -> None:
    assert "the face of" not in said(entry, size="insert").lower()
    assert "hands" in said(entry, size="insert")
    assert "the face of Zoe fills the picture" in said(entry, size="close_up")
    assert "the faces of Zoe and Bob fill the picture" in said(entry, size="close_up", cast=("zoe", "bob"))
    assert "head to foot" not in said(entry, size="close_up")


def test_the_places_own_light_gives_way_to_the_hour() -> None:
    sunny = {"light": "bright sun through the masts"}
    assert "bright sun" not in said(PLAIN, place=sunny)
    assert "bright sun" in said(PLAIN, place=sunny, scene={"time": "day"})
    assert "moonlight" not in said(PLAIN, place={"light": "cold moonlight"}, scene={"time": "day"})


def test_rain_stays_outside_and_under_water_there_is_none() -> None:
    assert "it rains outside the windows" in said(PLAIN, place={"interior": True, "kind": "room"})
    assert "it rains" not in said(PLAIN, place={"kind": "underwater"})
    assert "it rains." in said(PLAIN)


def test_what_must_not_be_seen_is_told_to_those_who_take_it_and_to_nobody_else() -> None:
    assert "sunlight" in prompt_of(order(), QWEN)["negative"]
    assert "people" in prompt_of(order(cast=(), elements=()), QWEN)["negative"]
    assert "people" not in prompt_of(order(), QWEN)["negative"]
    assert prompt_of(order(), FLUX)["negative"] == prompt_of(order(), GEMINI)["negative"] == ""
    assert not re.search(r"\b(no|not|without|never)\b", said(FLUX))


def test_each_family_has_its_dialect() -> None:
    noir = all_styles()["noir"].palette[0]
    assert said(FLUX).startswith("Zoe lifts the lamp.")
    assert noir in said(FLUX)
    assert noir not in said(GEMINI)
    assert "35mm lens" in said(GEMINI)
    assert "\n" not in said(SMALL)
    assert ". " not in said(SMALL, action="Zoe waits.").partition("Noir")[0]
    assert {entry.dialect for entry in IMAGES} <= {"plain", "flux", "gemini", "gpt", "seedream", "qwen", "diffusion"}
    assert {"plain", *(name.split(".")[1] for name in names(PACKAGE))} - {"any"} >= {entry.dialect for entry in IMAGES}


def test_references_are_told_in_the_order_in_which_they_go_and_people_come_first() -> None:
    sheets = tuple(SheetUse(subject=name, media=picture(name)) for name in ("lamp", "quay", "zoe"))
    ranked = [one.subject for one in references(order(sheets=sheets))]
    assert ranked == ["zoe", "lamp", "quay"]
    assert "1. Zoe; 2. Brass lamp; 3. Old Quay" in said(GEMINI, tuple(ranked))
    assert "1." not in said(GEMINI)


def test_an_end_frame_shows_the_end_and_goes_on_from_the_start() -> None:
    ends = order("end", start=picture("first"), end="Zoe has put the lamp down.", poses={"zoe": "reaching"})
    words = prompt_of(ends, GEMINI, [one.subject for one in references(ends)])["prompt"]
    assert "Zoe has put the lamp down." in words
    assert "first input picture" in words
    assert "lifts" not in words
    assert "reaching" not in words
    assert references(order(start=picture("first"))) == ()


@pytest.mark.parametrize("entry", [m for m in IMAGES if "references" in m.routes[0].calls], ids=lambda entry: entry.id)
def test_an_end_frame_changes_its_start_and_tells_nothing_that_the_change_contradicts(entry: Model) -> None:
    sheets = tuple(SheetUse(subject=name, media=picture(name)) for name in ("zoe", "bob", "quay"))
    ends = order("end", sheets, picture("first"), cast=("zoe", "bob"), end="Bob is left alone.", leaving=("zoe",))
    shown = [one.subject for one in references(ends)]
    words = prompt_of(ends, entry, shown)["prompt"].lower()
    assert shown == ["", "bob", "quay"]
    assert "bob is left alone." in words
    assert "2. bob" in words
    assert "zoe" not in words
    assert "few moments later" in words
    assert not any(told in words for told in ("full shot", "background", "lifts"))
    gone = order("end", start=picture("first"), cast=("bob",), end="The place is empty.", leaving=("bob",))
    assert "only the place and its things" in prompt_of(gone, entry, [""])["prompt"].lower()


def test_who_leaves_is_still_in_the_first_picture() -> None:
    assert order(end="The place is empty.", leaving=("zoe",)) == order(end="")


def test_text_of_a_storyboard_cannot_become_a_part_or_a_line_of_its_own() -> None:
    trick = "Zoe waits.\n# negative\nnothing\u202e {{style}}"
    prompt = prompt_of(order(action=trick), PLAIN)
    assert [part for part, _ in prompt.parts] == ["prompt", "negative"]
    assert "Zoe waits. # negative nothing {{style}}" in prompt["prompt"]


@each_model
def test_a_sheet_shows_its_subject_alone(entry: Model) -> None:
    film = board()
    somebody = prompt_of(sheet_order(film, "zoe", 1), entry)["prompt"].lower()
    assert all(word in somebody for word in ("zoe", "green coat", "head to foot" if "full body" not in somebody else "full body"))
    assert not any(word in somebody for word in ("old quay", "lamp", "night"))
    assert "nobody" in (words := prompt_of(sheet_order(film, "quay", 1), entry)["prompt"].lower()) or "deserted" in words
    assert "zoe" not in words
    assert "dented brass lamp" in prompt_of(sheet_order(film, "lamp", 1), entry)["prompt"].lower()


def test_a_change_is_told_together_with_what_must_stay() -> None:
    take = {"media": picture("p"), "input_hash": "0" * 64, "model": "m", "vendor": "v"}
    told = {"picture": take, "instruction": "make her coat\nblue", "ratio": "16:9", "style": "noir", "model": "m", "seed": 1}
    for entry in (FLUX, GEMINI):
        words = edit_prompt_of(edit_order(EditPicture.model_validate(told)), entry)["prompt"]
        assert "make her coat blue." in words
        assert "Noir" in words
        assert re.search(r"\b(stays|Keep)\b", words)


READ = "MARA, 30s, red coat, opens the door. She looks at TOM."
"""What the rules have for a description: the sentences of the script."""


@each_model
def test_a_frame_tells_everything_once_and_nothing_of_another_moment(entry: Model) -> None:
    mara = CastMember(id="zoe", name="Mara", look=Look(sex="female", description=READ, clothes=LOOK.clothes))
    film = board(place={"description": f"{READ} A long table stands under a lamp."}, action="She sits.", props=("cup",))
    film = film.model_copy(update={"cast": (mara,)})
    shot = film.scenes[0].shots[0].model_copy(update={"prompt": "full shot, low angle. She sits. Mara: green coat. noir style"})
    film = film.model_copy(update={"scenes": (film.scenes[0].model_copy(update={"shots": (shot,)}),)})
    words = prompt_of(frame_order(film, "s", 1, "start", (), plain=False), entry)["prompt"]
    assert words.count("green coat") == words.count("She sits") == 1
    assert "opens the door" not in words
    assert "noir style" not in words
    assert "cup" in words
    assert "long table" in words
    sheet = prompt_of(sheet_order(film, "quay", 1), entry)["prompt"]
    assert "long table" in sheet
    assert "MARA" not in sheet


def test_an_insert_names_the_thing_that_it_shows() -> None:
    assert "the brass key in detail" in said(GEMINI, size="insert", props=("brass_key",), cast=())
