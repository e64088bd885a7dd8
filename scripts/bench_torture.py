"""Shots that are hard to draw: weather, crowds, vehicles, clouds, fire and a shaken camera together. Used by `bench_clips`."""

from collections.abc import Iterator
from typing import Any

from gallery import one

from contracts.storyboard import Storyboard

CROWD = ("mara", "tom", "lily", "ines", "omar", "joan")
SECONDS = 4
FPS = 24

HARD: dict[str, dict[str, Any]] = {
    "storm in a street": {
        "place": "street",
        "weather": "storm",
        "time": "night",
        "move": "handheld",
        "cast": CROWD,
        "action": "A crowd runs. A bus and a car drive past. The car burns.",
    },
    "rain on a market": {
        "place": "market",
        "weather": "rain",
        "time": "dusk",
        "move": "push",
        "cast": CROWD,
        "action": "A crowd runs from the rain. Horses gallop.",
    },
    "snow on a village": {
        "place": "village",
        "weather": "snow",
        "time": "day",
        "move": "pull",
        "cast": (*CROWD, "dog"),
        "action": "Everybody dances around a campfire. The dog runs.",
    },
    "clouds over a coast": {
        "place": "coast",
        "weather": "clear",
        "time": "day",
        "move": "crane_up",
        "cast": ("mara", "tom", "horse"),
        "action": "Birds fly. A ship sails past. The horse gallops.",
    },
    "forest fire": {
        "place": "forest",
        "weather": "fog",
        "time": "night",
        "move": "handheld",
        "cast": ("mara", "tom", "lily", "dog"),
        "action": "They run from the fire. Torches burn.",
    },
    "harbour in a storm": {
        "place": "harbor",
        "weather": "storm",
        "time": "dusk",
        "move": "track_right",
        "cast": CROWD,
        "action": "They fight on the pier. A boat sails past.",
    },
    "fight near": {
        "place": "rooftop",
        "weather": "rain",
        "time": "night",
        "move": "handheld",
        "size": "medium",
        "cast": ("mara", "tom", "omar"),
        "action": "Mara and Tom fight. Omar shouts.",
    },
    "faces": {
        "place": "cafe",
        "move": "push",
        "size": "close_up",
        "cast": ("mara", "tom"),
        "action": "Mara laughs. Tom cries.",
    },
    "control room": {
        "place": "space_station",
        "move": "track_left",
        "cast": ("alex", "robo", "ines", "omar"),
        "action": "Everybody runs. The screens flicker.",
    },
    "traffic from above": {
        "place": "city",
        "weather": "snow",
        "time": "night",
        "move": "crane_down",
        "size": "extreme_wide",
        "angle": "high",
        "cast": CROWD,
        "action": "Cars, a bus and a truck drive past.",
    },
    "tilted": {
        "place": "jungle",
        "weather": "rain",
        "time": "dusk",
        "move": "tilt_up",
        "angle": "dutch",
        "size": "full",
        "cast": ("mara", "tom", "lily"),
        "action": "They climb and run.",
    },
    "one second": {"place": "street", "weather": "rain", "move": "handheld", "cast": CROWD, "frames": FPS},
}
"""What each is, in the words of a storyboard."""


def torture() -> Iterator[tuple[str, Storyboard]]:
    """Every hard shot as a storyboard of its own, in landscape and two of them upright."""
    for name in HARD:
        yield name, _board(name)
    for name in ("storm in a street", "snow on a village"):
        yield f"{name}, upright", _board(name, ratio="9:16")


def _board(name: str, ratio: str = "16:9") -> Storyboard:
    told: dict[str, Any] = {"frames": SECONDS * FPS} | HARD[name]
    return one(told.pop("place"), ratio=ratio, **told)
