"""The camera of a shot: how large people are, where the horizon lies, for every size, angle and ratio."""

from dataclasses import dataclass

from animatic.graph import Framing


@dataclass(frozen=True, slots=True)
class Group:
    """What the camera has to show, in metres: how wide it is, where its middle is, how high its top and its main face are.

    `reach` is how far the camera of a wide picture goes along with an arm; a narrow one would lose the face by it.
    """

    width: float
    middle: float
    top: float
    face: float
    reach: float = 0.0
    anybody: bool = True
    """Whether there is anybody; a place alone may reach out of the picture at its sides."""


@dataclass(frozen=True, slots=True)
class _Size:
    metre: float
    """Pixels per metre at the figures, as a part of the picture's height."""
    eye: float
    """Height of the camera in metres; 0 is the height of the main face."""
    anchor: float
    """Where the feet stand (or the head's top or the face, for near sizes), as a part of the height."""
    fixed: str


_SIZES: dict[str, _Size] = {
    "extreme_wide": _Size(0.12, 2.5, 0.86, "feet"),
    "wide": _Size(0.25, 1.6, 0.88, "feet"),
    "full": _Size(0.41, 1.35, 0.935, "feet"),
    "medium": _Size(0.78, 0, 0.115, "top"),
    "close_up": _Size(1.5, 0, 0.12, "top"),
    "extreme_close_up": _Size(2.7, 0, 0.44, "face"),
    "insert": _Size(1.3, 1.05, 0.7, "feet"),
}
_RAISED = {"low": -0.85, "high": 1.3, "overhead": 2.7}


TALL_ROOM, TALL_LENS = 0.3, 2.0
"""Of a room in an upright picture: a metre at the figures and the length of the lens, as parts of the picture's height."""
_FILLS = {"wide": 0.2, "full": 0.36, "medium": 0.5, "close_up": 0.62}
"""What part of the picture's height somebody small takes: an animal, a sleeper."""


def framing_of(size: str, angle: str, move: str, canvas: tuple[int, int], group: Group, interior: bool = False) -> Framing:
    """Compose the picture: the same words in every ratio, not a crop."""
    width, height = canvas
    metre = _metre(size, canvas, group, interior)
    eye, anchor, known = _stand(size, angle, canvas, group, interior)
    if known and anchor + metre * known < 0.88 * height and group.top > 1.0:
        anchor, known = 0.9 * height, 0.0
    longer = _tall(size, canvas, interior) or (interior and _small(size, group))
    focal = height * (1.5 if width > height else 1.3 if width == height else TALL_LENS if longer else 1.05)
    horizon = anchor + metre * (known - eye)
    face = horizon + metre * (eye - group.face)
    return Framing(
        size=size,
        angle=angle,
        move=move,
        focal=focal,
        eye=eye,
        horizon=round(horizon, 3),
        centre=width / 2,
        subject=focal / metre,
        x=group.middle + group.reach * min(1.0, width * 9 / (height * 16)),
        roll=5.0 if angle == "dutch" else 0.0,
        focus_y=min(0.7, max(0.25, face / height)),
    )


def _tall(size: str, canvas: tuple[int, int], interior: bool) -> bool:
    """Whether a room is seen as a whole in an upright picture: a longer lens brings its walls up where else only ceiling is."""
    return interior and canvas[0] < canvas[1] and size in ("extreme_wide", "wide")


def _small(size: str, group: Group) -> bool:
    return group.top < 1.05 and size in _FILLS


def _metre(size: str, canvas: tuple[int, int], group: Group, interior: bool) -> float:
    """Pixels per metre at the figures."""
    width, height = canvas
    rule = _SIZES.get(size, _SIZES["full"])
    wanted = TALL_ROOM if _tall(size, canvas, interior) else max(0.21, rule.metre) if interior else rule.metre
    metre = min(wanted * height, 0.92 * width / max(0.3, group.width if group.anybody else 0.0))
    if width < height and rule.fixed == "top":
        metre = min(metre, 0.92 * width / max(0.62, group.width))
    if not _small(size, group):
        return metre if rule.fixed != "feet" or not group.anybody else min(metre, 0.84 * height / max(0.3, group.top))
    filling = min(_FILLS[size] * height / max(0.15, group.top), 0.8 * width / max(0.3, group.width))
    return max(metre if size == "wide" else 0.0, filling)


def _stand(size: str, angle: str, canvas: tuple[int, int], group: Group, interior: bool) -> tuple[float, float, float]:
    """How high the camera stands, and the row of the picture where a known height (metres) is."""
    width, height = canvas
    rule = _SIZES.get(size, _SIZES["full"])
    if _small(size, group) and size != "wide":
        return max(0.12, group.top * (1.5 if angle == "high" else 0.85)), 0.8 * height, 0.0
    eye = (rule.eye or group.face - 0.05) + _RAISED.get(angle, 0.0) * (1.0 if rule.fixed == "feet" else 0.35)
    eye = max(0.3, min(eye, 2.3) if interior else eye)
    if rule.fixed == "feet":
        return eye, rule.anchor * height, 0.0
    lower = 0.12 if width < height and rule.fixed == "top" else 0.0
    return eye, (rule.anchor + lower) * height, group.top if rule.fixed == "top" else group.face
