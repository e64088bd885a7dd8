"""Takes a scene graph apart into elements that move each in its own way, and composes them into the frames of a clip."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np
import skia

from animatic.alive.actor import Actor
from animatic.alive.cels import Cel
from animatic.alive.far import is_far, uncovered
from animatic.alive.going import clouded, going_piece
from animatic.alive.opening import opening
from animatic.alive.performance import Performance
from animatic.alive.rounds import ONLY_IF, ROUNDS
from animatic.alive.scenery import (
    FALL,
    Drawn,
    Drifting,
    Falling,
    Floating,
    Passing,
    Round,
    Still,
    in_the_waves,
    in_the_wind,
)
from animatic.alive.speech import Speech
from animatic.alive.travel import NEAR, speeds
from animatic.alive.vapours import RISES, glitter, rising
from animatic.alive.view import Element, View
from animatic.camera import Camera, surface_on
from animatic.going import SPEEDS
from animatic.graph import Figure, Piece, SceneGraph
from animatic.layers import Layer, Pixels
from animatic.paint import Item, Plane, paint_plane, plane_item, planes_of, region_of, thing_item
from animatic.paint.cabin import road_behind
from animatic.paint.carriage import carriage_windows
from animatic.paint.finish import overlay
from animatic.paint.pen import Pen
from animatic.paint.sky import clouds_of
from animatic.space import Space
from contracts.storyboard import FPS

LEAVES = ("tree", "pine", "palm", "bush", "fern", "plant", "reeds", "flowers", "grass_tuft", "leaves", "crops", "coral")
WATERS = ("water", "surf")
FLOATS = {"boat": (0.05, 3.4), "ship": (0.05, 5.2), "balloon": (0.06, 2.8), "kite": (0.12, 2.3)}
"""What floats: how far, in metres, and in how many seconds."""
MOST_ROUNDS = 3
"""On one plane; each costs a layer."""
WIND = {"storm": 2.4, "rain": 1.3, "snow": 0.8, "fog": 0.5}


@dataclass(frozen=True, slots=True)
class Timing:
    """The frames of a clip, and which of them are the handles before and after the cuts."""

    frames: int
    head: int = 0
    tail: int = 0
    fps: int = FPS
    since: tuple[tuple[str, float], ...] = ()
    """Who goes on with what they did in the shot before, and for how many seconds they have done it."""

    @property
    def span(self) -> float:
        """Seconds from cut to cut."""
        return max(1, self.frames - self.head - self.tail) / self.fps


@dataclass(frozen=True, slots=True)
class Living:
    """A picture that lives. The same graph, timing and speech give the same pixels, in whatever order frames are asked for."""

    graph: SceneGraph
    timing: Timing
    elements: tuple[Element, ...]
    backdrop: dict[tuple[int, Camera], Pixels] = field(default_factory=dict)
    """What is far behind, as it was seen last."""
    ground: dict[Camera, Pixels | None] = field(default_factory=dict)
    """What stands still behind everything that moves, as the last camera sees it: painted when it looks a second time."""

    @property
    def lives(self) -> bool:
        """Whether anything moves by itself."""
        return not all(isinstance(element, Still) for element in self.elements)

    @classmethod
    def of(cls, graph: SceneGraph, timing: Timing, speech: Speech) -> "Living":
        """Paint what is painted once."""
        cast = {p.figure.id: p for p in performances(graph, timing, speech)}
        found = [element for plane in planes_of(graph) for element in _elements(graph, plane, cast, timing.span)]
        over = Still(Cel.of(overlay((graph.width, graph.height), graph.style, moving=True)))
        return cls(graph, timing, (*uncovered(found, graph.height), over))

    def see(self, frame: int, camera: Camera, onto: Pixels | None = None, far: Camera | None = None) -> Pixels:
        """What the camera sees at a frame: an opaque RGBA array of height x width x 4, `onto` if it is given.

        Where the zoom changes every layer is resampled at every frame; with `far`, the camera of every second one, what is far
        behind is resampled half as often.
        """
        pixels = np.empty((self.graph.height, self.graph.width, 4), np.uint8) if onto is None else onto
        if far is not None and not camera.grid and (count := self._far()):
            return self._before_backdrop(pixels, frame, camera, far, count)
        if camera not in self.ground:
            self.ground.clear()
            self.ground[camera] = None
            return self._shown(pixels, frame, camera, 0)
        behind = next((i for i, element in enumerate(self.elements) if not isinstance(element, Still)), 0)
        known = self.ground[camera]
        if known is None:
            known = self.ground[camera] = self._shown(np.empty_like(pixels), frame, camera, 0, behind)
        np.copyto(pixels, known)
        return self._shown(pixels, frame, camera, behind)

    def _far(self) -> int:
        """How many elements are so far behind that hardly any move is seen in them."""
        return next((i for i, element in enumerate(self.elements) if not is_far(element)), 0)

    def _before_backdrop(self, pixels: Pixels, frame: int, camera: Camera, far: Camera, count: int) -> Pixels:
        """The same as `see`, all but the backdrop as it is now."""
        moment = frame // 2 * 2, far
        if moment not in self.backdrop:
            self.backdrop.clear()
            self.backdrop[moment] = self._shown(np.empty_like(pixels), moment[0], far, 0, count)
        np.copyto(pixels, self.backdrop[moment])
        return self._shown(pixels, frame, camera, count)

    def _shown(self, pixels: Pixels, frame: int, camera: Camera, first: int, last: int | None = None) -> Pixels:
        """The elements from `first` on, over what `pixels` shows; the first of all over nothing."""
        surface = surface_on(pixels)
        canvas = surface.getCanvas()
        if first == 0:
            canvas.clear(skia.ColorTRANSPARENT)
        view = View(self.graph, canvas, camera, frame / self.timing.fps, (frame - self.timing.head) / self.timing.fps)
        for element in self.elements[first:last]:
            element.show(view)
        return pixels


def performances(graph: SceneGraph, timing: Timing, speech: Speech) -> Iterator[Performance]:
    """What everybody does. The more there is to draw, and the shorter the clip, the fewer drawings a movement has."""
    space, moving = Space(graph.camera), speeds(graph, timing.span)
    tall = [min(1.2 * graph.height, space.scale(figure.z) * figure.height) / graph.height for figure in graph.figures]
    cost = sum(0.007 + 0.036 * part * (graph.width * graph.height / 921600) for part in tall)
    steps = max(5, min(12, int(0.18 * timing.span / max(0.001, cost))))
    others = tuple((figure.id, figure.x) for figure in graph.figures)
    for figure in graph.figures:
        around = tuple(other for other in others if other[0] != figure.id)
        near, since = graph.camera.size in NEAR, dict(timing.since).get(figure.id, 0.0)
        yield Performance(figure, timing.span, speech, steps, near, moving.get(figure.id, 0.0), around, since)


def _elements(graph: SceneGraph, plane: Plane, cast: dict[str, Performance], span: float) -> Iterator[Element]:
    """The elements of a plane, back to front: neighbours that move alike are one."""
    if plane.name == "weather":
        yield from _weather(graph, plane)
        return
    sorts = _sorts(graph, plane)
    for (sort, _), run in groupby(zip(sorts, plane.items, strict=True), key=lambda pair: pair[0]):
        items = tuple(item for _, item in run)
        if sort in ("actor", "round", "float", "going", "sky", "swing"):
            for item in items:
                yield from _moving(graph, plane, item, sort, cast, span)
        else:
            yield from _painted(graph, plane, items, sort)


def _sorts(graph: SceneGraph, plane: Plane) -> list[tuple[str, int]]:
    """How each item moves; of leaves only the longest run, of rounds only the nearest few, for each costs a layer."""
    sorts = [_sort(graph, item) for item in plane.items]
    spots = [i for i, sort in enumerate(sorts) if sort == "round"]
    for i in spots[:-MOST_ROUNDS]:
        sorts[i] = "still"
    runs, start = list[tuple[int, int]](), 0
    for sort, run in groupby(sorts):
        count = len(list(run))
        if sort == "leaves":
            runs.append((count, start))
        start += count
    longest = max(runs, default=(0, 0))[1]
    return [(sort if sort != "leaves" or _run_of(runs, i) == longest else "still", 0) for i, sort in enumerate(sorts)]


def _run_of(runs: list[tuple[int, int]], spot: int) -> int:
    return next((start for count, start in runs if start <= spot < start + count), -1)


def _sort(graph: SceneGraph, item: Item) -> str:
    what = item.what
    if isinstance(what, Figure):
        return "actor"
    if what.kind in WATERS:
        return "water"
    if what.kind == "sky" and clouds_of(what):
        return "sky"
    if what.word("goes") and what.kind in SPEEDS:
        return "going"
    if what.kind in LEAVES and not graph.interior:
        return "leaves"
    if what.kind in FLOATS:
        return "float"
    if what.word("swings"):
        return "swing"
    if what.kind in ONLY_IF and not what.number(ONLY_IF[what.kind], 0):
        return "still"
    if what.kind in ROUNDS and what.number("lit", 1) and (graph.light.lamps or what.kind != "lighthouse"):
        return "round"
    return "still"


def _painted(graph: SceneGraph, plane: Plane, items: tuple[Item, ...], sort: str) -> Iterator[Element]:
    layer = paint_plane(graph, plane, items)
    if layer is None:
        return
    cel, pieces = Cel.of(layer), [item.what for item in items if isinstance(item.what, Piece)]
    if sort == "leaves":
        hanging = all(piece.y > 1 for piece in pieces)
        yield Drifting(cel, in_the_wind(layer, graph.height, WIND.get(graph.weather, 1.0), hanging), 8)
    elif sort == "water":
        yield Drifting(cel, in_the_waves(layer, graph.height, 1.8 if graph.weather == "storm" else 1.0), 4)
        yield Drawn(layer, glitter(pieces[0], layer.y + 2, layer.y + layer.image.shape[0]))
    else:
        yield Still(cel)
    yield from _risings(plane, pieces)
    for piece in pieces:
        if piece.word("view") == "passing":
            yield Drawn(Layer(plane.name, plane.depth, np.zeros((1, 1, 4), np.uint8), 0, 0), _outside(piece))


def _outside(carriage: Piece) -> Callable[[Pen, float], None]:
    windows = road_behind if carriage.kind == "cabin" else carriage_windows
    return lambda pen, t: windows(pen, carriage, t, framed=False)


def _risings(plane: Plane, pieces: list[Piece]) -> Iterator[Element]:
    for piece in pieces:
        paint = rising(piece) if piece.kind in RISES else None
        if paint is not None:
            yield Drawn(Layer(plane.name, plane.depth, np.zeros((1, 1, 4), np.uint8), 0, 0), paint)


def _moving(
    graph: SceneGraph, plane: Plane, item: Item, sort: str, cast: dict[str, Performance], span: float
) -> Iterator[Element]:
    what = item.what
    if isinstance(what, Figure):
        yield Actor(graph, plane, cast[what.id])
        return
    if sort == "sky":
        clear, clouds = clouded(graph, plane, what)
        yield from ([Still(clear)] if clear else [])
        yield from clouds
        return
    if sort == "going":
        element = going_piece(graph, plane, what, span)
        yield from ([element] if element else [])
        return
    if sort == "swing":
        yield opening(graph, plane, what, span)
        return
    if sort == "float":
        layer = paint_plane(graph, plane, (item,))
        if layer is not None:
            reach, seconds = FLOATS[what.kind]
            yield Floating(Cel.of(layer), reach * Space(graph.camera).scale(what.z) * what.size, seconds)
        return
    phases, rate = ROUNDS[what.kind]
    items = {phase: thing_item(replace(what, details=what.details | {"phase": phase})) for phase in phases}
    layers = {phase: paint_plane(graph, plane, (item,), region_of(graph, plane, (item,))) for phase, item in items.items()}
    cels = {phase: Cel.of(layer) if layer else None for phase, layer in layers.items()}
    yield Round(tuple(cels[phase] for phase in phases), rate)
    yield from _risings(plane, [what])


def _weather(graph: SceneGraph, plane: Plane) -> Iterator[Element]:
    for item in plane.items:
        piece = item.what
        assert isinstance(piece, Piece)
        calm = plane_item(replace(piece, details=piece.details | {"lightning": 0})) if piece.kind == "storm" else item
        layer = paint_plane(graph, plane, (calm,))
        if layer is None:
            continue
        if piece.kind not in FALL:
            yield Passing(Cel.of(layer))
            continue
        struck = paint_plane(graph, plane, (item,)) if piece.kind == "storm" else None
        yield Falling(Cel.of(layer), piece.kind, Cel.of(struck) if struck else None, graph.seed)
