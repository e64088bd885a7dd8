"""The same picture from nearer or farther, from above or below, or in another shape: composed anew, not cropped."""

from dataclasses import replace

from animatic.edits.naming import who
from animatic.edits.words import Words
from animatic.framing import framing_of
from animatic.graph import Figure, Framing, Piece, SceneGraph
from animatic.props import insert
from animatic.reading import Prop
from animatic.staging import extent, group_of

SIZES = ("extreme_wide", "wide", "full", "medium", "close_up", "extreme_close_up")
"""From far to near."""
NAMED = {
    "extreme close up": "extreme_close_up", "extreme closeup": "extreme_close_up", "close up": "close_up", "closeup": "close_up",
    "medium": "medium", "full": "full", "extreme wide": "extreme_wide", "establishing": "extreme_wide", "wide": "wide",
}  # fmt: skip
NEARER = ("closer", "nearer", "tighter", "zoom in", "move in")
WIDER = ("wider", "farther", "further", "zoom out", "back off")
ANGLES = {
    "from above": "high", "high angle": "high", "overhead": "overhead", "from below": "low", "low angle": "low",
    "eye level": "eye", "tilted": "dutch", "dutch": "dutch",
}  # fmt: skip
AROUND = ("camera", "angle", "shot", "up", "go", "come", "move", "zoom", "show", "see", "seen", "straight", "level", "on")
SHAPES = {
    "9:16": (9, 16), "portrait": (9, 16), "upright": (9, 16), "vertical": (9, 16), "1:1": (1, 1), "square": (1, 1),
    "16:9": (16, 9), "landscape": (16, 9), "widescreen": (16, 9), "horizontal": (16, 9),
}  # fmt: skip
SQUEEZED = 0.74
"""How much narrower a row of people is in an upright picture, where every second stands a step behind."""


