"""Places that their names tell apart from others of their kind: a lamp room is no living room, a station no carriage."""

import re
from collections.abc import Callable

from animatic.places.halls import train
from animatic.places.public import bakery, courtroom, stable, stadium, ward_corridor
from animatic.places.site import Site
from animatic.reading import in_car


def lamp_room(s: Site) -> None:
    """The top of a lighthouse: glass all around, the great lamp in the middle."""
    s.room("metal", "plates", ("#5d6668", "#4d4a4c"), half=3.3, back=3.6, high=3.3, ceiling="#4a3a38", sides="windows", step=1.3)
    s.put("glazing", 0, 3.55, y=0.55, half=3.2, high=2.5, view="sea", weather=s.weather, pane=0.8, colour="#343c40")
    s.put("beacon", 1.55, 1.7, lit=1 if s.shining() else 0)
    s.put("barrel", -2.5, 2.8, size=0.8)
    s.put("rope", -1.9, 2.5, size=1.2)
    s.put("ladder", -2.95, 3.2, size=0.8)


def greenhouse(s: Site) -> None:
    """A house of glass full of pots."""
    s.room("metal", "cobbles", ("#7f9488", "#6f6656"), half=3.5, back=5.6, high=3.4, ceiling="#9fb4b8", beams="steel",
        beam_colour="#52625a", sides="windows", step=1.2)  # fmt: skip
    s.put("glazing", 0, 5.55, y=0.5, half=3.4, high=2.7, view="garden", weather=s.weather, pane=0.75, colour="#52625a")
    for x, z in ((-2.6, 3.4), (2.6, 3.6), (-2.9, 1.7)):
        s.put("table", x, z, size=0.8, colour="#7a6a52")
        for step in (-0.4, 0.0, 0.4):
            s.put("plant", x + step, z - 0.01, y=0.62, size=s.chance.between(0.35, 0.6))
    s.scatter("fern", 6, 1.6, 5, 3.0, clear=2.0)
    s.put("plant", 2.9, 1.9, size=1.2)
    s.put("bucket", 1.9, 2.2)
    s.put("leaves", -1.9, 0.4, y=2.9, size=0.5)
    s.put("leaves", 2.2, 1.2, y=3.0, size=0.5)


def platform(s: Site) -> None:
    """The platform of a railway station with a train beside it."""
    s.sky(0.5)
    s.put("skyline", z=120, high=20, towers=0, colour="#7f8088")
    s.put("ground", colour="#8f8a84", texture="paving")
    s.put("train", 2.6, 6.2, size=1.15)
    for x in (-4.6, 0.2, 5.0):
        s.put("lamppost", x, 4.6)
    s.put("bench", -2.6, 3.4)
    s.put("clock", -0.6, 4.5, y=2.5, size=1.3)
    s.put("suitcase", -3.8, 3.2)
    s.put("sign", 3.4, 3.6, size=1.1)


def elevator(s: Site) -> None:
    """The cabin of an elevator, from inside."""
    s.room("paneled", "tiles", ("#b89a6c", "#7f7468"), half=1.75, back=2.1, high=2.7, beams="lights", ceiling="#e6dcc8")
    s.put("elevator_doors", 0, 2.08)
    s.put("buttons", 1.15, 2.07, y=0.95)
    s.put("mirror", -1.35, 1.9, size=0.9)


def control_room(s: Site) -> None:
    """A room from which a building is watched."""
    s.room("metal", "plates", ("#6a747e", "#50565e"), half=3.4, back=3.2, high=2.8, ceiling="#4c545c", beams="lights")
    s.put("screens", 0.2, 3.17, y=0.95)
    s.put("console", -1.9, 2.3)
    s.put("console", 1.6, 2.3)
    s.put("captains_chair", 2.6, 1.7)
    s.put("plant", -3.0, 2.8, size=0.8)
    s.put("cup", -1.6, 2.28, y=0.95)


