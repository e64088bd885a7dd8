"""Places with a roof, built from pieces. Each function is one kind of place; the figures stand around x = 0, z = 0."""

from animatic.places.site import Site


def room(s: Site) -> None:
    """A living room."""
    wall = s.chance.pick(("#c9b58f", "#b5c0a8", "#c7a492", "#a9b7c4", "#d2c3a4"))
    s.room(s.chance.pick(("striped", "plain", "paneled")), "boards", (wall, "#8f6a48"))
    s.window(-1.9, 3.4, curtains=s.chance.pick(("#a84f48", "#4f7a78", "#c99a4a", "#6a5a80")))
    s.put("rug", 0.1, 1.0, colour=s.chance.pick(("#94504a", "#4a6a80", "#7a6a4a")))
    s.put("sofa", 1.3, 2.7, colour=s.chance.pick(("#6d8078", "#8a5a54", "#5f6f8a", "#a08050")))
    s.put("floor_lamp", 2.75, 2.8)
    s.put("picture", 1.2, 3.37, y=1.55)
    s.put("bookcase", -3.0, 3.1)
    s.put("plant", -0.65, 3.1)
    s.put("picture", 0.1, 3.37, y=1.6, size=0.7)


def bedroom(s: Site) -> None:
    """A bedroom."""
    s.room("plain", "boards", (s.chance.pick(("#a9b3cc", "#c9aeb0", "#b3c4b4", "#cdbf9f")), "#9a7350"))
    s.put("bed", 1.2, 2.4, size=1.1, colour=s.chance.pick(("#5a7396", "#8a5a70", "#6f8a6a")))
    s.window(-1.7, 3.4, curtains="#8f86a8")
    s.put("table", -0.1, 3.0, size=0.55)
    s.put("lamp", -0.1, 2.99, y=0.42)
    s.put("picture", 1.5, 3.37, y=1.6)
    s.put("mirror", -3.0, 3.0)
    s.put("rug", -0.4, 0.9, colour="#7a6f96")


def kitchen(s: Site) -> None:
    """A kitchen."""
    colour = s.chance.pick(("#7fa39a", "#c9a86a", "#8fa8c0", "#b88a78"))
    s.room("tiles", "tiles", ("#e3dccb", "#c4b49a"))
    s.put("cabinets", -0.9, 3.2, colour=colour)
    s.window(0.0 - 0.9, 3.4, y=1.15)
    s.put("stove", 1.35, 3.15)
    s.put("fridge", 2.4, 3.1)
    s.put("table", 2.2, 1.7, colour="#a87a4c")
    s.put("bowl", 2.1, 1.69, y=0.78, size=1.3)
    s.put("ceiling_lamp", 0.6, 1.7, y=2.1, colour="#c9613f")
    s.put("clock", 2.4, 3.37, y=2.05)


def hallway(s: Site) -> None:
    """A long corridor with doors."""
    s.room("paneled", "boards", ("#c2b291", "#80583a"), half=1.9, back=14, high=2.9, sides="doors", step=3.0)
    s.put("door", 0, 13.9)
    for z in (2.0, 6.0, 10.0):
        s.put("ceiling_lamp", 0, z, y=2.3, size=0.8, colour="#b89a5a")
    s.put("picture", -1.1, 13.8, y=1.6)


def office(s: Site) -> None:
    """An office with desks and a view."""
    s.room("plain", "plates", ("#c4ccd0", "#8a8f96"), half=4.4, beams="lights", ceiling="#dfe3e4")
    s.window(-1.5, 3.4, kind="wide_window", view="city", colour="#6f7880")
    s.window(1.8, 3.4, kind="wide_window", view="city", colour="#6f7880")
    for x, z in ((-2.3, 2.0), (2.4, 2.3)):
        s.put("desk", x, z, colour="#b8925f")
        s.put("computer", x, z - 0.01, y=0.78)
        s.put("chair", x + 0.1, z - 0.4, colour="#3f4650")
    s.put("plant", 3.9, 2.9, size=1.3)
    s.put("clock", 0.15, 3.37, y=2.1)
    s.put("shelf", -3.9, 3.1, colour="#8a929a")


def cafe(s: Site) -> None:
    """A café with a counter."""
    s.room("paneled", "tiles", (s.chance.pick(("#c79a6a", "#a8b09a", "#b88a7a")), "#9a8468"))
    s.put("counter", 1.5, 2.8, colour="#7a4c30")
    s.put("coffee_machine", 2.2, 2.75, y=1.14)
    s.put("cake", 1.2, 2.75, y=1.14, size=1.2)
    s.put("cup", 0.6, 2.72, y=1.14, size=1.3)
    s.put("blackboard", 1.5, 3.37, y=1.6, size=0.62)
    s.window(-1.8, 3.4, kind="wide_window", view="city")
    for x, z in ((-2.4, 1.8), (2.7, 1.0), (-1.2, 2.7)):
        s.put("round_table", x, z)
        s.put("chair", x - 0.62, z)
    for x in (-1.6, 0.4, 2.4):
        s.put("ceiling_lamp", x, 2.0, y=2.15, colour="#c9803f")
    s.put("plant", -3.2, 3.0)


