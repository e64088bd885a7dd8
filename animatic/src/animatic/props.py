"""Where the things of a shot stand: beside people, behind them, before us, or alone and near in an insert."""

from collections.abc import Iterable
from dataclasses import replace

from animatic.acting import HELD
from animatic.chance import Chance, seed_of
from animatic.fixtures import ON_WALLS, hung, own
from animatic.framing import Group
from animatic.graph import Figure, Framing, Piece
from animatic.paint.registry import THINGS
from animatic.reading import Prop, Reading
from animatic.staging import extent

LARGE = {
    "car": 3.6, "truck": 6.0, "bus": 6.0, "train": 7.0, "boat": 3.2, "ship": 16.0, "airplane": 14.0, "helicopter": 8.0,
    "rocket": 14.0, "spaceship": 9.0, "tree": 4.0, "lighthouse": 30.0, "elevator_doors": 2.0, "beacon": 1.6,
    "statue": 2.6, "fountain": 3.4, "wagon": 2.6, "tent": 2.6, "piano": 1.6, "bed": 2.0, "sofa": 2.0, "motorcycle": 1.4,
    "bicycle": 1.4, "ladder": 1.0, "fire": 1.2, "campfire": 1.2,
}  # fmt: skip
"""How far behind the figures large props stand, in metres."""
HANGING = {"mirror": 0.0, "balloon": 0.6, "kite": 0.8, "butterfly": 1.3, "bell": 1.8}
"""What hangs or flies beside people, and how high."""
SMALL_ON_TABLE = 0.75
NEAREST = 0.7
"""The camera never comes nearer to a prop than this, in metres; a longer lens does the rest."""
TOP_OF_TOWER = (10.6, 4.4)
"""Where the part of a lighthouse begins that a near picture shows, and how high it is."""
PROP_HEIGHT = {
    "ring": 0.14, "coin": 0.1, "key": 0.16, "pill": 0.06, "watch": 0.18, "phone": 0.2, "camera": 0.2, "cup": 0.22, "dice": 0.09,
    "compass": 0.18, "letter": 0.2, "envelope": 0.2, "ticket": 0.14,
    "egg": 0.17, "apple": 0.17, "money": 0.14, "knife": 0.34, "gun": 0.22, "mask": 0.3, "bread": 0.2, "cake": 0.32,
    "sword": 1.0, "lamp": 0.6, "computer": 0.55, "television": 1.0, "chair": 1.0, "table": 1.0,
    "door": 2.2, "window": 1.5, "car": 1.9, "bus": 3.2, "truck": 3.2, "train": 3.6, "boat": 1.0, "ship": 12.0, "airplane": 4.5,
    "rocket": 10.0, "spaceship": 3.2, "tree": 6.0, "piano": 1.3, "bed": 1.2, "sofa": 1.1,
    "robot": 1.8, "statue": 3.0, "gravestone": 1.2, "sign": 1.7, "fountain": 2.3, "balloon": 1.4, "kite": 3.2, "umbrella": 1.2,
    "guitar": 1.1, "fire": 1.1, "campfire": 1.1, "snowman": 1.9, "shelf": 2.2,
    "helicopter": 3.4, "wagon": 1.4, "tent": 2.0, "motorcycle": 1.2, "bicycle": 1.2, "wheelchair": 1.2, "telescope": 1.5,
    "anchor": 1.1, "mirror": 1.7, "easel": 1.7, "chest": 0.7, "barrel": 0.95, "crate": 0.7,
    "desk": 0.9, "bench": 0.95, "ladder": 3.0, "flag": 1.8, "spear": 1.9, "broom": 1.7, "shovel": 1.7, "screen": 1.0,
    "microphone": 1.6, "lever": 0.75, "rock": 0.9, "log": 0.6, "suitcase": 0.6, "drum": 0.7, "shield": 0.8,
    "axe": 0.8, "bow": 1.3, "plant": 1.5, "painting": 0.75, "torch": 0.75, "lantern": 0.4, "clock": 0.55, "crystal": 0.6,
    "globe": 0.55, "feather": 0.32, "butterfly": 0.34, "teddy": 0.5, "flower": 0.5, "sled": 0.5, "beacon": 2.3,
    "elevator_doors": 2.3, "kettle": 0.36, "alarm_clock": 0.3, "ship_wheel": 1.4,
}  # fmt: skip
"""How high props are, in metres; others are about 0.3."""


def height_of_prop(kind: str) -> float:
    """How high a thing is, in metres."""
    return PROP_HEIGHT.get(kind, 0.3)


def placed_props(reading: Reading, figures: tuple[Figure, ...], scenery: Iterable[Piece], camera: Framing) -> tuple[Piece, ...]:
    """Props that nobody holds: large ones behind, small ones on a table beside; what the place has anyway is not doubled."""
    taken = {figure.held for figure in figures} | {piece.kind for piece in scenery}
    taken |= {"piano"} if any(figure.pose == "at_piano" for figure in figures) else set()
    scenery, pieces = tuple(scenery), list[Piece]()
    for prop in reading.props:
        alone = _alone(reading, figures, prop)
        if prop.kind not in THINGS or (not alone and (prop.kind in taken or own(prop.kind, scenery))):
            continue
        chance = Chance("props", reading.scene, prop.name)
        piece = Piece(prop.name, prop.kind, seed=seed_of("prop", prop.name), colour=prop.colour, details=_details(prop))
        if prop.kind in ON_WALLS and not alone:
            found = hung(piece, scenery, [figure.x for figure in figures])
            pieces += [found] if found else []
        elif alone:
            pieces += _before_us(piece, camera)
        else:
            pieces += _seen(_beside(piece, figures, chance), figures, camera)
    return tuple(pieces)


