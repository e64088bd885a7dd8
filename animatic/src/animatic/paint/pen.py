"""The pen: everything that is drawn goes through it, so that light, haze and style touch every shape alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import skia

from animatic.camera import SMOOTH, as_image
from animatic.colour import darker, luminance, mix, times
from animatic.graph import Light, Piece
from animatic.paint.inks import LARGE, SOFT, enlarged, ink, radial, screened, soft
from animatic.paint.shapes import Point, oval, poly, rect
from animatic.space import Space
from animatic.treatment import Treatment, graded

THIN = 2.5
"""Up to how many pixels such a light is one line, not a bright one in a dim one."""
RIM = 7.0
"""How wide the light on an edge is at most, in pixels of a picture 720 high: near faces would look cut out of plastic."""


class Pen:
    """Draws shapes in local metres on one canvas. `fog` and `side` are set by the place where it draws."""

    def __init__(
        self, canvas: skia.Canvas, space: Space, light: Light, style: Treatment, frame: skia.Rect, size: tuple[int, int]
    ) -> None:
        """`frame` is what can be painted, with the overscan; `size` is the picture."""
        self.frame, self.width, self.height = frame, size[0], size[1]
        self.unit = min(size) / 720
        self.canvas, self.space, self.light, self.style = canvas, space, light, style
        self.fog = 0.0
        self.side = 1.0 if light.x >= 0.5 else -1.0
        self.scale = 1.0
        self._tones: dict[tuple[str, bool, float, str], str] = {}

    # where

    @contextmanager
    def at(self, piece: Piece) -> Iterator[None]:
        """Stand where a piece stands: its foot is (0, 0), a metre is 1, y goes down."""
        px, py = self.space.point(piece.x, piece.y, piece.z)
        scale = self.space.scale(piece.z) * piece.size
        with self.placed(px, py, scale, self.fog_at(piece.z), piece.flip):
            yield

    @contextmanager
    def placed(self, px: float, py: float, scale: float, fog: float = 0.0, flip: bool = False) -> Iterator[None]:
        """Stand at a pixel, with so many pixels per metre."""
        before = self.fog, self.side, self.scale
        self.canvas.save()
        self.canvas.translate(px, py)
        self.canvas.scale(-scale if flip else scale, scale)
        self.fog, self.side, self.scale = fog, -self.side if flip else self.side, scale
        yield
        self.canvas.restore()
        self.fog, self.side, self.scale = before

    @contextmanager
    def turned(self, x: float, y: float, degrees: float = 0.0, scale: float = 1.0, flip: bool = False) -> Iterator[None]:
        """Turn and scale around a local point, which becomes (0, 0)."""
        before = self.side, self.scale
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(degrees)
        self.canvas.scale(-scale if flip else scale, scale)
        self.side, self.scale = -self.side if flip else self.side, self.scale * scale
        yield
        self.canvas.restore()
        self.side, self.scale = before

    @contextmanager
    def filled(self) -> Iterator[None]:
        """Draw people: where it is dark, a little light falls on them alone, so that faces can be read."""
        before = self.light
        self.light = replace(before, ambient=mix(before.ambient, "#fff4ea", 0.42 * max(0.0, 0.9 - luminance(before.ambient))))
        yield
        self.light = before

    @contextmanager
    def on(self, matrix: skia.Matrix, fog: float = 0.0) -> Iterator[None]:
        """Draw on a plane of the world: the ground or a wall."""
        before = self.fog, self.scale
        self.canvas.save()
        self.canvas.concat(matrix)
        self.fog, self.scale = fog, self.space.scale(0)
        yield
        self.canvas.restore()
        self.fog, self.scale = before

    @contextmanager
    def clipped(self, path: skia.Path) -> Iterator[None]:
        """Draw only inside a path."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        yield
        self.canvas.restore()

    def fog_at(self, z: float) -> float:
        """How much haze lies before a plane; none before the figures."""
        return float(min(0.66 + 0.1 * min(2.6, self.light.fog), max(0.0, 1 - 1 / (1 + self.light.fog * max(0.0, z - 1.5) / 40))))

    # colours

    def tone(self, colour: str, shine: bool = False) -> str:
        """A colour in this light, at this distance, in this style; what shines is not shaded."""
        key = colour, shine, self.fog, self.light.ambient
        if key not in self._tones:
            seen = colour if shine else times(colour, self.light.ambient)
            self._tones[key] = graded(mix(seen, self.light.haze, self.fog * (0.4 if shine else 1.0)), self.style)
        return self._tones[key]

    def paint(self, colour: str, alpha: float = 1.0) -> skia.Paint:
        """A paint of a finished colour."""
        return skia.Paint(Color4f=ink(colour, alpha), AntiAlias=True)

    # shapes

    def fill(self, path: skia.Path, colour: str, shade: float = 1.0, alpha: float = 1.0, line: bool = True) -> None:
        """A lit shape: a gradient from the lit side to the shadow, an ink line if the style has one."""
        if self.style.edge_shadow and line and alpha == 1.0:
            self._drop_shadow(path)
        base, amount = self.tone(colour), shade * self.style.shade
        if amount > 0:
            self._shaded(path, colour, base, amount, alpha)
        else:
            self.canvas.drawPath(path, self.paint(base, alpha))
        if self.style.outline and line:
            self.outline(path)

    def flat(self, path: skia.Path, colour: str, alpha: float = 1.0) -> None:
        """A shape without shading or line: details, markings, shadows."""
        self.canvas.drawPath(path, self.paint(self.tone(colour), alpha))

    def shine(self, path: skia.Path, colour: str, alpha: float = 1.0) -> None:
        """A shape that gives light itself: lamps, windows at night, screens."""
        self.canvas.drawPath(path, self.paint(self.tone(colour, shine=True), alpha))

    def line(self, path: skia.Path, colour: str, width: float, alpha: float = 1.0, shine: bool = False) -> None:
        """A stroke of so many metres."""
        paint = self.paint(self.tone(colour, shine), alpha)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def stroke(self, points: tuple[Point, ...], colour: str, width: float, alpha: float = 1.0, shine: bool = False) -> None:
        """A stroke through points."""
        path = skia.Path()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self.line(path, colour, width, alpha, shine)

    def outline(self, path: skia.Path, strength: float = 1.0) -> None:
        """The style's ink line around a path."""
        width = self.style.outline * self.unit * strength / max(1e-6, self.scale)
        paint = self.paint(mix(self.style.ink, self.tone("#808080"), self.fog), 0.9)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width * (1 - 0.6 * self.fog))
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def rim(self, path: skia.Path, width: float, amount: float = 1.0) -> None:
        """Light that catches the edge of a shape on the side of the source."""
        strength = amount * self.style.rim * self.light.strength * 0.75
        if strength <= 0.02:
            return
        box = path.getBounds()
        lit, far = (box.right(), box.left()) if self.side > 0 else (box.left(), box.right())
        key = self.tone(self.light.key, shine=True)
        reach = min(width, RIM * self.unit / max(1e-6, self.scale))
        ends = [skia.Point(lit, box.top()), skia.Point(lit + (far - lit) * 0.45, box.top())]
        with self.clipped(path):
            for part, alpha in ((1.0, 0.4), (0.45, 0.6)) if reach * self.scale > THIN else ((0.8, 0.66),):
                colours = [ink(key, min(1.0, strength) * a).toColor() for a in (alpha, 0)]
                paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=reach * part * 2)
                paint.setShader(skia.GradientShader.MakeLinear(ends, colours))
                self.canvas.drawPath(path, paint)

    def glow(self, x: float, y: float, radius: float, colour: str, alpha: float = 0.6) -> None:
        """A soft light around a point."""
        tone, alpha = self.tone(colour, shine=True), min(1.0, alpha * self.style.glow)
        paint = radial((x, y), radius, tone, tuple((place, alpha * part) for place, part in SOFT))
        if (2 * radius * self.scale) ** 2 < LARGE:
            paint.setBlendMode(skia.BlendMode.kScreen)
            self.canvas.drawPath(oval(x, y, radius), paint)
        else:
            screened(self.canvas, oval(x, y, radius), paint)

    def puff(self, x: float, y: float, radius: float, colour: str, alpha: float) -> None:
        """A soft bank of smoke or steam around a point: a small picture enlarged, which takes a third of a glow."""
        paint = skia.Paint(Alphaf=min(1.0, alpha * self.style.glow))
        target = skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, y + radius)
        self.canvas.drawImageRect(as_image(soft(self.tone(colour, shine=True))), target, SMOOTH, paint)

    def fade(self, path: skia.Path, start: Point, end: Point, colours: tuple[tuple[str, float], ...], shine: bool = True) -> None:
        """A linear gradient between (colour, alpha) stops."""
        self.pour(path, start, end, tuple((self.tone(colour, shine), alpha) for colour, alpha in colours))

    def pour(
        self,
        path: skia.Path,
        start: Point,
        end: Point,
        stops: tuple[tuple[str, float], ...],
        places: tuple[float, ...] | None = None,
    ) -> None:
        """A linear gradient between finished (colour, alpha) stops, evenly spaced or at `places` from 0 to 1."""
        colours = [ink(colour, alpha).toColor() for colour, alpha in stops]
        ends = [skia.Point(*start), skia.Point(*end)]
        paint = skia.Paint(AntiAlias=True)
        paint.setShader(skia.GradientShader.MakeLinear(ends, colours, list(places) if places else None))
        box = path.getBounds()
        if box.width() * box.height() * self.scale**2 < LARGE:
            self.canvas.drawPath(path, paint)
        else:
            enlarged(self.canvas, path, paint, (start, end))

    def shadow(self, width: float, depth: float = 0.0, x: float = 0.0, alpha: float = 0.34) -> None:
        """A soft shadow on the ground under something of so many metres."""
        depth = depth or width * 0.16
        colour = darker(self.tone("#2a2438"), 0.4)
        stops = tuple((place, alpha * part * (1 - self.fog)) for place, part in ((0.0, 1.0), (0.45, 0.75), (1.0, 0.0)))
        with self.turned(x - self.side * width * 0.12, 0):
            self.canvas.scale(1, depth / width)
            self.canvas.drawPath(oval(0, 0, width * 0.62), radial((0, 0), width * 0.62, colour, stops))

    def _shaded(self, path: skia.Path, colour: str, base: str, amount: float, alpha: float) -> None:
        box = path.getBounds()
        lit, far = (box.right(), box.left()) if self.side > 0 else (box.left(), box.right())
        gain = amount * self.light.strength * (1 - 0.8 * self.fog)
        bright = mix(base, graded(mix(self.light.key, colour, 0.35), self.style), min(0.8, 0.34 * gain))
        dark = darker(base, min(0.75, 0.36 * gain))
        end = far, box.top() + (box.bottom() - box.top()) * 0.35
        self.pour(path, (lit, box.top()), end, ((bright, alpha), (base, alpha), (dark, alpha)), (0.0, 0.42, 1.0))

    def _drop_shadow(self, path: skia.Path) -> None:
        reach = 5 * self.unit / max(1e-6, self.scale)
        paint = self.paint("#1a1420", self.style.edge_shadow * (1 - self.fog))
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, reach * 0.7))
        self.canvas.save()
        self.canvas.translate(-self.side * reach * 0.8, reach)
        self.canvas.drawPath(path, paint)
        self.canvas.restore()

    # short forms

    def rect(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0.0, shade: float = 1.0) -> None:
        """A lit rectangle."""
        self.fill(rect(x, y, width, height, radius), colour, shade)

    def poly(self, colour: str, *points: Point, shade: float = 1.0) -> None:
        """A lit polygon."""
        self.fill(poly(*points), colour, shade)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str, shade: float = 1.0) -> None:
        """A lit ellipse."""
        self.fill(oval(x, y, rx, ry), colour, shade)