def bar(s: Site) -> None:
    """A bar at any hour."""
    s.room("wood", "boards", ("#5f4030", "#4a3022"))
    s.put("bottles", 0.4, 3.35, y=1.15)
    s.put("bar_counter", 0.4, 2.4, colour="#6a3f28")
    s.put("glass", 0.0, 2.35, y=1.14, size=1.2)
    s.put("bottle", 1.0, 2.35, y=1.14)
    s.put("picture", -2.3, 3.37, y=1.6)
    s.put("round_table", -2.5, 1.6, colour="#7a4a30")
    s.put("stool", -3.1, 1.6)
    for x in (-1.6, 0.4, 2.2):
        s.put("ceiling_lamp", x, 2.0, y=2.1, colour="#7a2f2a")


def shop(s: Site) -> None:
    """A shop with full shelves."""
    s.room("plain", "tiles", ("#d3c8ae", "#a89a80"), sides="shelves", step=2.0, goods="tins")
    s.put("shelf", -2.3, 3.2, goods="tins")
    s.put("shelf", -1.0, 3.2, goods="tins")
    s.window(1.6, 3.4, kind="wide_window", view="city")
    s.put("counter", 2.0, 2.0, size=0.75, colour="#9a6f44")
    s.put("basket", 1.7, 1.95, y=0.86)
    s.put("crate", -2.3, 1.7)
    s.put("barrel", -3.0, 1.9)
    s.put("ceiling_lamp", 0, 1.8, y=2.2, colour="#4f7a6a")


def library(s: Site) -> None:
    """A library."""
    s.room("paneled", "boards", ("#a88f66", "#6f4c30"), half=3.8, back=5.4, high=3.6, sides="shelves", step=2.3)
    for x in (-2.9, -1.6, 1.6, 2.9):
        s.put("bookcase", x, 5.2, size=1.35)
    s.window(0, 5.4, y=0.9, kind="tall_window", size=1.1)
    s.put("desk", 2.3, 2.2, colour="#6f4a2e")
    s.put("lamp", 2.6, 2.19, y=0.78, colour="#3f8a5f")
    s.put("book", 2.1, 2.18, y=0.8)
    s.put("ladder", -2.2, 4.8, size=0.9)
    s.put("globe", -2.5, 2.6, y=0.0, size=1.9)
    s.put("chandelier", 0, 2.6, y=2.9)


def school(s: Site) -> None:
    """A classroom."""
    s.room("plain", "boards", ("#c9cfae", "#a87f55"), half=4.0)
    s.put("blackboard", 0.3, 3.37, y=0.95, size=1.15)
    s.put("desk", 2.4, 2.7)
    s.put("globe", 2.7, 2.68, y=0.78)
    s.put("apple", 2.2, 2.68, y=0.78)
    s.window(-3.0, 3.4)
    s.put("clock", 2.9, 3.37, y=2.1)
    for x, z in ((-2.0, 1.9), (2.1, 1.2), (-2.9, 1.0), (3.1, 0.5)):
        s.put("school_desk", x, z)


def hospital(s: Site) -> None:
    """A hospital room."""
    s.room("plain", "tiles", ("#cfdedd", "#b9c6c6"), beams="lights", ceiling="#edf2f2")
    s.put("hospital_bed", 1.4, 2.3)
    s.put("monitor_stand", 2.9, 2.6)
    s.put("drip", 0.1, 2.5)
    s.window(-1.7, 3.4, kind="wide_window", colour="#d6e0e0", size=0.85)
    s.put("curtain", -3.6, 2.6, size=0.48, colour="#8fc0bc")
    s.put("chair", -2.2, 2.3, colour="#6a8a94")
    s.put("door", 2.7, 3.38, colour="#a9bcc0")


def laboratory(s: Site) -> None:
    """A laboratory."""
    s.room("metal", "plates", ("#a9b9c0", "#7f8b92"), half=4.0, beams="lights", ceiling="#c9d4d8")
    s.put("lab_bench", -1.7, 2.6)
    s.put("tank", 1.5, 3.0, colour="#5ff0b8")
    s.put("tank", 2.6, 3.0, colour="#6fc8ff")
    s.put("big_screen", -1.4, 3.37, y=1.15, size=0.75)
    s.put("lab_bench", 2.9, 1.3, size=0.85)
    s.put("console", -3.4, 2.0, size=0.8)


def interior(s: Site) -> None:
    """Any room."""
    s.room("paneled", "boards", (s.chance.pick(("#c4b496", "#a9b4ae", "#bfa794")), "#86623f"))
    s.window(-1.6, 3.4, curtains="#7f6a58")
    s.put("door", 2.1, 3.38)
    s.put("picture", 0.4, 3.37, y=1.55)
    s.put("table", 2.3, 2.0)
    s.put("lamp", 2.3, 1.99, y=0.78)
    s.put("plant", -2.8, 2.9)


ROOMS = {
    place.__name__: place
    for place in (room, bedroom, kitchen, hallway, office, cafe, bar, shop, library, school, hospital, laboratory, interior)
}
"""By kind."""