def lobby(s: Site) -> None:
    """The entrance hall of a large building, with its elevator."""
    s.room("stone", "tiles", ("#cfc4b0", "#b3a792"), half=4.2, back=5.2, high=3.8, beams="lights", sides="columns", step=2.4)
    s.put("elevator_doors", 0.4, 5.15, size=1.15, colour="#cfa23f")
    s.put("counter", -2.6, 4.2, size=0.8, colour="#6b4a34")
    s.put("plant", 2.0, 4.7, size=1.4)
    s.put("plant", -1.1, 4.8, size=1.2)
    s.put("sofa", 3.1, 3.2, colour="#6f4a40")
    s.put("clock", -2.6, 5.1, y=2.5, size=1.2)


def bathroom(s: Site) -> None:
    """A bathroom."""
    s.room("tiles", "tiles", ("#cfe0e0", "#9fb4b8"), half=2.6, back=2.8, high=2.7)
    s.window(-1.3, 2.8, y=1.4, size=0.7)
    s.put("mirror", 0.9, 2.6)
    s.put("curtain", 2.3, 2.3, size=0.46, colour="#7fa8b8", mirrored=1)
    s.put("bucket", -1.9, 2.2)
    s.put("rug", 0, 1.2, size=0.6, colour="#6f8fa0")


def car(s: Site) -> None:
    """Inside a car, seen from its bonnet."""
    s.put("cabin", z=1.0, view="passing", colour=s.chance.pick(("#3b4048", "#4a3f3a", "#37443f")))
    for x in (-0.4, 0.4):
        s.put("car_seat", x, 0.2)
    s.put("dashboard", 0, -0.4)


def cellar(s: Site) -> None:
    """A cellar or an attic full of old things."""
    s.room("brick", "plates", ("#7f6a5c", "#5f5650"), half=3.0, back=3.6, high=2.5, beams="wood", ceiling="#4a3d34")
    s.put("shelf", -2.2, 3.4, colour="#5f4630")
    s.put("barrel", 2.3, 3.0)
    s.put("barrel", 2.9, 2.4)
    s.put("crate_stack", 1.0, 3.2, size=0.7)
    s.put("chest", -1.0, 3.0)
    s.put("ceiling_lamp", 0.3, 1.8, y=1.8, size=0.7, colour="#8a6a3f")


Builder = Callable[[Site], None]
OPEN = (platform, stadium)
"""Builders of places without a roof."""
NAMED: tuple[tuple[str, bool | None, Builder], ...] = (
    (r"lamp room|lantern room|lighthouse", True, lamp_room),
    (r"green ?house|glass ?house|conservatory|orangery", None, greenhouse),
    (r"platform|(train|railway) station", False, platform),
    (r"\b(elevator|lift)\b", True, elevator),
    (r"control room|surveillance|security (room|office)|mission control", True, control_room),
    (r"court ?room|court of law|courthouse", True, courtroom),
    (r"baker|patisserie|pastry shop", True, bakery),
    (r"\bstables?\b|\bbarn\b|cow ?shed", True, stable),
    (r"stadium|(football|soccer) (pitch|field|ground)", False, stadium),
    (r"(hospital|clinic|ward).*(corridor|hallway)", True, ward_corridor),
    (r"lobby|foyer|reception|entrance hall", True, lobby),
    (r"bath ?room|\btoilet|restroom", True, bathroom),
    (r"\bbus\b(?![ -](stop|station|depot|shelter))", True, train),
    (r"cellar|basement|attic|\bloft\b", True, cellar),
)
"""Words of a place's name, whether it must be inside (None: it is inside, whatever the script says), and what is built there."""


def named(name: str, kind: str, interior: bool) -> Builder | None:
    """The builder that a place's name asks for. A carriage outside is a station."""
    if kind == "train" and not interior:
        return platform
    if in_car(kind, interior, name):
        return car
    words = name.lower()
    for pattern, inside, builder in NAMED:
        if (inside is None or inside == interior) and re.search(pattern, words):
            return builder
    return None
