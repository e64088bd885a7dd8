"""Animals, heading to the right: one body plan for what goes on four legs, others of their own; robots come from `devices`."""

import math
from dataclasses import dataclass

from animatic.chance import Chance
from animatic.colour import darker, lighter, mix, named
from animatic.graph import Figure, Piece
from animatic.life import STILL, Life
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.robots import draw_robot
from animatic.paint.shapes import bent, curve, limb, oval, poly


@dataclass(frozen=True, slots=True)
class Beast:
    """The proportions of a four-legged animal, in parts of its shoulder height."""

    long: float
    leg: float
    thick: float
    head: float
    snout: float
    neck: float
    ears: str
    tail: str
    fur: tuple[str, ...]
    mane: bool = False


BEASTS: dict[str, Beast] = {
    "dog": Beast(1.15, 0.42, 0.2, 0.19, 0.2, 0.28, "flop", "up", ("#a8703f", "#d8b486", "#4a3a32", "#e6ddd0")),
    "wolf": Beast(1.2, 0.46, 0.19, 0.17, 0.22, 0.26, "point", "down", ("#6f737a", "#8a8478")),
    "fox": Beast(1.3, 0.4, 0.18, 0.19, 0.22, 0.2, "point", "bush", ("#d0662a",)),
    "cat": Beast(1.15, 0.4, 0.2, 0.25, 0.08, 0.22, "point", "curl", ("#d08a4a", "#4a4648", "#a8a4a0", "#e8e0d4", "#2c2a2e")),
    "horse": Beast(1.12, 0.52, 0.19, 0.13, 0.15, 0.42, "point", "hair", ("#7a4a2c", "#4a3226", "#c9b292", "#33302f"), mane=True),
    "cow": Beast(1.3, 0.4, 0.26, 0.15, 0.2, 0.16, "flop", "thin", ("#f0ebe2", "#8a5432")),
    "sheep": Beast(1.2, 0.34, 0.3, 0.17, 0.14, 0.2, "flop", "none", ("#efe8da",)),
    "pig": Beast(1.3, 0.3, 0.3, 0.2, 0.14, 0.1, "flop", "curlet", ("#e8a8a0",)),
    "bear": Beast(1.15, 0.36, 0.32, 0.2, 0.15, 0.16, "round", "none", ("#5a3d2a", "#3a2c26")),
    "rabbit": Beast(1.0, 0.24, 0.32, 0.28, 0.06, 0.2, "long", "dot", ("#b8a48c", "#efeae2", "#7a6a5a")),
    "mouse": Beast(1.2, 0.2, 0.34, 0.3, 0.16, 0.1, "round", "thin", ("#8f8a8a", "#b09a86")),
}


def draw_animal(pen: Pen, figure: Figure, life: Life = STILL) -> None:
    """An animal or robot as a member of the cast, at a moment of its life; the pen stands at its feet."""
    species, height = figure.dress.species, figure.height
    piece = Piece(id=figure.id, kind=species, seed=figure.seed, colour=fur_of(figure))
    if species == "robot":
        draw_robot(pen, figure, life)
        return
    lying = figure.pose in ("lying", "sleeping", "sitting") and species in BEASTS
    running = figure.pose in ("running", "jumping", "walking", "fighting")
    asleep = figure.expression if life.lids > 0.5 else "asleep"
    with pen.turned(0, 0, 0, height):
        if species in BEASTS:
            _beast(pen, BEASTS[species], piece, Gait(running, lying, life.phase), asleep)
        elif species == "bird":
            _bird(pen, piece, figure.pose == "flying", life.phase)
        elif species == "fish":
            with pen.turned(0, -1.4):
                _fish(pen, piece)
        else:
            _dragon(pen, piece)


def fur_of(figure: Figure) -> str:
    """The colour of the coat: from the words, else by chance."""
    beast = BEASTS.get(figure.dress.species)
    usual = Chance("fur", figure.id, figure.name).pick(beast.fur) if beast else ""
    return named(figure.dress.hair, usual) if figure.dress.accent == "fur" else usual


