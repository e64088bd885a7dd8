"""What a place sounds like: its ambience, and the room that voices and effects are heard in."""

import re

from audio.domain.orders import Room
from audio.domain.words import nearest
from contracts.sounds import AMBIENCES
from contracts.storyboard import Place, Scene

OWN = (
    *("village", "road", "bar", "shop", "library", "museum", "hallway", "bedroom", "prison", "elevator"),
    *("lake", "beach", "planet"),
)
"""What places sound like besides the shared vocabulary; a vendor knows these too."""
KNOWN = (*AMBIENCES, *OWN)

_OF_KIND: dict[str, str] = {
    **dict.fromkeys(("field", "exterior"), "meadow"),
    "city": "street",
    "coast": "sea",
    "interior": "room",
    "harbor": "harbour",
    "space_station": "spaceship",
}
_ROOMS: dict[Room, tuple[str, ...]] = {
    "dry": ("car", "space"),
    "small": ("room", "kitchen", "office", "cafe", "train", "ship", "laboratory", "bar", "shop", "bedroom", "elevator"),
    "large": ("school", "hospital", "factory", "spaceship", "airplane", "market", "library", "hallway"),
    "hall": ("church", "castle", "stage", "station", "museum", "prison"),
    "cave": ("cave",),
    "water": ("underwater",),
    "street": ("street", "city_night", "village", "harbour"),
    "valley": ("mountain", "battlefield"),
}
_OUTSIDE: tuple[Room, ...] = ("street", "valley", "cave", "water", "dry")
_ROOM_OF = {ambience: room for room, ambiences in _ROOMS.items() for ambience in ambiences}


def ambience_of(scene: Scene, place: Place | None) -> str:
    """The ambience that the scene names, or that its place has."""
    named = nearest(scene.ambience, KNOWN) if scene.ambience else None
    if named or place is None:
        return named or "silence"
    kind = _named(place.name) or _OF_KIND.get(place.kind) or nearest(place.kind, KNOWN)
    kind = kind or nearest(place.name, KNOWN) or ("room" if place.interior else "meadow")
    return "city_night" if kind == "street" and scene.time == "night" else kind


def _named(name: str) -> str | None:
    """What the last known word of a name is: a train station is a station, whatever kind of place it is drawn as."""
    words = (_OF_KIND.get(word, word) for word in reversed(re.findall(r"[a-z]+", name.lower())))
    return next((word for word in words if word in KNOWN), None)


def room_of(ambience: str, place: Place | None) -> Room:
    """What sound comes back from: outside only from house fronts, rocks and the walls of what one sits in."""
    inside = place is None or place.interior
    found = _ROOM_OF.get(ambience, "small" if place is not None and place.interior else "open")
    return found if inside or found in _OUTSIDE else "open"