def with_things(group: Group, reading: Reading) -> Group:
    """The group with the large things that stand beside somebody small in a wide picture, so that both are seen."""
    beside = [height_of_prop(p.kind) for p in reading.props if p.kind not in (*LARGE, *ON_WALLS, *HANGING)]
    tall = max(beside, default=0.0)
    if group.top >= 1.05 or tall < 1.2 or reading.shot.size not in ("wide", "full"):
        return group
    return replace(group, width=group.width + 2.2, top=tall + 0.1)


def _seen(pieces: list[Piece], figures: tuple[Figure, ...], camera: Framing) -> list[Piece]:
    """Things beside people, brought into a near picture, or left out of it where there is no room; no halves at the edge."""
    kind = pieces[-1].kind
    if camera.size not in ("medium", "close_up", "extreme_close_up") or kind in LARGE or kind in HANGING:
        return pieces
    if height_of_prop(kind) >= 0.7 or not figures:
        return pieces
    if camera.size != "medium" or len(pieces) < 2:
        return []
    half = camera.centre * camera.subject / camera.focal
    left, right = min(f.x + extent(f)[0] for f in figures), max(f.x + extent(f)[1] for f in figures)
    room = max((camera.x + half - right, 1), (left - camera.x + half, -1))
    if room[0] < 0.4:
        return []
    x = right + room[0] / 2 if room[1] > 0 else left - room[0] / 2
    lift = camera.eye - (camera.centre * 2 * 0.5 - camera.horizon) * camera.subject / camera.focal
    top = max(0.5, lift)
    return [replace(pieces[0], x=x, size=top / 0.78), replace(pieces[-1], x=x, y=top * 0.99)]


def _alone(reading: Reading, figures: tuple[Figure, ...], prop: Prop) -> bool:
    """Whether a wide picture of nobody is about this small thing."""
    return not figures and height_of_prop(prop.kind) < 0.7 and prop == reading.props[0]


def _before_us(piece: Piece, camera: Framing) -> list[Piece]:
    """A small thing on a table in front, at one third of the picture, while the place is seen behind it."""
    z = -0.2 * camera.subject
    x = camera.x - 0.19 * (camera.centre * 2) * (camera.subject + z) / camera.focal
    table = Piece(f"stand-{piece.id}", "table", x - 0.15, z + 0.01, size=0.95)
    return [table, replace(piece, x=x, z=z, y=0.74, size=1.35)]


def _beside(piece: Piece, figures: tuple[Figure, ...], chance: Chance) -> list[Piece]:
    right = max((f.x + extent(f)[1] for f in figures), default=-0.4)
    left = min((f.x + extent(f)[0] for f in figures), default=0.4)
    rider = next((f for f in figures if f.pose == "riding"), None)
    if piece.kind in ("bicycle", "motorcycle") and rider:
        return [replace(piece, x=rider.x, z=rider.z + 0.01, flip=rider.facing == "left")]
    if piece.kind == "ship_wheel" and figures:
        lead = figures[0]
        return [replace(piece, x=lead.x + (0.46 if lead.facing != "left" else -0.46), z=-0.01, size=lead.height / 1.5)]
    if piece.kind in LARGE:
        return [replace(piece, x=chance.between(-1.6, 1.6), z=LARGE[piece.kind])]
    if piece.kind in HANGING:
        x = right + 0.45 if chance.unit() < 0.5 else left - 0.45
        return [replace(piece, x=x, z=0.4, y=HANGING[piece.kind])]
    if piece.kind in HELD or piece.kind == "kettle":
        x = right + 0.45 if chance.unit() < 0.5 else left - 0.45
        return [Piece(f"stand-{piece.id}", "table", x, 0.12, size=0.62), replace(piece, x=x, z=0.11, y=0.48)]
    x = right + 0.8 if chance.unit() < 0.5 else left - 0.8
    return [replace(piece, x=x, z=0.3)]


def _details(prop: Prop) -> dict[str, float | str]:
    """What the painter is told; of what sways, how high it is."""
    return prop.details | ({"sways": height_of_prop(prop.kind)} if prop.details.get("sways") else {})


def insert(prop: Prop, size: tuple[int, int], camera: Framing, nearer: float = 1.0) -> tuple[Framing, tuple[Piece, ...]]:
    """A near picture of a prop on a surface; large props get the camera back instead, a tower is seen at its top."""
    tall = height_of_prop(prop.kind)
    base = 0.0 if tall > 0.9 else SMALL_ON_TABLE
    if prop.kind == "lighthouse":
        base, tall = TOP_OF_TOWER
    metre = 0.54 * nearer * min(size[1], size[0] * 1.1) / tall
    eye = base + tall * 0.75
    horizon = size[1] * (0.78 + 0.2 * (nearer - 1)) - metre * (eye - base)
    subject = max(NEAREST, camera.focal / metre)
    framing = replace(camera, focal=metre * subject, eye=eye, horizon=horizon, subject=subject, x=0.0, focus_y=0.6)
    standing = base if base == SMALL_ON_TABLE else 0.0
    piece = Piece(
        prop.name, prop.kind, 0.0, 0.0, standing, seed=seed_of("prop", prop.name), colour=prop.colour, details=_details(prop)
    )
    if base != SMALL_ON_TABLE:
        return framing, (piece,)
    if prop.details.get("sways"):
        return framing, (piece,)
    return framing, (Piece("surface", "surface", 0.0, 0.005, base, size=tall / 0.3), piece)