@dataclass(frozen=True, slots=True)
class Gait:
    """What the legs and the tail do; `phase` goes from 0 to 1 in one round."""

    running: bool = False
    lying: bool = False
    phase: float = 0.0

    def stride(self, leg: int) -> float:
        """How far a leg is forward, -1 to 1; diagonal legs go together."""
        return math.cos(math.tau * (self.phase + 0.5 * leg))

    def raised(self, leg: int) -> float:
        """How high its foot is: only on the way forward."""
        return max(0.0, -math.sin(math.tau * (self.phase + 0.5 * leg)))

    @property
    def wag(self) -> float:
        """Where the tail is, -1 to 1."""
        return math.sin(math.tau * self.phase)


def _beast(pen: Pen, b: Beast, piece: Piece, gait: Gait, expression: str) -> None:
    fur, half = piece.colour or b.fur[0], b.long / 2
    running, lying = gait.running, gait.lying
    drop = b.leg * 0.72 if lying else 0.0
    back = -(b.leg + 2 * b.thick) + drop
    middle = -(b.leg + b.thick) + drop
    pen.shadow(b.long * 1.1)
    spread = 0.26 if running else 0.02
    for x, leg, far in ((-half * 0.72, 1, True), (half * 0.72, 0, True), (-half * 0.82, 0, False), (half * 0.82, 1, False)):
        colour = darker(fur, 0.3) if far else darker(fur, 0.06)
        step = spread * (gait.stride(leg) if running else 1 - 2 * leg)
        up = gait.raised(leg) if running else 0.0
        knee = (x + step * 0.4 + up * 0.1, -b.leg * 0.5 - up * 0.05)
        foot = (x + step, -0.03 - (0.08 if running and leg == 0 and not gait.phase else 0.14 * up))
        if lying:
            knee, foot = (x + 0.12, -0.06), (x + 0.26, -0.04)
        pen.fill(bent((x, middle), knee, foot, (b.thick * 0.42, b.thick * 0.26, b.thick * 0.2)), colour)
        pen.fill(oval(foot[0] + 0.02, foot[1], b.thick * 0.28, 0.035), darker(colour, 0.3))
    with pen.turned(-half, middle - b.thick * 0.5, 9 * gait.wag):
        _tail(pen, b, fur, (0.0, 0.0))
    body = curve(
        (-half, middle),
        (-half * 0.9, back + 0.02),
        (0, back + 0.04),
        (half * 0.85, back),
        (half * 1.02, middle),
        (half * 0.7, middle + b.thick),
        (-half * 0.1, middle + b.thick * 0.85),
        (-half * 0.8, middle + b.thick * 0.8),
    )
    pen.fill(body, fur)
    pen.rim(body, 0.02)
    if piece.kind == "cow":
        for x, y, r in ((-0.3, back + 0.14, 0.14), (0.15, middle, 0.12), (0.4, back + 0.1, 0.1)):
            pen.flat(oval(x, y, r, r * 0.8), "#3a302c")
    if piece.kind == "sheep":
        for i in range(9):
            pen.oval(-half + i * b.long / 8, back + 0.05 + 0.04 * (i % 2), 0.15, 0.15, fur)
    _beast_head(pen, b, fur, (half * 0.9, back + b.thick * 0.5), expression)


def _tail(pen: Pen, b: Beast, fur: str, at: tuple[float, float]) -> None:
    x, y = at
    if b.tail == "up":
        pen.fill(bent((x, y), (x - 0.16, y - 0.14), (x - 0.18, y - 0.34), (0.05, 0.045, 0.025)), fur)
    elif b.tail in ("down", "bush"):
        wide = 0.13 if b.tail == "bush" else 0.08
        pen.fill(bent((x, y), (x - 0.24, y + 0.12), (x - 0.46, y + 0.22), (0.05, wide, 0.03)), fur)
        if b.tail == "bush":
            pen.oval(x - 0.46, y + 0.22, 0.08, 0.07, "#f4ece0")
    elif b.tail == "curl":
        pen.line(
            curve((x, y), (x - 0.25, y), (x - 0.34, y - 0.28), (x - 0.22, y - 0.46), (x - 0.16, y - 0.36), closed=False),
            darker(fur, 0.1),
            0.07,
        )
    elif b.tail == "hair":
        pen.fill(
            curve((x + 0.02, y - 0.04), (x - 0.14, y + 0.06), (x - 0.16, y + 0.48), (x - 0.04, y + 0.4), (x, y + 0.1)),
            darker(fur, 0.5),
        )
    elif b.tail in ("thin", "curlet"):
        pen.line(curve((x, y), (x - 0.12, y + 0.1), (x - 0.1, y + 0.34), closed=False), darker(fur, 0.2), 0.03)
    elif b.tail == "dot":
        pen.oval(x, y, 0.1, 0.1, "#f6f2ec")


