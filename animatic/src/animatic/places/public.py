"""Places where people come together, told apart by their names: a court, a bakery, a stable, a stadium, a ward's corridor."""

from animatic.places.site import Site


def courtroom(s: Site) -> None:
    """A court of law: the bench of the judge, flags, the rows of those who watch."""
    s.room("wood", "boards", ("#7a5a40", "#6a4a34"), half=4.4, back=5.0, high=3.8, beams="lights", sides="columns", step=2.4)
    s.put("captains_chair", 0.0, 4.6, y=0.55, size=1.15, colour="#5a2f2a")
    s.put("counter", 0.0, 4.2, size=1.3, colour="#6b4029")
    s.put("flag", -3.5, 4.7, colour="#8a2f3a")
    s.put("flag", 3.5, 4.7, colour="#2f4f8a")
    s.put("painting", 0.0, 4.97, y=2.3, size=1.1)
    s.put("desk", -2.6, 2.2, colour="#7a5234")
    s.put("desk", 2.6, 2.2, colour="#7a5234")
    s.put("chair", -2.4, 1.9, colour="#4a3326")
    s.put("chair", 2.4, 1.9, colour="#4a3326")


def bakery(s: Site) -> None:
    """A bakery: loaves on the shelves, the counter, the oven."""
    s.room("tiles", "tiles", ("#e6d6b8", "#a98f6e"), half=3.8)
    for x in (-2.5, -1.2):
        s.put("shelf", x, 3.2, goods="bread")
    s.put("stove", 0.2, 3.2, size=1.25)
    s.window(2.2, 3.4, kind="wide_window", view="city", size=0.85)
    s.put("counter", 1.9, 2.2, size=0.85, colour="#9a6f44")
    s.put("bread", 1.3, 2.15, y=0.97, size=1.3)
    s.put("bread", 1.8, 2.15, y=0.97, size=1.2)
    s.put("cake", 2.5, 2.15, y=0.97, size=1.1)
    s.put("basket", -3.0, 2.0, size=1.4)
    s.put("ceiling_lamp", 0.6, 1.8, y=2.2, colour="#b5653a")
    s.put("blackboard", 0.6, 3.37, y=1.9, size=0.5)


def stable(s: Site) -> None:
    """Inside a stable or a barn."""
    s.room("wood", "boards", ("#8a6444", "#8f7a52"), half=4.2, back=5.6, high=3.6, beams="wood", ceiling="#5a4230")
    s.put("fence", -2.9, 3.0, colour="#6a4a30")
    s.put("fence", 3.1, 3.2, colour="#6a4a30")
    s.put("hay", -2.6, 4.6)
    s.put("hay", 2.9, 4.8)
    s.window(0.0, 5.6, y=1.7, size=0.9, colour="#5a4230")
    s.put("bucket", 1.9, 2.3, size=1.2)
    s.put("lantern", -1.5, 5.5, y=2.2, size=1.4)
    s.put("shovel", -1.9, 5.4)
    s.put("barrel", 2.0, 4.6)


def stadium(s: Site) -> None:
    """A football ground with full stands."""
    s.sky(0.5)
    s.put("stands", z=46, high=13)
    s.put("ground", colour="#5f9a4a", texture="grass")
    s.put("pitch", far=38)
    s.put("goal", 0.0, 15)
    s.put("floodlight", -15, 40)
    s.put("floodlight", 15, 40)


def ward_corridor(s: Site) -> None:
    """The corridor of a hospital."""
    s.room("plain", "tiles", ("#cfdedd", "#b3c2c2"), half=2.0, back=13, high=2.8, sides="doors", step=3.0, beams="lights",
        ceiling="#edf2f2", door="#8fb0b4")  # fmt: skip
    s.put("door", 0, 12.9, colour="#a9bcc0")
    s.put("chair", -1.55, 3.4, colour="#6a8a94")
    s.put("chair", -1.55, 4.3, colour="#6a8a94")
    s.put("hospital_bed", 1.3, 6.4, size=0.8)
    s.put("drip", 0.9, 7.4)
    s.put("clock", 0.0, 12.8, y=2.25, size=0.8)
