"""How fast people and animals walk on in a clip, so that nobody leaves the picture or walks into somebody. Pure."""

from animatic.alive.moves import MOTIONS
from animatic.alive.performance import GAITS, STRIDES
from animatic.graph import Figure, SceneGraph
from animatic.space import Space
from animatic.staging import extent

NEAR = ("close_up", "extreme_close_up", "insert")
ROOM = 0.42
"""How much of the free way is gone in each half of the clip."""


def speeds(graph: SceneGraph, span: float) -> dict[str, float]:
    """Metres a second to the right, by figure; who stands is not in it."""
    if graph.camera.size in NEAR:
        return {}
    found = {}
    for figure in graph.figures:
        way = {"right": 1.0, "left": -1.0}.get(figure.facing)
        stride = STRIDES.get(figure.pose)
        if way is None or stride is None or figure.z < -0.5:
            continue
        motion = MOTIONS[figure.pose]
        seconds = GAITS[figure.pose] if figure.dress.species not in ("", "robot") else motion.seconds
        usual = stride * figure.height / seconds
        free = min(_to_the_edge(graph, figure, way), _to_the_next(graph, figure, way), _to_the_edge(graph, figure, -way))
        speed = min(usual, 2 * ROOM * max(0.0, free) / max(0.2, span))
        if speed > 0.02:
            found[figure.id] = round(way * speed, 4)
    return found


def _to_the_edge(graph: SceneGraph, figure: Figure, way: float) -> float:
    """Metres to the edge of the picture."""
    space = Space(graph.camera)
    left, right, _ = extent(figure)
    edge = space.metres(graph.width if way > 0 else 0, figure.z)
    return (edge - figure.x) * way - (right if way > 0 else -left)


def _to_the_next(graph: SceneGraph, figure: Figure, way: float) -> float:
    """Metres to who stands in the way at the same depth; two who come towards each other share them."""
    nearest = 99.0
    for other in graph.figures:
        if other is figure or abs(other.z - figure.z) > 0.4 or (other.x - figure.x) * way <= 0:
            continue
        if other.pose == figure.pose and other.facing == figure.facing:
            continue
        sides = extent(figure), extent(other)
        gap = abs(other.x - figure.x) - sides[0][1 if way > 0 else 0] * way - abs(sides[1][0 if way > 0 else 1])
        nearest = min(nearest, gap * (0.5 if other.pose == figure.pose else 1.0))
    return nearest
