"""Who and what is where the words say: a dog on a desk, a cat under a bed, a suitcase beside her. `compose` and `props` ask."""

from dataclasses import replace

from animatic.acting import HELD
from animatic.chance import seed_of
from animatic.graph import Figure, Piece
from animatic.measures import TOPS, height_of_prop, width_of_prop
from animatic.reading import RIDES, Reading
from animatic.seating import SEATS_TOO, seat_kind
from animatic.staging import extent, upright
from contracts.storyboard import Place, Spot

STANDS_ON = {"computer": "desk", "laptop": "desk", "book": "table", "plate": "table"}
"""What stands on a desk or a table itself, so that who is on it is on that."""
SEAT = 0.47
"""How high the seat of somebody who sits is, for 1.75 m of height."""
LONG_SEATS = ("bench", "ledge", "log")
MOVED = ("bed", "sofa", "desk", "computer", "piano", "television", "suitcase")
"""What a place has one of."""
BACKS = {"horse": 0.86, "cow": 0.86, "dragon": 0.6, "bear": 0.75}
"""How high the back is on which one rides, as a part of an animal's height."""
SEATED = ("sitting", "nodding")
ON_TOP = ("standing", "sitting", "sleeping", "lying", "crouching", "kneeling", "jumping", "dancing", "walking")
"""Poses in which somebody can be on a thing."""


def spot_of(reading: Reading, what: str) -> Spot | None:
    """Where the words put somebody or something."""
    return next((spot for spot in reading.shot.spots if spot.what == what), None)


def _mounted(figures: tuple[Figure, ...], reading: Reading) -> tuple[Figure, ...]:
    """Who rides an animal sits on it."""
    beast = next((figure for figure in figures if figure.dress.species in BACKS), None)
    rider = next((figure for figure in figures if upright(figure) and figure.z > -0.5), None)
    if (
        beast is None
        or rider is None
        or not RIDES.search(reading.shot.action)
        or beast.pose not in ("standing", "walking", "running")
    ):
        return figures
    high = BACKS[beast.dress.species] * beast.height - 0.47 * rider.height
    up = replace(rider, x=beast.x, z=round(beast.z - 0.02, 3), y=round(high, 3), pose="astride", facing=beast.facing)
    return tuple(up if figure is rider else figure for figure in figures)


def at_their_spots(figures: tuple[Figure, ...], reading: Reading) -> tuple[tuple[Figure, ...], tuple[Piece, ...]]:
    """The figures where the words put them, with the things that they are on, under or behind."""
    figures = _mounted(figures, reading)
    found, pieces = list[Figure](), list[Piece]()
    for figure in figures:
        spot = spot_of(reading, figure.id)
        elsewhere = figure.pose == "slumped" or (upright(figure) and RIDES.search(reading.shot.action))
        if spot is None or spot.of not in TOPS or figure.z < -0.5 or elsewhere:
            found.append(figure)
            continue
        figure, under = _placed(figure, spot)
        found.append(figure)
        pieces += under
    return tuple(found), tuple(pieces)


def _placed(figure: Figure, spot: Spot) -> tuple[Figure, list[Piece]]:
    thing = Piece(f"{spot.of}-{figure.id}", spot.of, figure.x, figure.z + 0.02, flip=figure.facing == "left")
    if spot.how == "on" and upright(figure) and figure.pose in SEATED:
        return _seated(figure, spot.of), []
    if spot.how == "on" and spot.of == "bed" and upright(figure) and figure.pose in ("lying", "sleeping"):
        return replace(figure, y=round(TOPS["bed"] * figure.height / 1.75, 3)), []
    if spot.how == "on" and figure.pose in ON_TOP:
        return _on_top(figure, thing)
    if spot.how == "under" and spot.of in ("table", "desk", "bed", "bench", "piano", "chair"):
        crouched = replace(figure, pose="crouching" if upright(figure) else figure.pose, z=figure.z + 0.1)
        return crouched, [replace(thing, z=figure.z - 0.05, size=1.0 if not upright(figure) else 1.3)]
    if spot.how == "behind" and TOPS[spot.of] < 1.2:
        return figure, [replace(thing, z=figure.z - 0.3)]
    return figure, []


def _on_top(figure: Figure, thing: Piece) -> tuple[Figure, list[Piece]]:
    base = STANDS_ON.get(thing.kind, "")
    high = TOPS[base or thing.kind]
    raised = replace(figure, y=round(high, 3))
    if not base:
        return raised, [thing]
    side = -1 if figure.facing == "left" else 1
    behind = replace(thing, x=figure.x - 0.2 * side, z=figure.z + 0.03, y=TOPS[base])
    return raised, [replace(thing, id=f"{base}-{figure.id}", kind=base, z=figure.z + 0.05), behind]


def _seated(figure: Figure, thing: str) -> Figure:
    """Somebody on a thing that is higher than a chair."""
    return replace(figure, y=round(max(0.0, TOPS[thing] - SEAT * figure.height / 1.75), 3)) if thing in SEATS_TOO else figure


def things_beside(figures: tuple[Figure, ...], reading: Reading, place: Place) -> tuple[Piece, ...]:
    """The small things that somebody is beside, at their free side: on a long seat where they sit on one, else on the ground."""
    here = {figure.id: figure for figure in figures if figure.z > -0.5}
    kinds = {prop.name: prop for prop in reading.props}
    pieces = list[Piece]()
    for spot in reading.shot.spots:
        prop, figure = kinds.get(spot.of), here.get(spot.what)
        if spot.how != "beside" or prop is None or figure is None or prop.kind not in HELD or height_of_prop(prop.kind) >= 0.7:
            continue
        piece = Piece(prop.name, prop.kind, seed=seed_of("prop", prop.name), colour=prop.colour, details=dict(prop.details))
        pieces.append(_beside(piece, figure, figures, place))
    return tuple(pieces)


def _beside(piece: Piece, figure: Figure, figures: tuple[Figure, ...], place: Place) -> Piece:
    behind = 1 if figure.facing == "left" else -1
    taken = any((other.x - figure.x) * behind > 0 for other in figures if other is not figure and other.z > -0.5)
    left, right, _ = extent(figure)
    wide = width_of_prop(piece.kind)
    if figure.pose in SEATED and seat_kind(figure, place, place.interior) in LONG_SEATS and not taken:
        return replace(piece, x=round(figure.x + behind * (0.3 + wide / 2), 3), z=0.01, y=SEAT + 0.03)
    way = -behind if taken else behind
    return replace(piece, x=round(figure.x + (right + 0.12 + wide / 2 if way > 0 else left - 0.12 - wide / 2), 3), z=0.05)


def without_doubles(scenery: tuple[Piece, ...], pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The place without the beds, desks and other things that the words have moved to somebody."""
    moved = [piece.kind for piece in pieces if piece.kind in MOVED]
    left = list[Piece]()
    for piece in scenery:
        if piece.kind in moved:
            moved.remove(piece.kind)
        else:
            left.append(piece)
    return tuple(left)
