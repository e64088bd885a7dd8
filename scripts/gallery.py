"""Contact sheets for looking, in films/gallery/: places, times, cast, poses, props, framings, styles, films (`make gallery`)."""

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

from PIL import Image, ImageDraw

from analysis.domain.board import Wish, storyboard_of
from animatic import compose_frame, compose_sheet, draw
from animatic.places import INDOORS, OUTDOORS
from contracts.catalogue import styles
from contracts.storyboard import (
    PLACE_KINDS,
    RATIO_SIZES,
    Angle,
    CastMember,
    Garment,
    Look,
    Place,
    Scene,
    Shot,
    ShotSize,
    Storyboard,
    TimeOfDay,
    Weather,
)
from contracts.vocabulary import EXPRESSIONS, POSES, PROPS
from script.domain.writing import screenplay_of

Cell = tuple[str, Storyboard]


def worn(*items: str) -> tuple[Garment, ...]:
    """Garments from words such as "yellow raincoat"."""
    return tuple(Garment(item=item) for item in items)


CAST = (
    CastMember(
        id="mara", name="Mara", look=Look(sex="female", hair_colour="red", clothes=worn("yellow raincoat", "teal scarf", "boots"))
    ),
    CastMember(id="tom", name="Tom", look=Look(sex="male", age="old", beard=True, clothes=worn("navy jacket", "black cap"))),
    CastMember(
        id="lily", name="Lily", kind="child", look=Look(sex="female", age="child", hair_style="braids", clothes=worn("red dress"))
    ),
    CastMember(id="ines", name="Ines", look=Look(sex="female", glasses=True, hair_style="bun", clothes=worn("lab coat"))),
    CastMember(id="omar", name="Omar", look=Look(sex="male", build="heavy", skin="brown", clothes=worn("suit"))),
    CastMember(id="joan", name="Joan", look=Look(sex="female", skin="dark", hair_style="afro", clothes=worn("green gown"))),
    CastMember(id="alex", name="Alex", look=Look(clothes=worn("spacesuit"))),
    CastMember(id="king", name="King", look=Look(sex="male", age="old", beard=True, clothes=worn("crimson robe", "crown"))),
    CastMember(id="dog", name="Rex", kind="animal", look=Look(species="dog")),
    CastMember(id="cat", name="Minka", kind="animal", look=Look(species="cat")),
    CastMember(id="horse", name="Storm", kind="animal", look=Look(species="horse")),
    CastMember(id="robo", name="Robo", kind="robot"),
)


def one(place: str = "park", style: str = "storybook", ratio: str = "16:9", **changed: Any) -> Storyboard:
    """A storyboard of one shot."""
    scene = {name: changed.pop(name) for name in ("time", "weather", "mood") if name in changed}
    usual = {"id": "shot", "size": "wide", "frames": 1, "action": "Mara holds a lantern. Tom points.", "cast": ("mara", "tom")}
    shot = Shot.model_validate(usual | changed)
    inside = place in INDOORS and place not in OUTDOORS
    return Storyboard.model_validate(
        {
            "title": "Gallery",
            "style": style,
            "ratio": ratio,
            "cast": CAST,
            "places": (Place(id="p", name="Place", kind=place, interior=inside),),
            "scenes": (
                Scene.model_validate({"id": "s", "title": "s", "start": 0, "end": 0, "place": "p", "shots": (shot,)} | scene),
            ),
        }
    )


