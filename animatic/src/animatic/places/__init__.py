"""Places: which pieces stand where in each kind of place. The same place is the same in every shot; only the camera moves."""

from animatic.chance import Chance
from animatic.graph import Piece
from animatic.places.halls import HALLS
from animatic.places.indoors import ROOMS
from animatic.places.outdoors import LANDS
from animatic.places.site import Site
from animatic.places.special import OPEN, named
from animatic.places.towns import FRONTS, TOWNS

INDOORS, OUTDOORS = {**ROOMS, **HALLS}, {**TOWNS, **LANDS}

WEATHER_PLANES = {"rain": "rain", "storm": "storm", "snow": "snow", "fog": "mist"}


def build(kind: str, interior: bool, name: str, time: str, weather: str, seed: int, words: str = "") -> tuple[Piece, ...]:
    """The pieces of a place, `name` being its id and name. An unknown kind becomes any room or any place outside."""
    tables = (INDOORS, OUTDOORS) if interior else (OUTDOORS, INDOORS)
    front = None if interior else FRONTS.get(kind)
    usual = front or tables[0].get(kind) or tables[1].get(kind) or (INDOORS["interior"] if interior else OUTDOORS["exterior"])
    site = Site(f"{name}/{seed}", kind, time, weather, Chance("place", name, kind, seed), words)
    (named(name, kind, interior) or usual)(site)
    if roofless(kind, interior, name) and weather in WEATHER_PLANES:
        site.put(WEATHER_PLANES[weather])
    return tuple(site.pieces)


def roofless(kind: str, interior: bool, name: str = "") -> bool:
    """Whether rain falls there."""
    special = named(name, kind, interior)
    if special is not None:
        return special in OPEN
    if not interior and kind in FRONTS:
        return True
    return kind in OUTDOORS and not (interior and kind in INDOORS) and kind not in ("cave", "underwater", "planet")
