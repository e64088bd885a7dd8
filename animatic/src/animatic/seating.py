"""How people sit, lie and ride in each kind of place, and the furniture for it: a seat in a train, a ledge on a roof."""

import re
from collections.abc import Iterable
from dataclasses import replace

from animatic.graph import Figure, Piece
from animatic.musicians import at_hand
from animatic.poses import pose_of as angles_of
from animatic.reading import RIDES, in_car
from contracts.storyboard import Place, Shot, Spot

_FLOOR = re.compile(
    r"\b(sits?|sitting|sat|slides?|sinks?) (down )?(on|to|onto) the (floor|ground|grass|sand|snow|boards|rug)", re.IGNORECASE
)
_LIES_ON_FLOOR = re.compile(r"\bon (?:the )?(?:floor|ground|grass|sand|snow|boards|rug|bench|sofa|couch)\b", re.IGNORECASE)
_AT_DESK = re.compile(
    r"\b(?:at|on|over|across|upon) (?:the|an?|his|her|their) (?:\w+ )?(?:desk|table|counter|keyboard|papers)\b", re.IGNORECASE
)
_ARMS_UP = re.compile(
    r"\b(?:arms?|hands?) (?:high |raised |stretched |thrown )*(?:in the air|up|to the sky|towards? the sky|to heaven)\b"
    r"|\b(?:raises?|lifts?|throws?) (?:up )?(?:his|her|their|both) (?:arms|hands)\b",
    re.IGNORECASE,
)
_IN_BED = re.compile(r"\b(blankets?|duvet|covers|pillow|in bed|wakes?( up)?)\b", re.IGNORECASE)
SEATS = {
    "train": "train_seat",
    **dict.fromkeys(("street", "city", "village", "park", "garden", "market", "harbor", "church", "museum"), "bench"),
    **dict.fromkeys(("rooftop", "castle", "prison"), "ledge"),
    **dict.fromkeys(("forest", "jungle", "river", "lake", "snowfield"), "log"),
    **dict.fromkeys(("mountain", "desert", "coast", "beach", "cave", "planet", "underwater"), "rock"),
    **dict.fromkeys(("farm", "field", "ship", "sea", "factory", "road"), "crate"),
    **dict.fromkeys(("spaceship", "space_station", "office", "laboratory"), "captains_chair"),
    "bar": "stool",
}
"""What one sits on where; elsewhere a chair inside and a bench outside."""
SEAT_SIZE = {"log": 1.5, "rock": 0.62, "crate": 0.8, "ledge": 0.95, "train_seat": 1.0}
"""So that the seat is as high as a chair's."""
SEATS_TOO = (
    "bed",
    "sofa",
    "bench",
    "chair",
    "rock",
    "log",
    "crate",
    "chest",
    "barrel",
    "suitcase",
    "table",
    "desk",
    "box",
    "piano",
)
"""What else one sits on, where the words say so."""
AT_TABLE = ("typing", "writing", "eating", "slumped")
BEHIND = {"bench": 0.2, "ledge": 0.0, "log": 0.1, "rock": 0.05, "crate": 0.0, "stool": 0.05}
"""How far behind the feet the middle of a seat is; a chair's is 0.2."""


IN_CAR = ((0.4, 0.0), (-0.4, 0.0), (0.03, 0.75), (-0.6, 0.75))
"""Where people sit in a car, the driver first."""
IN_SEAT = ("holding", "drinking", "phoning", "reading", "arms_crossed", "thinking", "weeping", "praying", "waving")
"""What one can do in a seat of a car."""


