"""Places under the open sky, built from pieces. Each function is one kind of place; the figures stand around x = 0, z = 0."""

from animatic.places.site import Site

GREEN, SNOW = "#74914f", "#e9eff6"


def field(s: Site) -> None:
    """Fields of corn."""
    s.sky(0.7)
    s.put("ridge", z=500, high=36, colour="#8a9f74", shape="hills")
    s.put("treeline", z=110, high=8, colour="#6a8552")
    s.put("ground", colour="#b89d4e", texture="rows")
    s.scatter("crops", 26, 1.6, 14, 6, clear=1.3)
    s.put("tree", -9, 24)
    s.put("hay", 4.4, 9)


def forest(s: Site) -> None:
    """Deep in a wood."""
    s.sky(0.2)
    s.put("treeline", z=60, high=20, colour="#4d7258", shape="pine")
    s.put("treeline", z=26, high=12, colour="#3f6448")
    s.put("ground", colour="#5f6f41", texture="grass")
    s.put("path", x=0.3, colour="#8a7450", half=0.8)
    s.scatter("pine", 9, 5, 24, 10, clear=2.4, size=1.1)
    s.scatter("tree", 6, 4, 17, 8, clear=2.9, size=1.15)
    s.scatter("fern", 9, 1.2, 8, 4.2, clear=1.4)
    s.put("log", -2.6, 2.4)
    s.put("rock", 2.7, 2.9)
    s.put("leaves", -1.5, -1.2, y=2.9, size=0.7)


def jungle(s: Site) -> None:
    """Giant trunks, palms, vines."""
    s.sky(0.2)
    s.put("treeline", z=40, high=22, colour="#3f7f55")
    s.put("treeline", z=18, high=9, colour="#2f6b45")
    s.put("ground", colour="#4c6434", texture="grass")
    s.put("path", x=0.2, colour="#7a6a42", half=0.7)
    s.scatter("jungle_tree", 6, 4, 16, 8, clear=2.7)
    s.scatter("palm", 5, 4.5, 16, 8, clear=3.2)
    s.scatter("fern", 16, 1.0, 8, 4.4, clear=1.2, size=1.35)
    s.scatter("flowers", 3, 2, 6, 4, clear=1.8)
    s.put("leaves", 1.2, -1.1, y=2.8, size=0.8)
    s.put("leaves", -1.6, -1.2, y=2.7, size=0.7, colour="#2f5f34")


def mountain(s: Site) -> None:
    """High peaks with snow."""
    s.sky(0.5)
    s.put("ridge", z=2400, high=900, colour="#7487a6", shape="peaks", snow=0.9)
    s.put("ridge", z=900, high=210, colour="#66758a", shape="peaks", snow=0.3)
    s.put("treeline", z=130, high=9, colour="#456a58", shape="pine")
    s.put("ground", colour="#7f8663", texture="dirt")
    s.put("path", x=0.4, colour="#a8966f", half=0.8)
    s.scatter("rock", 8, 2, 18, 7, clear=1.9)
    s.scatter("pine", 6, 9, 34, 12, clear=4.4)


def desert(s: Site) -> None:
    """Dunes and cactus under a hot sky."""
    s.sky(0.12)
    s.put("ridge", z=700, high=90, colour="#c98f62", shape="peaks")
    s.put("ridge", z=190, high=17, colour="#dcae6e", shape="dunes")
    s.put("ridge", z=70, high=5.4, colour="#e2b878", shape="dunes")
    s.put("ground", colour="#e0bb7c", texture="sand")
    s.scatter("cactus", 6, 4, 30, 9, clear=2.8)
    s.scatter("rock", 5, 2.5, 16, 6, clear=2.0)
    s.put("skull", 1.9, 1.6, size=1.5)