def _beast_head(pen: Pen, b: Beast, fur: str, root: tuple[float, float], expression: str) -> None:
    x, y = root[0] + b.neck * 0.55, root[1] - b.neck * 0.85
    pen.fill(limb(root, (x, y), b.thick * 0.66, b.head * 0.7), fur)
    if b.mane:
        pen.fill(
            curve((root[0] - 0.14, root[1] - 0.05), (x - 0.16, y - 0.12), (x, y - 0.2), (x - 0.02, y), (root[0], root[1])),
            darker(fur, 0.55),
        )
    r, s = b.head, b.snout
    for far in (True, False):
        dx = 0.06 if far else -0.06
        colour = darker(fur, 0.3 if far else 0.12)
        if b.ears == "point":
            pen.fill(
                poly((x + dx - r * 0.3, y - r * 0.6), (x + dx - r * 0.1, y - r * 1.65), (x + dx + r * 0.34, y - r * 0.7)), colour
            )
        elif b.ears == "long":
            pen.fill(limb((x + dx, y - r * 0.6), (x + dx - 0.1, y - r * 2.3), 0.07, 0.05), colour)
        elif b.ears == "round":
            pen.oval(x + dx * 2, y - r * 0.85, r * 0.42, r * 0.42, colour)
    muzzle = mix(fur, "#f4ece0", 0.12 if b.mane else 0.35)
    pen.fill(limb((x + r * 0.3, y + r * 0.25), (x + r * 0.5 + s, y + r * 0.42), r * 0.55, r * 0.36), muzzle)
    pen.oval(x, y, r, r * 0.92, fur)
    if b.ears == "flop":
        pen.fill(
            curve(
                (x - r * 0.5, y - r * 0.7), (x - r * 0.95, y + r * 0.1), (x - r * 0.55, y + r * 0.55), (x - r * 0.1, y - r * 0.3)
            ),
            darker(fur, 0.3),
        )
    pen.oval(x + r * 0.5 + s + r * 0.28, y + r * 0.3, r * 0.16, r * 0.13, "#1f1a1c")
    if expression in ("asleep", "calm", "tired"):
        pen.stroke(((x + r * 0.1, y - r * 0.1), (x + r * 0.4, y - r * 0.06)), "#1f1a1c", r * 0.09)
    else:
        pen.flat(oval(x + r * 0.3, y - r * 0.16, r * 0.17, r * 0.2), "#16130f")
        pen.shine(oval(x + r * 0.35, y - r * 0.22, r * 0.06), "#ffffff")
    pen.stroke(((x + r * 0.5, y + r * 0.66), (x + r * 0.5 + s * 0.9, y + r * 0.62)), darker(fur, 0.6), r * 0.07)


def _bird(pen: Pen, piece: Piece, flying: bool, phase: float = 0.0) -> None:
    colour = piece.colour or Chance("bird", piece.seed).pick(("#4f7fc0", "#c0483e", "#5a5560", "#e0b84a", "#7a5a42"))
    if flying:
        up = 0.4 + 0.6 * math.cos(math.tau * phase)
        for side, shade in ((1, 0.3), (-1, 0.0)):
            wing = ((0, -1.2), (-0.3 + side * 0.1, -1.2 - 0.7 * up), (-0.9 + side * 0.5, -1.2 - 1.1 * up), (-0.35, -1.1))
            pen.fill(curve(*wing), darker(colour, shade))
    lift = -0.7 if flying else 0.0
    if not flying:
        pen.shadow(0.8)
        for x in (-0.05, 0.1):
            pen.stroke(((x, -0.25), (x, 0)), "#d0902f", 0.04)
    pen.fill(poly((-0.4, -0.5 + lift), (-1.0, -0.35 + lift), (-0.9, -0.6 + lift)), darker(colour, 0.25))
    pen.fill(
        curve((-0.5, -0.5 + lift), (-0.2, -0.85 + lift), (0.3, -0.75 + lift), (0.4, -0.4 + lift), (0.0, -0.2 + lift)), colour
    )
    pen.fill(curve((-0.5, -0.5 + lift), (-0.1, -0.7 + lift), (0.15, -0.45 + lift), (-0.2, -0.32 + lift)), darker(colour, 0.2))
    pen.oval(0.36, -0.82 + lift, 0.22, 0.21, colour)
    pen.fill(poly((0.54, -0.9 + lift), (0.8, -0.8 + lift), (0.54, -0.74 + lift)), "#e8a33a")
    pen.flat(oval(0.42, -0.87 + lift, 0.04), "#15120f")


