"""Near pictures of several things: those that a sentence names in one breath are seen in one picture. `compose` asks."""

from collections.abc import Iterable
from dataclasses import replace

from animatic.chance import seed_of
from animatic.fixtures import ON_WALLS, own
from animatic.graph import Framing, Piece, SceneGraph
from animatic.measures import TOPS, height_of_prop, width_of_prop
from animatic.reading import Prop, Reading

APART = 4.0
"""How many times as high as the first a thing may be that is seen together with it."""
MOST = 4
SMALL = 0.7
"""Up to this height things lie on a table."""
ON_GROUND = (
    "suitcase",
    "bag",
    "backpack",
    "bucket",
    "basket",
    "crate",
    "box",
    "shoe",
    "ball",
    "log",
    "campfire",
    "fire",
    "chest",
)
"""Small things that nevertheless stand on the ground, where something large stands with them."""
GAP = 0.25
"""The room between two things, as a part of their mean width."""


def together(reading: Reading) -> tuple[Prop, ...]:
    """The things of a near picture: the first, and what fits beside it; what something is on is its ground."""
    under = {spot.of for spot in reading.shot.spots}
    first, *rest = reading.props
    tall = height_of_prop(first.kind)
    fits = (p for p in rest if p.name not in under and tall / APART <= height_of_prop(p.kind) <= tall * APART)
    return (first, *fits)[:MOST]


def seen_together(graph: SceneGraph, shown: tuple[Prop, ...], size: tuple[int, int]) -> SceneGraph:
    """The picture of things beside each other: where the place has them, else in a row on a table or on the ground."""
    there = [_in_place(prop, graph.scenery) for prop in shown]
    if all(there):
        return _framed(graph, [piece for piece in there if piece], size)
    kinds = {prop.kind for prop in shown}
    pieces = _row([_piece(prop) for prop in shown])
    wide, tall = _spread(pieces)
    lying = all(piece.y < SMALL and height_of_prop(piece.kind) <= SMALL for piece in pieces)
    base = 0.75 if lying else 0.0
    camera = _camera(graph.camera, (wide, tall), base, size)
    raised = tuple(replace(piece, y=piece.y + base) for piece in pieces)
    ground = (Piece("surface", "surface", 0.0, 0.02, base, size=max(tall, wide / 2) / 0.3),) if lying else ()
    clear = tuple(p for p in graph.scenery if p.kind not in kinds and not (p.kind in ("grass_tuft", "leaves") and p.z < 1.5))
    return replace(graph, camera=camera, props=(*ground, *raised), scenery=clear)


def _piece(prop: Prop) -> Piece:
    return Piece(prop.name, prop.kind, seed=seed_of("prop", prop.name), colour=prop.colour, details=dict(prop.details))


def _in_place(prop: Prop, scenery: Iterable[Piece]) -> Piece | None:
    """The piece of the place that the word means; of equals the middlemost."""
    scenery = tuple(scenery)
    equal = sorted((piece for piece in scenery if piece.kind == prop.kind), key=lambda piece: abs(piece.x))
    return own(prop.kind, scenery) or next(iter(equal), None)


def _row(pieces: list[Piece]) -> list[Piece]:
    """The things side by side around x = 0; small ones on what carries them."""
    large = [p for p in pieces if height_of_prop(p.kind) > SMALL and p.kind not in ON_WALLS]
    carrier = next((p for p in large if p.kind in TOPS and TOPS[p.kind] < 1.2), None)
    upon = [p for p in pieces if carrier and p not in large and p.kind not in (*ON_GROUND, *ON_WALLS)]
    standing = [p for p in pieces if p not in upon]
    edge, placed = 0.0, list[Piece]()
    for piece in standing:
        wide = width_of_prop(piece.kind)
        placed.append(replace(piece, x=edge + wide / 2, z=0.001 * len(placed), y=_hung(piece, standing)))
        edge += wide * (1 + GAP)
    placed = [replace(piece, x=piece.x - edge / 2) for piece in placed]
    base = next((p for p in placed if carrier and p.id == carrier.id), None)
    if base is not None:
        step = width_of_prop(base.kind) / (len(upon) + 1)
        left = base.x - width_of_prop(base.kind) / 2
        placed += [replace(p, x=left + step * (n + 1), z=base.z - 0.02, y=TOPS[base.kind]) for n, p in enumerate(upon)]
    return placed


def _hung(piece: Piece, others: list[Piece]) -> float:
    """What hangs on a wall is above the things that stand on the ground."""
    if piece.kind not in ON_WALLS or piece.kind in ("door", "elevator_doors"):
        return 0.0
    return ON_WALLS[piece.kind] if any(height_of_prop(p.kind) > SMALL for p in others if p is not piece) else 0.0


def _spread(pieces: Iterable[Piece]) -> tuple[float, float]:
    """How wide and how high the things are together."""
    pieces = tuple(pieces)
    left = min(p.x - width_of_prop(p.kind) * p.size / 2 for p in pieces)
    right = max(p.x + width_of_prop(p.kind) * p.size / 2 for p in pieces)
    return right - left, max(p.y + height_of_prop(p.kind) * p.size for p in pieces)


def _camera(camera: Framing, spread: tuple[float, float], base: float, size: tuple[int, int]) -> Framing:
    """The camera before things so wide and so high, whose foot is at `base`."""
    wide, tall = spread
    metre = min(0.6 * size[1] / tall, 0.78 * size[0] / wide)
    eye = base + max(0.75 * tall, 0.12)
    foot = min(0.84 * size[1], 0.5 * size[1] + 0.56 * metre * tall)
    subject = max(0.7, camera.focal / metre)
    return replace(
        camera, focal=metre * subject, eye=eye, horizon=foot - metre * (eye - base), subject=subject, x=0.0, focus_y=0.6
    )


def _framed(graph: SceneGraph, pieces: list[Piece], size: tuple[int, int]) -> SceneGraph:
    """The camera before things that stand in their place; what is nearer than they are is left out."""
    front = min(piece.z for piece in pieces)
    ids = {piece.id for piece in pieces}
    middle = (min(p.x for p in pieces) + max(p.x for p in pieces)) / 2
    camera = replace(_camera(graph.camera, _spread(pieces), 0.0, size), size="full", x=middle)
    moved = tuple(replace(p, z=p.z - front) if p.z or p.kind in ("shell", "floor") else p for p in graph.scenery)
    clear = tuple(p for p in moved if p.id in ids or p.kind in ("shell", "floor") or not p.z or p.z > -0.05)
    return replace(graph, camera=camera, props=(), scenery=clear)