def snowfield(s: Site) -> None:
    """Snow as far as one can see."""
    s.sky(0.4)
    s.put("ridge", z=1200, high=260, colour="#93a9c4", shape="peaks", snow=1)
    s.put("treeline", z=90, high=9, colour="#5f7f8a", shape="pine")
    s.put("ground", colour=SNOW, texture="snow")
    for _ in range(7):
        s.put("pine", s.chance.between(3.4, 13) * s.chance.pick((-1, 1)), s.chance.between(7, 30), snow=1)
    s.scatter("rock", 3, 3, 12, 6, clear=2.2)
    s.put("hut", 7.4, 17)


def river(s: Site) -> None:
    """A river through green land."""
    s.sky(0.6)
    s.put("ridge", z=500, high=70, colour="#7291a0", shape="hills")
    s.put("treeline", z=70, high=10, colour="#50795a")
    s.put("ground", colour="#77964f", texture="grass")
    s.put("water", z=24, near=4.4)
    s.scatter("reeds", 9, 3.4, 4.6, 6, clear=0.8)
    s.scatter("rock", 4, 2.6, 5, 5, clear=1.8)
    s.scatter("tree", 4, 26, 40, 16, clear=4)
    s.put("boat", 2.8, 9, y=-0.1)


def lake(s: Site) -> None:
    """A quiet lake in front of mountains."""
    s.sky(0.5)
    s.put("ridge", z=1500, high=400, colour="#7f94b0", shape="peaks", snow=0.7)
    s.put("ridge", z=500, high=60, colour="#5f7f78", shape="hills")
    s.put("treeline", z=180, high=12, colour="#4c7262", shape="pine")
    s.put("ground", colour="#7d9156", texture="grass")
    s.put("water", z=170, near=4)
    s.scatter("reeds", 8, 3.2, 4, 6, clear=0.9)
    s.put("boat", -3.4, 11, y=-0.1)
    s.put("pine", 5.2, 5)
    s.put("pine", -6.2, 6)


def coast(s: Site) -> None:
    """Cliffs, a lighthouse, the open sea."""
    s.sky(0.6)
    s.put("ridge", z=900, high=60, colour="#7b89a0", shape="hills")
    s.put("ground", colour="#7d8a55", texture="grass")
    s.put("water", z=400, near=6)
    side = s.chance.pick((-1, 1))
    plain = 1 if "white lighthouse" in s.words.lower() else 0
    s.put("lighthouse", side * 13.5, 38, y=3.4, lit=0 if s.dark() else 1, plain=plain)
    s.put("rock", side * 14, 37, size=10, colour="#6a6660")
    s.put("rock", side * 21, 36, size=8, colour="#625e5c")
    s.put("rock", side * -30, 60, size=6, colour="#6a6660")
    s.put("path", x=side * 0.5, colour="#a3936b", half=0.8, far=4)
    s.scatter("rock", 7, 3, 7, 5, clear=1.8, size=1.2)
    s.scatter("reeds", 6, 1.5, 5, 4, clear=1.6)
    for x, z, size in (
        (-5.6, -2.2, 2.6),
        (-4.7, -1.6, 1.7),
        (5.0, -2.0, 2.2),
        (6.0, -1.4, 2.9),
        (3.9, 0.4, 1.2),
        (-3.7, 0.8, 1.3),
    ):
        s.put("grass_tuft", x, z, size=size)


def beach(s: Site) -> None:
    """Sand, palms and surf."""
    s.sky(0.5)
    s.put("ridge", z=900, high=45, colour="#6f93a0", shape="hills")
    s.put("ground", colour="#ecd4a0", texture="sand")
    s.put("water", z=400, near=6, colour="#2f93a8")
    s.put("surf", z=6, colour="#ecd4a0")
    s.put("palm", -4.2, 4)
    s.put("palm", 5.4, 5.4)
    s.put("palm", -6.4, 5)
    s.put("boat", 3.2, 4.6)
    s.put("rock", -3.4, 5, size=0.7)
    s.put("umbrella", 2.4, 2.8, size=1.9, y=0.1)


