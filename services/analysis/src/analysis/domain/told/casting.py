"""People and places of a reading in the words of the contract; used by `assembled`."""

from collections.abc import Callable

from analysis.domain.lexicon.settings import kind_of_place
from analysis.domain.names import cue_name
from analysis.domain.places import SceneSetting
from analysis.domain.told.answer import Act, Person, Spot
from analysis.domain.told.reconcile import Book
from contracts.storyboard import PLACE_KINDS, CastMember, Garment, Look, Place

NOWHERE = Place(id="place-somewhere", name="Somewhere", kind="exterior", interior=False)
"""Where a script plays that names no place at all."""


def member_of(person: Person) -> CastMember:
    """A member of the cast."""
    look = Look(
        description=_line(person.tag, 300),
        sex=person.sex,
        age=person.age,
        build=person.build,
        height=person.height,
        skin=_line(person.skin, 40) or None,
        hair_colour=_line(person.hair_colour, 40) or None,
        hair_style=_line(person.hair_style, 40) or None,
        beard=person.beard,
        glasses=person.glasses,
        clothes=tuple(
            Garment(item=_line(c.item, 60), colour=_line(c.colour, 40) or None) for c in person.clothes[:6] if c.item.strip()
        ),
        species=_line(person.species, 40).lower() or ("robot" if person.kind == "robot" else None),
    )
    aliases = tuple(_line(name, 80) for name in person.also_called)
    return CastMember(id=person.id, name=_line(person.name, 80) or person.id, aliases=aliases, kind=person.kind, look=look)


def place_of(spot: Spot) -> Place:
    """A place; a kind that nobody knows becomes the nearest by its words."""
    told = spot.kind.strip().lower().replace(" ", "_")
    plain = "interior" if spot.interior else "exterior"
    kind = told if told in PLACE_KINDS else kind_of_place(spot.kind) or kind_of_place(spot.name) or plain
    return Place(
        id=spot.id,
        name=_line(spot.name, 80) or spot.id,
        kind=kind,
        interior=spot.interior,
        description=_line(spot.description, 400),
        period=_line(spot.period, 60),
        architecture=_line(spot.architecture, 120),
        light=_line(spot.light, 120),
    )


def setting_of(act: Act, part: int, book: Book) -> SceneSetting:
    """Where and when a scene plays; at the first place of all where the model names one that is not there."""
    spots = {spot.id: spot for spot in book.places}
    spot = spots.get(book.of(part, act.place)) or next(iter(book.places), None)
    place = NOWHERE if spot is None else place_of(spot)
    return SceneSetting(place.id, place.kind, place.interior, act.time, act.weather)


def speaker_of(book: Book) -> Callable[[str], str | None]:
    """Whom a cue of the script means."""
    known = {cue_name(name): person.id for person in reversed(book.cast) for name in (*person.also_called, person.name)}
    return lambda cue: known.get(cue_name(cue))


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]
