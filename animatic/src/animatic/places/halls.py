"""Large and unusual places with a roof. Each function is one kind of place; the figures stand around x = 0, z = 0."""

from animatic.places.site import Site


def factory(s: Site) -> None:
    """A factory hall."""
    s.room(
        "brick",
        "plates",
        ("#94705c", "#77726c"),
        half=5.5,
        back=9,
        high=5.2,
        beams="steel",
        beam_colour="#4a4f55",
        sides="pipes",
        step=2.5,
    )
    s.window(-2.4, 9, y=2.3, kind="wide_window", colour="#5a5f64")
    s.window(2.4, 9, y=2.3, kind="wide_window", colour="#5a5f64")
    s.put("machine", -2.9, 3.6)
    s.put("machine", 3.2, 4.4, colour="#8a6f4a")
    s.put("machine", -4.2, 7, colour="#6a7484")
    s.put("conveyor", 2.0, 6.4)
    s.put("crate_stack", 3.6, 2.2, size=0.9)
    s.put("barrel", -2.2, 2.2)


def stage(s: Site) -> None:
    """A theatre stage."""
    s.room("plain", "boards", ("#3a2a3c", "#8a5c3a"), half=5.2, back=4.6, high=5.6, ceiling="#1c141e")
    s.put("backdrop", 0, 4.4)
    s.put("curtain", -4.7, 1.4)
    s.put("curtain", 4.7, 1.4, mirrored=1)
    s.put("spotlight", 0.0, 0.3)
    s.put("spotlight", -2.4, 2.2, colour="#bfd4ff")
    s.put("microphone", 1.7, 1.2)


def church(s: Site) -> None:
    """Inside a church."""
    s.room("stone", "tiles", ("#b8ac98", "#9a8d7c"), half=4.2, back=9, high=6.4, sides="columns", step=2.8)
    s.put("stained_glass", 0, 8.9, y=1.6, size=1.15)
    s.put("stained_glass", -2.6, 8.9, y=1.4, size=0.8)
    s.put("stained_glass", 2.6, 8.9, y=1.4, size=0.8)
    s.put("altar", 0, 8.2)
    for z in (2.0, 3.6, 5.2):
        s.both("pew", 2.4, z)
    s.put("chandelier", 0, 4.2, y=3.9, size=1.3)


def prison(s: Site) -> None:
    """A cell."""
    s.room("stone", "plates", ("#8d8f90", "#77777a"), half=2.5, back=2.8, high=2.8)
    s.put("bars", 0.9, 2.7, size=0.7)
    s.put("bed", -1.2, 2.3, size=0.82, colour="#6a6a5c")
    s.window(-1.3, 2.8, y=1.75, size=0.5, colour="#4b5057")
    s.put("bucket", 1.9, 1.9)


def museum(s: Site) -> None:
    """A museum hall."""
    s.room("plain", "tiles", ("#c9c3b6", "#a89c8a"), half=4.6, back=6.4, high=4.4, beams="lights")
    for x in (-2.7, 2.7):
        s.put("painting", x, 6.37, y=1.5, size=1.9)
    s.put("painting", 0, 6.37, y=1.5, size=2.3)
    s.put("statue", -2.7, 3.6, size=0.85)
    s.put("column", 3.9, 4.6, size=0.9)
    s.put("column", -4.1, 4.6, size=0.9)
    s.put("skull", 2.6, 2.7, y=1.0, size=1.4)
    s.put("pedestal", 2.6, 2.72)


def train(s: Site) -> None:
    """A railway carriage."""
    s.room(
        "plain",
        "plates",
        ("#b9a888", "#6f655a"),
        half=1.75,
        back=9,
        high=2.5,
        sides="none",
        view="passing",
        step=1.9,
        beams="lights",
        door="#5a4a3c",
    )
    for z in (1.4, 3.3, 5.2, 7.1):
        s.both("seats", 1.12, z)
    s.put("door", 0, 8.95, colour="#7a6a58")
    s.put("suitcase", -1.15, 2.2, y=2.0, size=0.8)


def spaceship(s: Site) -> None:
    """The bridge of a spaceship."""
    s.room("metal", "plates", ("#66727f", "#454e58"), half=3.6, high=2.7, ceiling="#39424c", beams="lights")
    s.put("panorama", 0, 3.37, y=0.6, size=1.05)
    s.put("console", -2.2, 2.3)
    s.put("console", 2.2, 2.3)
    s.put("chair", 1.6, 1.6, colour="#39434f", size=1.15)
    s.put("lever", -3.1, 1.6)


def space_station(s: Site) -> None:
    """A module of a space station."""
    s.room(
        "metal",
        "plates",
        ("#b9c2c9", "#7f8991"),
        half=2.6,
        back=6,
        high=2.7,
        ceiling="#d3dade",
        sides="windows",
        step=2.4,
        beams="lights",
    )
    s.put("porthole", 0, 5.97, y=0.75, size=1.25)
    s.put("big_screen", -1.75, 5.97, y=0.95, size=0.55)
    s.put("console", -1.8, 3.0, size=0.7)
    s.put("tank", 2.0, 3.6, size=0.9, colour="#7fd0ff")
    s.put("crate", 1.8, 2.2)


def castle(s: Site) -> None:
    """The hall of a castle."""
    s.room("stone", "cobbles", ("#8f867c", "#6f665e"), half=4.4, back=7, high=5, beams="wood", sides="columns", step=2.6)
    s.put("throne", 0, 6.4)
    for x in (-2.4, 2.4):
        s.put("banner", x, 6.95, y=2.0, colour="#8a2a38")
        s.put("torch", x * 0.62, 6.9, y=1.7, size=1.2)
    s.window(-3.5, 7, y=1.7, kind="tall_window", size=0.9)
    s.window(3.5, 7, y=1.7, kind="tall_window", size=0.9)
    s.put("rug", 0, 3.2, size=1.3, colour="#8a2a38")
    s.put("chandelier", 0, 3.2, y=3.6, size=1.4)
    s.put("chest", 2.8, 2.8)


HALLS = {place.__name__: place for place in (factory, stage, church, prison, museum, train, spaceship, space_station, castle)}
"""By kind."""
