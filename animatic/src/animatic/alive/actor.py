"""Somebody in a living picture: drawn anew in pieces when something changes, each drawing kept for when it comes again."""

from dataclasses import dataclass, field

import numpy as np
import skia

from animatic.alive.cels import Cel
from animatic.alive.performance import Moment, Performance
from animatic.alive.view import View
from animatic.camera import sampling_of
from animatic.graph import Figure, SceneGraph
from animatic.layers import Layer
from animatic.life import PARTS, Life
from animatic.paint import Plane, figure_item, paint_plane
from animatic.paint.figure import tilt_of
from animatic.paint.surface import Region, whole
from animatic.poses import Pose, pose_of
from animatic.skeleton import Skeleton, rest_of, skeleton_of
from animatic.space import Space

NOTHING = (0.0, 0.0)
ON_THE_NECK = ("behind", "head")
"""The pieces that go where the head goes."""
Key = tuple[object, ...]
_NO_PIXELS = np.zeros((1, 1, 4), np.uint8)


@dataclass(slots=True)
class Actor:
    """One figure on one plane."""

    graph: SceneGraph
    plane: Plane
    performance: Performance
    kept: dict[Key, Cel | None] = field(default_factory=dict)
    bodies: dict[Pose, Skeleton] = field(default_factory=dict)
    heads: dict[Key, tuple[float, float]] = field(default_factory=dict)
    """Where the head was when it was drawn, by key: it is moved from there, not drawn again."""

    @property
    def figure(self) -> Figure:
        """Who it is."""
        return self.performance.figure

    def show(self, view: View) -> None:
        """Put all pieces of this moment on the picture, back to front."""
        moment = self.performance.at(view.t)
        space = Space(self.graph.camera)
        scale = space.scale(self.figure.z)
        foot = space.point(self.figure.x, self.figure.y, self.figure.z)[1]
        canvas = view.canvas
        canvas.save()
        canvas.concat(view.matrix(Layer(self.plane.name, self.plane.depth, _NO_PIXELS, 0, 0)))
        canvas.translate(moment.x * scale, foot)
        canvas.scale(1, 1 + moment.breath)
        canvas.translate(0, -foot)
        for part in self.parts():
            self._piece(canvas, part, moment, scale)
        canvas.restore()

    def parts(self) -> tuple[str, ...]:
        """People are drawn in pieces, animals and robots as a whole."""
        return ("whole",) if self.figure.dress.species else PARTS

    def _piece(self, canvas: skia.Canvas, part: str, moment: Moment, scale: float) -> None:
        key = (part, *self._key(part, moment.life))
        if key not in self.kept:
            self.kept[key] = self._painted(part, moment.life)
            self.heads[key] = self._head(moment.life)
        cel = self.kept[key]
        if cel is None:
            return
        x, y = NOTHING
        if part in ON_THE_NECK:
            now, then = self._head(moment.life), self.heads[key]
            way = -1 if self.figure.facing == "left" else 1
            x, y = (now[0] - then[0]) * scale * way, (now[1] - then[1] + moment.nod * self.figure.height) * scale
        canvas.drawImage(cel.image, cel.layer.x + x, cel.layer.y + y, sampling_of(cel.layer))

    def _key(self, part: str, life: Life) -> Key:
        """What a piece looks like depends on this, and nothing else."""
        pose = self._pose(life)
        if self.figure.dress.species not in ("", "robot"):
            return life.phase, life.lids > 0.5
        face = (life.lids, life.mouth, life.look, life.turn)
        if part == "under":
            return pose.far, pose.near_leg, pose.far_leg, pose.lean, pose.head, pose.tip, pose.lift, pose.front
        if part == "over":
            return (pose,)
        where = pose if pose.tip else tilt_of(self._body(life))
        return (where, life.turn) if part == "behind" else (where, *face)

    def _pose(self, life: Life) -> Pose:
        return life.pose or pose_of(self.figure.pose)

    def _body(self, life: Life) -> Skeleton:
        pose = self._pose(life)
        if pose not in self.bodies:
            self.bodies[pose] = skeleton_of(self.figure, pose)
        return self.bodies[pose]

    def _head(self, life: Life) -> tuple[float, float]:
        """Where the head is, from the feet, in metres; a body that lies keeps it in its place."""
        body = self._body(life)
        if body.pose.tip:
            return NOTHING
        return body.head[0], body.head[1] - body.pose.lift * body.height + rest_of(body)

    def _painted(self, part: str, life: Life) -> Cel | None:
        parts = PARTS if part == "whole" else (part,)
        item = figure_item(self.figure, Space(self.graph.camera), life, parts)
        layer = paint_plane(self.graph, self.plane, (item,), self._region(part, life))
        return None if layer is None else Cel.of(layer)

    def _region(self, part: str, life: Life) -> Region:
        """What part of the canvas a piece may touch: less to clear, less to search for its edges."""
        everything = whole(self.graph)
        if self.graph.camera.roll:
            return everything
        figure, space = self.figure, Space(self.graph.camera)
        scale = space.scale(figure.z)
        x, y = space.point(figure.x, figure.y, figure.z)
        body = self._body(life) if not figure.dress.species else None
        if part in ON_THE_NECK and body is not None and not body.pose.tip:
            head, way = self._head(life), -1 if figure.facing == "left" else 1
            middle, reach = (x + head[0] * scale * way, y + head[1] * scale), 3.3 * body.radius * scale
            return _within(everything, (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach))
        tall, wide = figure.height * scale, figure.height * scale * (1.2 if body else 1.9)
        held = 1.4 * scale if figure.held else 0.0
        return _within(everything, (x - wide - held, y - 2.1 * tall - held, x + wide + held, y + 0.5 * tall))


def _within(region: Region, box: tuple[float, float, float, float]) -> Region:
    """The part of a box that lies in a region, in whole pixels that are a multiple of four apart from the region's edge."""
    left, top, right, bottom = (int(edge // 4) * 4 for edge in box)
    return (
        max(region[0], left),
        max(region[1], top),
        min(region[2], right + 4),
        min(region[3], bottom + 4),
    )
