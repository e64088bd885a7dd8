"""What is far behind in a living picture: hardly any move is seen in it, and near ground hides it. `living` asks."""

from dataclasses import replace

import numpy as np

from animatic.alive.cels import Cel
from animatic.alive.going import Going
from animatic.alive.scenery import Drifting, Still
from animatic.alive.view import Element

FAR = 0.1
"""Up to what depth a plane counts as far behind."""
HIDDEN = 0.13
"""How far below the edge of the ground what is behind it may come to light, as a part of the height, when a camera moves."""


def is_far(element: Element) -> bool:
    """Whether it hardly moves."""
    cels = element.cels if isinstance(element, Going) else (element.cel,) if isinstance(element, Still) else ()
    return bool(cels) and all(cel.layer.depth < FAR and not cel.layer.slope for cel in cels)


def uncovered(elements: list[Element], height: int) -> list[Element]:
    """The elements, those far behind without the rows that solid ground hides, however the camera moves."""
    grounds = (e.cel for e in elements if isinstance(e, Still | Drifting) and e.cel.layer.name == "ground")
    top = min((cel.layer.y for cel in grounds if cel.image.isOpaque()), default=None)
    if top is None:
        return elements
    return [_above(e, top + HIDDEN * height) if isinstance(e, Still) and is_far(e) else e for e in elements]


def _above(element: Still, bottom: float) -> Still:
    layer = element.cel.layer
    rows = min(layer.image.shape[0], max(1, round(bottom - layer.y)))
    return Still(Cel.of(replace(layer, image=np.ascontiguousarray(layer.image[:rows]))))
