"""Places that people have built, under the open sky. Each function is one kind; figures stand around x = 0, z = 0."""

from animatic.places.site import Site


def street(s: Site) -> None:
    """A street with house fronts on both sides."""
    s.sky(0.4)
    s.put("skyline", z=110, high=26, towers=0, colour="#8b8a92")
    s.put("ground", colour="#8c867e")
    s.put("road", half=2.6)
    s.put("facades", -6.4, high=9, shops=1)
    s.put("facades", 6.4, high=9, shops=1)
    for z in (3.0, 12.0, 24.0):
        s.both("lamppost", 3.6, z)
    s.put("car", -2.0, 15, size=1.0)
    s.both("bench", 4.6, 7)


def city(s: Site) -> None:
    """Towers of a big city."""
    s.sky(0.3)
    s.put("skyline", z=190, high=95, colour="#7d8698")
    s.put("skyline", z=95, high=44, colour="#8c8f9c")
    s.put("ground", colour="#7d7b78")
    s.put("road", half=3.4)
    for x, z in ((-19, 34), (20, 40), (-24, 62), (25, 66)):
        s.put("tower_block", x, z, high=s.chance.between(30, 55), colour=s.chance.pick(("#8793a8", "#9a8f88", "#6f7f90")))
    s.both("lamppost", 4.4, 5)
    s.both("lamppost", 4.4, 16)
    s.put("car", 1.8, 12, goes="passes")
    s.put("bus", -2.6, 24, goes="passes", mirrored=1)
    s.both("tree", 6.6, 10, size=0.8)


def village(s: Site) -> None:
    """Cottages around a green."""
    s.sky(0.6)
    s.put("ridge", z=300, high=34, colour="#6f8f74", shape="hills")
    s.put("treeline", z=70, high=8, colour="#4f7a4c")
    s.put("ground", colour="#74914f", texture="grass")
    s.put("path", x=0.4, colour="#b99f70", half=1.1)
    for x, z in ((-8, 13), (8.5, 15), (-15, 24), (3.5, 30), (16, 26)):
        s.put("house", x, z, colour=s.chance.pick(("#e0cfae", "#d8b896", "#cfd0c0", "#e3d8c4")))
    s.put("church_front", -4, 46)
    s.put("fence", -4.4, 5)
    s.put("tree", 6.2, 7)
    s.scatter("flowers", 4, 2, 9, 6)


def market(s: Site) -> None:
    """A square full of stalls."""
    s.sky(0.5)
    s.put("facades", -11, high=8, shops=0)
    s.put("facades", 11, high=8, shops=0)
    s.put("skyline", z=60, high=14, towers=0, colour="#a39384")
    s.put("ground", colour="#a59a8a", texture="cobbles")
    for x, z in ((-2.9, 3.2), (3.0, 3.6), (-4.6, 7.5), (4.8, 8), (0.2, 10.5), (-7.4, 12), (7.6, 13), (-2.8, 15), (3.4, 16)):
        s.put("stall", x, z)
    s.put("barrel", 1.5, 3.2)
    s.put("crate_stack", -1.2, 6.5)
    s.put("basket", 1.9, 2.4, size=1.4)


def road(s: Site) -> None:
    """A country road to the horizon."""
    s.sky(0.7)
    s.put("ridge", z=500, high=60, colour="#7d8a94", shape="hills")
    s.put("treeline", z=120, high=8, colour="#5d7a52")
    s.put("ground", colour="#8f9a58", texture="grass")
    s.put("road", half=3.0, pavement=0)
    s.scatter("tree", 6, 9, 50, 14, clear=6)
    s.scatter("bush", 6, 3, 26, 9, clear=4.4)
    s.put("sign", 4.2, 4)
    s.put("fence", -6.4, 6)
    s.put("fence", -6.6, 12)


def rooftop(s: Site) -> None:
    """A flat roof above the city."""
    s.sky(0.4)
    s.put("skyline", z=260, high=90, colour="#76809a")
    s.put("skyline", z=120, high=34, colour="#858795")
    s.put("ground", colour="#857f7a", texture="plates")
    s.put("parapet", 0, 5.2)
    s.put("water_tank", -4.2, 4.4)
    s.put("chimney", 3.4, 3.6)
    s.put("vent", 2.2, 2.8)
    s.put("vent", -2.4, 2.2, size=0.8)
    s.put("plant", 4.4, 2.0)


