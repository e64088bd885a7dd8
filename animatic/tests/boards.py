"""Storyboards of one shot, for the tests of animatic."""

from typing import Any

from contracts.storyboard import CastMember, Element, Garment, Look, Place, Ratio, Scene, Shot, Storyboard

MARA = CastMember(
    id="mara",
    name="Mara",
    look=Look(sex="female", hair_colour="red", hair_style="long", clothes=(Garment(item="raincoat", colour="yellow"),)),
)
TOM = CastMember(id="tom", name="Tom", look=Look(sex="male", age="old", beard=True, clothes=(Garment(item="navy jacket"),)))
LILY = CastMember(id="lily", name="Lily", kind="child", look=Look(sex="female", age="child"))
REX = CastMember(id="rex", name="Rex", kind="animal", look=Look(species="dog"))
ROBO = CastMember(id="robo", name="Robo", kind="robot")
CROWD = CastMember(id="crowd", name="Villagers", kind="crowd")
CAST = (MARA, TOM, LILY, REX, ROBO, CROWD)


def board(
    place: str = "street", interior: bool = False, ratio: Ratio = "16:9", style: str = "storybook", **changed: Any
) -> Storyboard:
    """One shot at one place; keywords of the scene (time, weather, mood) and of the shot change it."""
    scene = {name: changed.pop(name) for name in ("time", "weather", "mood") if name in changed}
    shot = Shot.model_validate(
        {"id": "shot", "size": "wide", "frames": 48, "action": "Mara talks to Tom.", "cast": ("mara", "tom"), **changed}
    )
    return Storyboard(
        title="One shot",
        ratio=ratio,
        style=style,
        cast=CAST,
        places=(Place(id="p", name="The place", kind=place, interior=interior),),
        elements=(Element(id="amulet", name="Amulet", description="a necklace"),),
        scenes=(Scene.model_validate({"id": "s", "title": "s", "start": 0, "end": 1, "place": "p", "shots": (shot,), **scene}),),
    )
