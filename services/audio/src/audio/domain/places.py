"""What a place sounds like: its ambience, and the room that voices and effects are heard in."""

from audio.domain.orders import Room
from audio.domain.words import nearest
from contracts.sounds import AMBIENCES
from contracts.storyboard import Place, Scene

_OF_KIND: dict[str, str] = {
    **dict.fromkeys(("city", "road"), "street"),
    **dict.fromkeys(("village", "field", "exterior"), "meadow"),
    **dict.fromkeys(("coast", "beach"), "sea"),
    **dict.fromkeys(("shop", "bar"), "cafe"),
    **dict.fromkeys(("library", "museum", "hallway", "bedroom", "interior"), "room"),
    "harbor": "harbour",
    "lake": "river",
    "prison": "castle",
    "planet": "desert",
    "space_station": "spaceship",
}
_ROOMS: dict[Room, tuple[str, ...]] = {
    "dry": ("car", "space"),
    "small": ("room", "kitchen", "office", "cafe", "train", "ship", "laboratory"),
    "large": ("school", "hospital", "factory", "spaceship", "airplane", "market"),
    "hall": ("church", "castle", "stage", "station"),
    "cave": ("cave",),
    "water": ("underwater",),
}
_ROOM_OF = {ambience: room for room, ambiences in _ROOMS.items() for ambience in ambiences}


def ambience_of(scene: Scene, place: Place | None) -> str:
    """The ambience that the scene names, or that its place has."""
    named = nearest(scene.ambience, AMBIENCES) if scene.ambience else None
    if named or place is None:
        return named or "silence"
    kind = _OF_KIND.get(place.kind) or nearest(place.kind, AMBIENCES)
    kind = kind or nearest(place.name, AMBIENCES) or ("room" if place.interior else "meadow")
    return "city_night" if kind == "street" and scene.time == "night" else kind


def room_of(ambience: str, place: Place | None) -> Room:
    """What sound comes back from."""
    if place is not None and not place.interior and ambience not in ("cave", "underwater", "space"):
        return "open"
    return _ROOM_OF.get(ambience, "small" if place is not None and place.interior else "open")
