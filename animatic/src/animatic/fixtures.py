"""What is built into its place: a door is seen in its wall, the clock of a station where it hangs. `compose` and `props` ask."""

from collections.abc import Iterable
from dataclasses import replace

from animatic.chance import seed_of
from animatic.graph import Framing, Piece, SceneGraph

ON_WALLS = {"door": 0.0, "elevator_doors": 0.0, "window": 0.95, "clock": 1.9, "painting": 1.45, "photo": 1.5, "screen": 1.1}
"""What hangs on walls or stands in them, and how high its foot is, in metres."""
ALIKE = {
    "window": ("window", "wide_window", "tall_window", "glazing"),
    "painting": ("picture",),
    "door": ("door", "elevator_doors"),
    "shelf": ("shelf", "bookcase"),
    "screen": ("big_screen", "screens"),
}
"""What a place may have under another name."""
BUILT_IN = (*ON_WALLS, "shelf", "fountain", "statue", "piano", "mirror", "bench", "easel", "sofa", "bed")
FILLS = 0.62
"""What part of the picture's height a near picture of it takes."""
CLEAR = 0.75
"""How much wall it needs on either side, in metres."""


def own(kind: str, scenery: Iterable[Piece]) -> Piece | None:
    """The piece of the place that the word means."""
    kinds = ALIKE.get(kind, (kind,)) if kind in BUILT_IN else ()
    return next((piece for piece in scenery if piece.kind in kinds), None)


def hung(piece: Piece, scenery: Iterable[Piece], taken: Iterable[float]) -> Piece | None:
    """The piece on the back wall where there is room, `taken` columns left free; None where no wall is or no room."""
    scenery = tuple(scenery)
    wall = next((p for p in scenery if p.kind == "shell"), None)
    if wall is None:
        return None
    half = wall.number("half", 3.4) - 0.5
    full = [p.x for p in scenery if p.z > wall.z - 1.2 and p.kind not in ("shell", "floor", "rug", "ceiling_lamp")] + list(taken)
    spots = [x for x in (0.0, 1.0, -1.0, 1.8, -1.8, 2.6, -2.6, 3.2, -3.2) if abs(x) <= half]
    free = max(spots, key=lambda x: (min([CLEAR, *(abs(x - other) for other in full)]), -abs(x)), default=None)
    if free is None:
        return None
    return replace(piece, x=free, z=wall.z - 0.02, y=ON_WALLS[piece.kind])


def built(kind: str, scenery: Iterable[Piece]) -> Piece | None:
    """A door, a window or a picture that the place must have, since a near picture is to show it; on its back wall."""
    if kind not in ("door", "elevator_doors", "window", "painting", "screen"):
        return None
    return hung(Piece(kind, kind, seed=seed_of("prop", kind)), scenery, ())


def near(graph: SceneGraph, piece: Piece, tall: float) -> SceneGraph:
    """The picture of a thing in its place: the camera goes there, and what stands in between is left out."""
    camera = _before(graph, piece, tall * piece.size)
    moved = tuple(replace(p, z=p.z - piece.z) if _stands(p) else p for p in graph.scenery)
    clear = tuple(p for p in moved if not _between(p, piece, tall))
    return replace(graph, camera=camera, props=(replace(piece, z=0.0),), scenery=clear)


def _stands(piece: Piece) -> bool:
    return piece.kind in ("shell", "floor") or bool(piece.z)


def _between(piece: Piece, thing: Piece, tall: float) -> bool:
    reach = 0.4 + tall * thing.size * 0.5
    hides = piece.kind not in ("shell", "floor") and bool(piece.z) and piece.z < 0.25 and abs(piece.x - thing.x) < reach
    return hides and piece.y < thing.y + tall


def _before(graph: SceneGraph, piece: Piece, tall: float) -> Framing:
    """The camera before a thing, as high as its middle."""
    metre = FILLS * min(graph.height, graph.width) / tall
    middle = piece.y + tall * 0.5
    eye = max(0.9, middle)
    horizon = graph.height * 0.5 + metre * (middle - eye)
    subject = max(1.2, graph.camera.focal / metre)
    return replace(
        graph.camera, size="full", focal=metre * subject, eye=eye, horizon=horizon, subject=subject, x=piece.x, focus_y=0.5
    )