def sheets() -> Iterator[tuple[str, int, list[Cell]]]:
    """Every contact sheet: its name, its columns, its cells."""
    yield "places", 6, [(kind, one(kind)) for kind in PLACE_KINDS]
    times, weathers = get_args(TimeOfDay), get_args(Weather)
    for kind in ("street", "forest", "coast", "room"):
        yield f"times-{kind}", 5, [(f"{t} {w}", one(kind, time=t, weather=w)) for t, w in product(times, weathers)]
    yield "poses", 8, [(p, one("farm", size="full", cast=("mara",), action="", poses={"mara": p})) for p in POSES]
    faces = [("mara", "tom", "lily", "ines", "omar", "joan")[i % 6] for i in range(len(EXPRESSIONS))]
    cells = [
        (e, one("cafe", size="close_up", cast=(f,), action="", expressions={f: e}))
        for e, f in zip(EXPRESSIONS, faces, strict=True)
    ]
    yield "faces", 6, cells
    yield "props", 12, [(prop, one("room", size="insert", cast=(), props=(prop,))) for prop in PROPS]
    framings = product(get_args(ShotSize), get_args(Angle))
    yield "framings", 6, [(f"{size} {angle}", one("market", size=size, angle=angle)) for size, angle in framings]
    looks = product(
        styles(),
        (("village", "day", "full"), ("city", "night", "wide"), ("cafe", "dusk", "medium"), ("coast", "dusk", "close_up")),
    )
    yield "styles", 4, [(f"{s.id} {k}", one(k, style=s.id, time=t, size=z)) for s, (k, t, z) in looks]
    yield "named", 4, [(name, named(name)) for name in NAMED]
    for name, ratio in (("portrait", "9:16"), ("square", "1:1")):
        shots = product(("street", "castle", "kitchen", "forest"), ("wide", "full", "medium", "close_up"))
        yield name, 8, [(f"{k} {z}", one(k, ratio=ratio, size=z, time="dusk", cast=("mara", "tom", "lily"))) for k, z in shots]


NAMED = ("Lamp Room", "Greenhouse", "Elevator", "Control Room", "Office Lobby", "Bathroom", "Attic", "Train Station")


def named(name: str) -> Storyboard:
    """A place that its name tells apart."""
    inside = name != "Train Station"
    board = one("room" if inside else "train")
    return board.model_copy(update={"places": (board.places[0].model_copy(update={"name": name, "interior": inside}),)})


def films() -> Iterator[tuple[str, Storyboard]]:
    """The storyboard of every example."""
    for path in sorted(Path("examples").iterdir()):
        if path.suffix not in (".fountain", ".fdx", ".txt"):
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".txt":
            text = screenplay_of(text, 30, 7).text
        style = {"night_train": "noir", "the_long_way_down": "documentary"}.get(path.stem, "storybook")
        yield path.stem, storyboard_of(text, Wish(None, "16:9", style, 7, "en"))


def contact(cells: list[tuple[str, Image.Image]], columns: int, path: Path) -> None:
    """Write pictures with their names into one JPEG."""
    width = 2000 // columns
    height = round(width * cells[0][1].height / cells[0][1].width)
    page = Image.new("RGB", (columns * (width + 4), -(-len(cells) // columns) * (height + 4)), "white")
    pen = ImageDraw.Draw(page)
    for number, (name, picture) in enumerate(cells):
        x, y = number % columns * (width + 4), number // columns * (height + 4)
        page.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (x, y))
        pen.text((x + 5, y + 3), name, fill="white", stroke_width=1, stroke_fill="black")
    page.save(path, quality=88)
    print(path)


def main() -> None:
    """Draw all sheets, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these sheets, by the beginning of their names")
    parser.add_argument("--into", type=Path, default=Path("films/gallery"))
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    wanted = tuple(options.names) or ("",)
    if any("cast".startswith(name) for name in wanted):
        story = one()
        cells = [(m.name, Image.fromarray(draw(compose_sheet(story, m.id, RATIO_SIZES["16:9"], 1)))) for m in CAST]
        contact(cells, 4, options.into / "cast.jpg")
    for name, columns, stories in sheets():
        if name.startswith(wanted):
            drawn = [(label, Image.fromarray(draw(compose_frame(s, "shot", RATIO_SIZES[s.ratio], 1)))) for label, s in stories]
            contact(drawn, columns, options.into / f"{name}.jpg")
    for name, film in films():
        if f"film-{name}".startswith(wanted):
            size = RATIO_SIZES[film.ratio]
            shots = [(s.id, Image.fromarray(draw(compose_frame(film, s.id, size, 1)))) for s in film.shots()]
            contact(shots, 4, options.into / f"film-{name}.jpg")


if __name__ == "__main__":
    main()