def sea(s: Site) -> None:
    """The open sea, from a small deck."""
    s.sky(0.6)
    s.put("water", z=400, near=-99)
    s.put("ship", -7, 42, y=-0.6, goes="drifts")
    s.put("animal", 5, 18, y=5, species="bird", high=0.6, goes="drifts")
    s.put("deck", z=1.4)
    s.put("rail", 0, 1.5)


def ship(s: Site) -> None:
    """The deck of a sailing ship."""
    s.sky(0.6)
    s.put("water", z=400, near=-99)
    s.put("deck", z=4.2)
    s.put("rail", 0, 4.2)
    s.put("mast", 2.7, 3.0)
    s.put("mast", -3.4, 3.6)
    s.put("barrel", -2.2, 2.4)
    s.put("rope", 1.7, 1.6, size=1.7)
    s.put("crate_stack", 3.7, 2.2, size=0.8)


def underwater(s: Site) -> None:
    """Below the surface of the sea."""
    s.put("depths")
    s.put("ridge", z=60, high=12, colour="#245a70", shape="hills")
    s.put("ground", colour="#8f9a78", texture="sand")
    s.scatter("coral", 10, 1.5, 10, 5, clear=1.7)
    s.scatter("rock", 5, 2.4, 10, 5, clear=1.9)
    for _ in range(7):
        s.put(
            "fish",
            s.chance.between(-4.5, 4.5),
            s.chance.between(1.5, 8),
            y=s.chance.between(1.0, 3.0),
            size=s.chance.between(1, 2.4),
            turned=1,
            goes="drifts",
        )


def planet(s: Site) -> None:
    """The ground of another world."""
    s.put("space")
    s.put("ridge", z=700, high=150, colour="#8a5a6a", shape="peaks")
    s.put("ridge", z=160, high=16, colour="#a06a5f", shape="dunes")
    s.put("ground", colour="#a8705a", texture="dirt")
    s.scatter("rock", 8, 2, 16, 6, clear=1.9)
    s.scatter("crystal", 5, 2, 9, 5, clear=2.0, size=1.8)
    s.put("rocket", -7, 20)


def cave(s: Site) -> None:
    """Inside a cave."""
    s.put("cavern", colour="#564a50")
    s.put("stalactites", colour="#3c333a")
    s.put("ground", colour="#5a4e4c", texture="dirt")
    s.scatter("rock", 8, 1.6, 7, 3.6, clear=1.6, size=1.1)
    s.scatter("crystal", 5, 2.2, 6, 3.4, clear=1.8, size=1.5)
    s.put("torch", -2.5, 2.8, y=1.3, size=1.1)


def castle(s: Site) -> None:
    """In front of a castle."""
    s.sky(0.6)
    s.put("ridge", z=900, high=160, colour="#7f8aa0", shape="peaks")
    s.put("treeline", z=90, high=8, colour="#55775a")
    s.put("ground", colour="#7d9055", texture="grass")
    s.put("path", x=0, colour="#b8a580", half=1.6)
    s.put("castle_keep", 0, 40)
    s.scatter("tree", 4, 16, 30, 16, clear=8)
    s.scatter("bush", 4, 4, 12, 7, clear=3.2)
    s.put("banner", -3.4, 4.6, y=1.0)
    s.put("banner", 3.4, 4.6, y=1.0)


def exterior(s: Site) -> None:
    """Anywhere outside."""
    s.sky(0.6)
    s.put("ridge", z=500, high=55, colour="#7c9298", shape="hills")
    s.put("treeline", z=80, high=9, colour="#5a7f5c")
    s.put("ground", colour=GREEN, texture="grass")
    s.put("path", x=0.3, colour="#bba679", half=1.0)
    s.scatter("tree", 4, 7, 26, 11, clear=4)
    s.scatter("bush", 5, 3, 14, 6, clear=2.4)
    s.put("house", 10, 26)


LANDS = {
    place.__name__: place
    for place in (
        field,
        forest,
        jungle,
        mountain,
        desert,
        snowfield,
        river,
        lake,
        coast,
        beach,
        sea,
        ship,
        underwater,
        planet,
        cave,
        castle,
        exterior,
    )
}
"""By kind."""