def _fish(pen: Pen, piece: Piece) -> None:
    colour = piece.colour or Chance("fish", piece.seed).pick(("#e8873a", "#4f8fc0", "#9ab0b8", "#e0c04a"))
    pen.fill(poly((-0.5, -0.5), (-1.0, -0.85), (-0.9, -0.5), (-1.0, -0.15)), darker(colour, 0.2))
    pen.fill(curve((-0.6, -0.5), (0, -0.85), (0.7, -0.5), (0, -0.15)), colour)
    pen.fill(poly((-0.1, -0.76), (0.1, -1.0), (0.25, -0.72)), darker(colour, 0.2))
    pen.flat(oval(0.42, -0.56, 0.07), "#ffffff")
    pen.flat(oval(0.44, -0.56, 0.04), "#15120f")
    pen.line(curve((0.2, -0.72), (0.12, -0.5), (0.2, -0.28), closed=False), lighter(colour, 0.3), 0.04)


def _dragon(pen: Pen, piece: Piece) -> None:
    colour = piece.colour or "#4f8a52"
    pen.shadow(1.4)
    pen.fill(
        curve((-0.1, -0.55), (-0.5, -1.3), (-1.0, -1.15), (-0.75, -0.95), (-0.8, -0.75), (-0.5, -0.75), (-0.4, -0.5)),
        darker(colour, 0.25),
    )
    pen.fill(bent((-0.35, -0.3), (-0.8, -0.12), (-1.2, -0.3), (0.13, 0.08, 0.02)), colour)
    for x in (-0.28, 0.2):
        pen.fill(limb((x, -0.3), (x + 0.06, -0.04), 0.1, 0.07), darker(colour, 0.15))
    pen.fill(curve((-0.5, -0.35), (-0.2, -0.62), (0.3, -0.58), (0.42, -0.3), (0.1, -0.16), (-0.3, -0.16)), colour)
    pen.fill(bent((0.3, -0.45), (0.5, -0.75), (0.55, -0.9), (0.14, 0.1, 0.09)), colour)
    pen.fill(limb((0.55, -0.92), (0.84, -0.86), 0.12, 0.07), colour)
    pen.fill(poly((0.46, -1.0), (0.36, -1.2), (0.56, -1.03)), "#e8dcb8")
    pen.shine(oval(0.62, -0.96, 0.03), "#ffd84a")
    for i in range(5):
        pen.fill(poly((-0.3 + i * 0.14, -0.58), (-0.24 + i * 0.14, -0.7), (-0.18 + i * 0.14, -0.58)), lighter(colour, 0.3))


@thing("fish")
def fish(pen: Pen, piece: Piece) -> None:
    """A fish, 0.35 m."""
    with pen.turned(0, 0, 0, 0.2):
        _fish(pen, piece)


@thing("animal")
def animal(pen: Pen, piece: Piece) -> None:
    """An animal of a place: the detail `species` says which, `high` how high."""
    beast = BEASTS.get(piece.word("species"))
    with pen.turned(0, 0, 0, piece.number("high", 1.0)):
        if beast:
            dressed = Piece(
                id=piece.id,
                kind=piece.word("species"),
                seed=piece.seed,
                colour=piece.colour or Chance("fur", piece.seed).pick(beast.fur),
            )
            _beast(pen, beast, dressed, Gait(phase=piece.number("phase", 0)), expression="neutral")
        else:
            _bird(pen, piece, flying=True, phase=piece.number("phase", 0))