def settled(figure: Figure, shot: Shot, place: Place) -> Figure:
    """The figure as it sits, sleeps or rides here."""
    if figure.dress.species not in ("", "robot"):
        return figure
    if RIDES.search(shot.action) and "bicycle" in shot.props and figure.pose in ("sitting", "standing", "playing"):
        return replace(figure, pose="riding")
    if place.kind == "bedroom" and place.interior and _IN_BED.search(shot.action):
        return replace(figure, pose="lying", y=0.52 * figure.height / 1.75)
    if figure.pose == "kneeling" and _ARMS_UP.search(shot.action):
        return replace(figure, pose="beseeching")
    if figure.pose == "sleeping" and _AT_DESK.search(shot.action):
        return replace(figure, pose="slumped", expression="asleep")
    if figure.pose in ("sleeping", "lying") and _LIES_ON_FLOOR.search(shot.action):
        return figure
    if figure.pose == "sitting" and _FLOOR.search(f"{shot.action} {place.description}"):
        return replace(figure, pose="floor_sitting")
    if figure.pose == "sleeping" and (place.kind in ("train", "office", "bar", "cafe", "church") or figure.dress.species):
        return replace(figure, pose="nodding", expression="asleep")
    if figure.pose in ("sleeping", "lying") and place.interior and place.kind in ("bedroom", "room", "hospital", "prison"):
        return replace(figure, y=0.52 * figure.height / 1.75)
    return figure


def belted(figures: list[Figure], place: Place) -> list[Figure]:
    """People in a car as they sit: the first drives; the third and the fourth sit behind. Elsewhere as they were."""
    if not in_car(place.kind, place.interior, place.name):
        return figures
    return [_belted(figure, index) for index, figure in enumerate(figures)]


def _belted(figure: Figure, index: int) -> Figure:
    x, z = IN_CAR[min(index, len(IN_CAR) - 1)]
    pose = "driving" if index == 0 else figure.pose if figure.pose in IN_SEAT else "standing"
    return replace(figure, x=x, z=z, y=0.0, pose=pose, facing="left" if x > 0 else "right", turn=0.22)


def furniture(figures: tuple[Figure, ...], place: Place, interior: bool, spots: Iterable[Spot] = ()) -> tuple[Piece, ...]:
    """What people sit and lie on, and the tables they work at; `spots` are what the words put them on."""
    pieces: list[Piece] = []
    said = {spot.what: spot.of for spot in spots if spot.how == "on" and spot.of in SEATS_TOO}
    for figure in figures:
        if figure.dress.species not in ("", "robot") or figure.z < -0.5:
            continue
        if angles_of(figure.pose).seat:
            pieces.append(_seat(figure, place, interior, said.get(figure.id, "")))
        if figure.pose in ("sleeping", "lying") and figure.y > 0.3 and said.get(figure.id, "bed") == "bed":
            size = figure.height / 1.75 * 1.02
            left = figure.facing == "left"
            pieces.append(Piece(f"bed-{figure.id}", "bed", figure.x, figure.z + 0.02, size=size, flip=left))
            pieces.append(Piece(f"blanket-{figure.id}", "blanket", figure.x, figure.z - 0.01, size=size, flip=left))
        if figure.pose in AT_TABLE:
            pieces += _table(figure)
        pieces += at_hand(figure)
    return tuple(pieces)


def seat_kind(figure: Figure, place: Place, interior: bool, said: str = "") -> str:
    """What somebody sits on here, if the words do not say."""
    kind = said or SEATS.get(place.kind, "chair" if interior else "bench")
    if place.kind == "train" and not interior and not said:
        kind = "bench"
    if figure.pose == "at_piano":
        kind = "stool"
    if figure.pose in AT_TABLE and interior and kind not in ("train_seat", "captains_chair", said):
        kind = "chair"
    return kind


def _seat(figure: Figure, place: Place, interior: bool, said: str) -> Piece:
    kind = seat_kind(figure, place, interior, said)
    size = max(0.7, figure.height / 1.75)
    back = BEHIND.get(kind, 0.2) * size * (-1 if figure.facing == "left" else 1)
    return Piece(
        f"seat-{figure.id}",
        kind,
        figure.x - back,
        figure.z + 0.02,
        size=size * SEAT_SIZE.get(kind, 1.0),
        flip=figure.facing == "left",
    )


def _table(figure: Figure) -> list[Piece]:
    way = -1 if figure.facing == "left" else 1
    x = figure.x + 0.75 * way
    thing = {"typing": "laptop", "writing": "paper", "eating": "plate"}.get(figure.pose, "")
    table = Piece(f"table-{figure.id}", "table", x, figure.z + 0.03, size=0.9)
    if not thing:
        return [replace(table, x=figure.x + 0.7 * way, z=figure.z - 0.05)]
    return [
        table,
        Piece(f"on-table-{figure.id}", thing, x - 0.2 * way, figure.z + 0.025, 0.67),
    ]
