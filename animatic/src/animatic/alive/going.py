"""What goes somewhere in a living picture: vehicles by the words of the shot, traffic, birds, fish, clouds."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from animatic.alive.cels import Cel
from animatic.alive.view import View
from animatic.chance import Chance
from animatic.going import SPEEDS
from animatic.graph import Piece, SceneGraph
from animatic.paint import Plane, paint_plane, plane_item, region_of, thing_item
from animatic.paint.sky import CLEAR, clouds_of
from animatic.paint.surface import whole
from animatic.space import Space

LENGTHS = {
    "car": 4.4, "truck": 8.4, "bus": 8.4, "train": 15.0, "motorcycle": 2.0, "bicycle": 2.0, "wagon": 4.4, "ship": 17.0,
    "boat": 4.0, "airplane": 14.0, "helicopter": 11.0, "spaceship": 12.0, "rocket": 5.0, "animal": 2.0, "fish": 0.6,
}  # fmt: skip
"""Metres from end to end; the headlights of vehicles reach further."""
TALL = {"ship": 13.0, "rocket": 11.5}
HEADINGS = {
    "rocket": (0.0, 1.0),
    "helicopter": (0.5, 0.5),
    "airplane": (1.0, 0.12),
    "spaceship": (1.0, 0.2),
    "balloon": (0.2, 1.0),
}
"""How much of the way goes ahead, and how much up."""
LATER = 0.2
"""The part of a shot in which what leaves still stands, and what has arrived stands already."""
WINGS = {"animal": (8, 6.0), "fish": (1, 1.0)}
"""Drawings of one round, and how many a second."""
PIXELS_A_SECOND, WINDS = 9.0, {"storm": 3.2, "rain": 1.6, "snow": 1.2}
"""How fast the nearest clouds go in a picture 720 pixels high, and by how much faster in bad weather."""
Way = Callable[[float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Going:
    """A thing on its way; its way says how many pixels it is to the right of its place, and above it, at a time."""

    cels: tuple[Cel, ...]
    rate: float
    way: Way

    def show(self, view: View) -> None:
        """Be where the way has come to."""
        right, up = self.way(view.t)
        view.lay(self.cels[int(view.t * self.rate) % len(self.cels)], up=up, right=right)


def going_piece(graph: SceneGraph, plane: Plane, piece: Piece, span: float) -> Going | None:
    """A piece whose detail `goes` says how, in a shot of so many seconds; None when nothing of it is to be seen."""
    drawings, rate = WINGS.get(piece.kind, (1, 1.0))
    space = Space(graph.camera)
    metre = space.scale(piece.z) * piece.size
    x, y = space.point(piece.x, piece.y, piece.z)
    half, tall = (LENGTHS.get(piece.kind, 4.0) / 2 + 5.0) * metre, TALL.get(piece.kind, 5.0) * metre
    left, top, right, bottom = (round(edge / 4) * 4 for edge in (x - half, y - tall, x + half, y + 0.7 * metre))
    if piece.kind not in HEADINGS:
        top, bottom = max(top, whole(graph)[1]), min(bottom, whole(graph)[3])
    region = (left, top, right, bottom)
    phases = (replace(piece, details=piece.details | {"phase": k / drawings}) for k in range(drawings))
    layers = [paint_plane(graph, plane, (thing_item(phase),), region) for phase in phases]
    cels = tuple(Cel.of(layer) for layer in layers if layer is not None)
    return Going(cels, rate, way_of(graph, piece, span)) if cels else None


def way_of(graph: SceneGraph, piece: Piece, span: float) -> Way:
    """The way of a piece in pixels, smooth over the whole clip; in the middle of a passage it is at its place."""
    space = Space(graph.camera)
    metre = space.scale(piece.z)
    ahead, up = HEADINGS.get(piece.kind, (1.0, 0.0))
    if piece.kind == "airplane" and piece.word("goes") == "passes":
        up = 0.0
    ahead = -ahead if piece.flip else ahead
    run = run_of(piece.word("goes"), SPEEDS.get(piece.kind, 2.0), _room(graph, piece, ahead, up), span)

    def way(t: float) -> tuple[float, float]:
        metres = run(t)
        return metres * ahead * metre, abs(metres) * up * metre

    return way


def run_of(goes: str, speed: float, room: float, span: float) -> Callable[[float], float]:
    """Metres from the place at each moment. `room` is the way from there until nothing is seen any more."""
    if goes == "drifts":
        return lambda t: speed * (t - span / 2)
    if goes == "passes":
        pace = min(1.8 * speed, max(0.6 * speed, 2 * room / max(0.5, span)))
        return lambda t: pace * (t - span / 2)
    seconds = max(0.5, span * (1 - LATER))
    far = min(room, 0.9 * speed * seconds)
    if goes == "arrives":
        return lambda t: -far * max(0.0, 1 - t / seconds) ** 2
    return lambda t: far * max(0.0, (t - LATER * span) / seconds) ** 2


def _room(graph: SceneGraph, piece: Piece, ahead: float, up: float) -> float:
    space = Space(graph.camera)
    long = LENGTHS.get(piece.kind, 4.0) * piece.size
    if not ahead:
        return (space.camera.horizon + space.camera.eye * space.scale(piece.z)) / space.scale(piece.z) + long
    wide = graph.width / space.scale(piece.z)
    return (wide / 2 + long) / max(0.3, abs(ahead) + up)


def clouded(graph: SceneGraph, plane: Plane, sky: Piece) -> tuple[Cel | None, list[Going]]:
    """A sky without its clouds, and the clouds, which go with the wind, near ones faster."""
    clear = paint_plane(graph, plane, (plane_item(replace(sky, details=sky.details | {"only": CLEAR})),))
    wind = PIXELS_A_SECOND * WINDS.get(graph.weather, 1.0) * min(graph.width, graph.height) / 720
    wind *= 1 if Chance("wind", graph.seed, graph.place).unit() < 0.5 else -1
    clouds = []
    for number in range(clouds_of(sky)):
        cloud = (plane_item(replace(sky, details=sky.details | {"only": number})),)
        layer = paint_plane(graph, plane, cloud, region_of(graph, plane, cloud))
        if layer is not None:
            near = 1 - (layer.y + layer.image.shape[0] / 2) / max(1.0, graph.camera.horizon)
            clouds.append(Going((Cel.of(layer),), 1.0, _blown(wind * math.sqrt(min(1.0, max(0.12, near))))))
    return (Cel.of(clear) if clear is not None else None), clouds


def _blown(pace: float) -> Way:
    return lambda t: (pace * t, 0.0)
