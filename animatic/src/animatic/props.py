"""Where the things of a shot stand: beside people, behind them, before us, or alone and near in an insert."""

from collections.abc import Iterable
from dataclasses import replace

from animatic.acting import HELD
from animatic.chance import Chance, seed_of
from animatic.fixtures import ON_WALLS, hung, own
from animatic.framing import Group
from animatic.graph import Figure, Framing, Piece
from animatic.measures import TOPS, height_of_prop, width_of_prop
from animatic.paint.registry import THINGS
from animatic.reading import Prop, Reading
from animatic.spots import spot_of
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


def placed_props(
    reading: Reading, figures: tuple[Figure, ...], scenery: Iterable[Piece], camera: Framing, around: tuple[Piece, ...] = ()
) -> tuple[Piece, ...]:
    """Props that nobody holds: large ones behind, small ones on a table beside; what the place or `around` has is not doubled."""
    scenery, pieces = tuple(scenery), list[Piece]()
    taken = {figure.held for figure in figures} | {piece.kind for piece in (*scenery, *around)}
    taken |= {"piano"} if any(figure.pose == "at_piano" for figure in figures) else set()
    for prop in reading.props:
        if prop.kind in {piece.kind for piece in pieces}:
            continue
        spot = spot_of(reading, prop.name)
        if figures and spot is not None and spot.how == "on" and spot.of in TOPS and prop.kind in THINGS:
            pieces += _upon(_piece(prop), spot.of, (*pieces, *around, *scenery), figures, camera)
            continue
        alone = _alone(reading, figures, prop)
        if prop.kind not in THINGS or (not alone and (prop.kind in taken or own(prop.kind, scenery))):
            continue
        chance = Chance("props", reading.scene, prop.name)
        piece = _piece(prop)
        if prop.kind in ON_WALLS and not alone:
            found = hung(piece, scenery, [figure.x for figure in figures])
            pieces += [found] if found else []
        elif alone:
            pieces += _before_us(piece, camera)
        else:
            pieces += _seen(_beside(piece, figures, chance, pieces), figures, camera)
    return tuple(pieces)


def _piece(prop: Prop) -> Piece:
    return Piece(prop.name, prop.kind, seed=seed_of("prop", prop.name), colour=prop.colour, details=_details(prop))


def _upon(piece: Piece, thing: str, there: Iterable[Piece], figures: tuple[Figure, ...], camera: Framing) -> list[Piece]:
    """A thing on another: on the one that is there, else on one that is brought along."""
    half = camera.centre * camera.subject / camera.focal
    near = (p for p in there if p.kind == thing and p.z < 2.6 and abs(p.x - camera.x) < half - 0.3)
    base = next(near, None)
    if base is not None:
        aside = 0.33 * width_of_prop(thing) * base.size
        x = max((base.x, base.x + aside, base.x - aside), key=lambda x: min(0.4, *(abs(x - f.x) for f in figures)))
        return [replace(piece, x=x, z=base.z - 0.02, y=base.y + TOPS[thing] * base.size)]
    tall = min(1.0, max(0.55, 0.62 / TOPS[thing]))
    under = Piece(f"stand-{piece.id}", thing, size=tall)
    right, left = max(f.x + extent(f)[1] for f in figures), min(f.x + extent(f)[0] for f in figures)
    room = max((camera.x + half - right, 1), (left - camera.x + half, -1))
    wide = min(width_of_prop(thing) * tall, 1.2)
    x = right + 0.1 + wide / 2 if room[1] > 0 else left - 0.1 - wide / 2
    return [replace(under, x=x, z=0.12), replace(piece, x=x - 0.25 * wide * room[1], z=0.1, y=TOPS[thing] * tall)]


def with_things(group: Group, reading: Reading, sides: tuple[Piece, ...] = ()) -> Group:
    """The group with what stands beside somebody, so that both are seen: small things at a side, large ones in wide pictures."""
    if reading.shot.size in ("wide", "full", "medium"):
        for piece in sides:
            left, right = group.middle - group.width / 2, group.middle + group.width / 2
            half = width_of_prop(piece.kind) / 2 + 0.1
            left, right = min(left, piece.x - half), max(right, piece.x + half)
            group = replace(group, width=right - left, middle=(left + right) / 2)
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


def _beside(piece: Piece, figures: tuple[Figure, ...], chance: Chance, placed: Iterable[Piece] = ()) -> list[Piece]:
    """A thing at a side of the people, or of what is `placed` already."""
    near = [(p.x, width_of_prop(p.kind) * p.size / 2) for p in placed if p.z < 1.0 and not p.y]
    right = max((*(f.x + extent(f)[1] for f in figures), *(x + half for x, half in near)), default=-0.4)
    left = min((*(f.x + extent(f)[0] for f in figures), *(x - half for x, half in near)), default=0.4)
    rider = next((f for f in figures if f.pose == "riding"), None)
    if piece.kind in ("bicycle", "motorcycle") and rider:
        return [replace(piece, x=rider.x, z=rider.z + 0.01, flip=rider.facing == "left")]
    if piece.kind == "ship_wheel" and figures:
        lead = figures[0]
        return [replace(piece, x=lead.x + (0.46 if lead.facing != "left" else -0.46), z=-0.01, size=lead.height / 1.5)]
    pushes = next((f for f in figures if f.pose == "pushing" and f.facing in ("left", "right")), None)
    if pushes and height_of_prop(piece.kind) > 0.6 and piece.kind not in ("door", "tree", "ship", "airplane"):
        way = -1 if pushes.facing == "left" else 1
        reach = extent(pushes)[1] if way > 0 else -extent(pushes)[0]
        return [replace(piece, x=pushes.x + way * (reach - 0.2 + width_of_prop(piece.kind) / 2), z=0.03, flip=way < 0)]
    kicks = next((f for f in figures if f.pose == "kicking" and f.facing != "back"), None)
    if kicks and piece.kind == "ball":
        reach = extent(kicks)[0] - 0.25 if kicks.facing == "left" else extent(kicks)[1] + 0.25
        return [replace(piece, x=kicks.x + reach, z=0.01)]
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