def reframed(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "Closer", "a close-up of Mara", "wide shot", "from above"; None when it is not about the camera."""
    size, rest = _size(graph, words)
    angle = graph.camera.angle
    for phrase, name in ANGLES.items():
        found = rest.phrase(phrase)
        if found is not None:
            angle, rest = name, found
            break
    if (size, angle) == (graph.camera.size, graph.camera.angle) and rest == words:
        return None
    people, rest = who(graph, rest)
    if rest.take(AROUND).left() or graph.camera.size == "insert":
        return None
    first = people[:1] or graph.figures[:1]
    ordered = (*first, *(figure for figure in graph.figures if figure not in first))
    return replace(graph, camera=_camera(graph, size, angle, (graph.width, graph.height), ordered))


def _size(graph: SceneGraph, words: Words) -> tuple[str, Words]:
    size = graph.camera.size
    now = SIZES.index(size) if size in SIZES else 2
    for phrases, step in ((NEARER, 1), (WIDER, -1)):
        found = words.phrase(*phrases)
        if found is not None:
            return SIZES[min(len(SIZES) - 1, max(0, now + step))], found
    for phrase, name in NAMED.items():
        found = words.phrase(phrase)
        if found is not None:
            return name, found
    return size, words


def reshaped(graph: SceneGraph, words: Words) -> SceneGraph | None:
    """ "In portrait", "make it square", "as 16:9"; None when it is not about the shape of the picture."""
    named = [word for word in words.open() if word in SHAPES]
    if not named or words.take((*SHAPES, "format", "ratio", "mode", "orientation", "aspect")).left():
        return None
    across, down = SHAPES[named[-1]]
    if across == down:
        side = round((graph.width * graph.height) ** 0.5 / 2) * 2
        return in_shape(graph, (side, side))
    long, short = max(graph.width, graph.height), min(graph.width, graph.height)
    long = round(short * 16 / 9) if long == short else long
    return in_shape(graph, (long, short) if across > down else (short, long))


def in_shape(graph: SceneGraph, canvas: tuple[int, int]) -> SceneGraph:
    """The same picture on another canvas: the same people and things, the camera and the row of people composed for it."""
    if canvas == (graph.width, graph.height):
        return graph
    shaped = replace(graph, width=canvas[0], height=canvas[1])
    if graph.camera.size == "insert" and graph.props:
        return replace(shaped, camera=_near(graph, canvas))
    figures, props = graph.figures, graph.props
    if canvas[0] < canvas[1] and graph.width >= graph.height:
        figures, props = _gathered(graph)
    shoulder = next((figure for figure in figures if _near_shoulder(figure)), None)
    camera = _camera(graph, graph.camera.size, graph.camera.angle, canvas, figures)
    if shoulder is not None:
        figures = tuple(_moved_shoulder(f, graph, camera, canvas) if f is shoulder else f for f in figures)
    return replace(shaped, camera=camera, figures=figures, props=props)


def _camera(graph: SceneGraph, size: str, angle: str, canvas: tuple[int, int], figures: tuple[Figure, ...]) -> Framing:
    """As a new picture of them is framed; a horizon that was lowered on purpose stays so much lower."""
    old, move = graph.camera, graph.camera.move
    group = group_of(figures, size)
    usual = framing_of(old.size, old.angle, move, (graph.width, graph.height), group_of(graph.figures, old.size), graph.interior)
    lowered = (old.horizon - usual.horizon) / graph.height if not graph.figures else 0.0
    camera = framing_of(size, angle, move, canvas, group, graph.interior)
    if lowered > 0.01:
        return replace(camera, horizon=min(0.92 * canvas[1], camera.horizon + lowered * canvas[1]))
    return camera


def _near(graph: SceneGraph, canvas: tuple[int, int]) -> Framing:
    thing = graph.props[-1]
    base = framing_of("insert", graph.camera.angle, graph.camera.move, canvas, group_of((), "insert"), graph.interior)
    return insert(Prop(thing.id, thing.kind), canvas, base)[0]


def _near_shoulder(figure: Figure) -> bool:
    return figure.facing == "back" and figure.z < -0.3


def _moved_shoulder(figure: Figure, graph: SceneGraph, camera: Framing, canvas: tuple[int, int]) -> Figure:
    """The shoulder that we look over, at the same part of the new canvas."""
    old = graph.camera
    z = -camera.subject * 0.42
    before, after = old.focal / (old.subject + figure.z), camera.focal / (camera.subject + z)
    side = (figure.x - old.x) * before / graph.width
    top = (old.horizon + (old.eye - figure.height - figure.y) * before) / graph.height
    y = (camera.horizon + (camera.eye - figure.height) * after - top * canvas[1]) / after
    return replace(figure, x=camera.x + side * canvas[0] / after, z=z, y=y)


def _gathered(graph: SceneGraph) -> tuple[tuple[Figure, ...], tuple[Piece, ...]]:
    """A row of three or more, closer together, every second a step behind; what they sit on goes with them."""
    row = [f for f in graph.figures if "." not in f.id and not _near_shoulder(f) and abs(f.z) < 0.3]
    if len(row) < 3:
        return graph.figures, graph.props
    left, right = min(f.x + extent(f)[0] for f in row), max(f.x + extent(f)[1] for f in row)
    middle = (left + right) / 2
    ordered = sorted(row, key=lambda figure: figure.x)
    shifts = {f.id: ((f.x - middle) * (SQUEEZED - 1), 0.7 * (i % 2)) for i, f in enumerate(ordered)}
    figures = tuple(_shifted(f, shifts[f.id]) if f.id in shifts else f for f in graph.figures)
    return figures, tuple(_following(piece, shifts) for piece in graph.props)


def _following(piece: Piece, shifts: dict[str, tuple[float, float]]) -> Piece:
    owner = next((name for name in shifts if piece.id.endswith(f"-{name}")), None)
    return piece if owner is None else replace(piece, x=piece.x + shifts[owner][0], z=piece.z + shifts[owner][1])


def _shifted(figure: Figure, by: tuple[float, float]) -> Figure:
    return replace(figure, x=round(figure.x + by[0], 4), z=figure.z + by[1])