def harbor(s: Site) -> None:
    """A quay with ships and cranes."""
    s.sky(0.6)
    s.put("ridge", z=400, high=40, colour="#74879a", shape="hills")
    s.put("water", z=400, near=7)
    s.put("ground", colour="#8b8378")
    s.pieces.insert(2, s.pieces.pop())
    s.put("crane", -12, 24)
    s.put("ship", 4, 26)
    s.put("boat", -4, 11, y=-0.4)
    s.put("crate_stack", -3.2, 3.4)
    s.put("barrel", 2.6, 2.8)
    s.put("barrel", 3.3, 3.4)
    s.put("rope", 1.9, 1.8, size=1.6)
    s.put("lamppost", 4.8, 4)


def park(s: Site) -> None:
    """A park with a path, benches and trees."""
    s.sky(0.5)
    s.put("skyline", z=240, high=42, colour="#9aa2ac")
    s.put("treeline", z=60, high=10, colour="#5a8550")
    s.put("ground", colour="#7fa055", texture="grass")
    s.put("path", x=0.2, colour="#d0bd95", half=1.3)
    s.put("bench", -3.0, 3.0)
    s.put("lamppost", 3.2, 4.2)
    s.put("fountain", 1.8, 14)
    s.scatter("tree", 6, 6, 30, 12, clear=4.6)
    s.scatter("flowers", 4, 2.4, 8, 5, clear=2.4)
    s.scatter("bush", 4, 6, 16, 7, clear=3)


def garden(s: Site) -> None:
    """A flower garden behind a house."""
    s.sky(0.5)
    s.put("treeline", z=40, high=8, colour="#4f7d4a")
    s.put("ground", colour="#7da356", texture="grass")
    s.put("path", x=0.3, colour="#cdb893", half=0.7)
    s.put("cottage", 6.4, 13, colour="#ecdcc0")
    for x in (-7.6, -3.6, 0.4):
        s.put("fence", x, 9)
    s.scatter("flowers", 9, 1.2, 7, 4.4, clear=1.4)
    s.scatter("bush", 5, 3, 8, 5, clear=2.6)
    s.put("arch", -3.2, 7.5, size=0.62, colour="#8fa06a")
    s.put("tree", -5.8, 8, size=0.8)


def farm(s: Site) -> None:
    """A farm with a barn and animals."""
    s.sky(0.6)
    s.put("ridge", z=420, high=40, colour="#88a06f", shape="hills")
    s.put("ground", colour="#93994f", texture="grass")
    s.put("path", x=-0.4, colour="#b59a68", half=1.2)
    s.put("barn", -7, 17)
    s.put("windmill", 11, 32)
    for x in (2.6, 6.6, 10.6):
        s.put("fence", x, 7)
    s.put("hay", 3.6, 4.6)
    s.put("hay", 5.0, 5.2)
    s.put("animal", 5.4, 9.5, species="cow", high=1.4)
    s.put("animal", 2.9, 11, species="sheep", high=0.9)
    s.put("wagon", -3.4, 5.4)
    s.put("bucket", -1.9, 2.8, size=1.2)


TOWNS = {place.__name__: place for place in (street, city, village, market, road, rooftop, harbor, park, garden, farm)}
"""By kind."""


def churchyard(s: Site) -> None:
    """Before the door of a church."""
    s.sky(0.5)
    s.put("ridge", z=300, high=30, colour="#6f8f74", shape="hills")
    s.put("treeline", z=60, high=9, colour="#4f7a4c")
    s.put("ground", colour="#7b9256", texture="grass")
    s.put("path", colour="#b9a888", half=1.2)
    s.put("church_front", 0.4, 12)
    s.both("tree", 7.4, 11)
    s.put("lamppost", -2.6, 6)
    s.put("bench", 3.4, 6.5)
    s.scatter("flowers", 4, 2, 9, 6)


FRONTS = {
    "church": churchyard,
    **dict.fromkeys(("school", "hospital", "office", "museum", "library", "shop", "cafe", "bar", "stage", "laboratory"), street),
}
"""What is seen of a house whose inside has a kind of its own, from outside."""
