"""Doors that open or close once in a shot, as its words say. `living` asks for them."""

from dataclasses import dataclass, replace

from animatic.alive.cels import Cel
from animatic.alive.view import View
from animatic.camera import ease
from animatic.graph import Piece, SceneGraph
from animatic.paint import Plane, paint_plane, region_of, thing_item

PHASES = 9
BEGINS, TAKES = 0.12, 1.5
"""When it begins, as a part of the shot, and how many seconds it takes at most."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A door in its phases from shut to open."""

    cels: tuple[Cel | None, ...]
    span: float
    closes: bool

    def show(self, view: View) -> None:
        """Stand as far open as the moment asks."""
        cel = self.cels[self.phase(view.t)]
        if cel is not None:
            view.lay(cel)

    def phase(self, t: float) -> int:
        """Which drawing is seen at a time."""
        gone = ease((t - BEGINS * self.span) / min(TAKES, 0.6 * self.span))
        return round((1 - gone if self.closes else gone) * (PHASES - 1))


def opening(graph: SceneGraph, plane: Plane, piece: Piece, span: float) -> Opening:
    """A piece whose detail `swings` says that it opens or closes."""
    items = [thing_item(replace(piece, details=piece.details | {"open": k / (PHASES - 1)})) for k in range(PHASES)]
    layers = [paint_plane(graph, plane, (item,), region_of(graph, plane, (item,))) for item in items]
    return Opening(tuple(Cel.of(layer) if layer else None for layer in layers), span, piece.word("swings") == "closes")
