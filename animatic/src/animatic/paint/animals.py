"""Animals, heading to the right: what goes on four legs comes from `beasts`, machines from `robots`, the others are here."""

import math

from animatic.chance import Chance
from animatic.colour import darker, lighter, named
from animatic.graph import Figure, Piece
from animatic.life import STILL, Life
from animatic.paint.beasts import BEASTS, Gait, draw_beast
from animatic.paint.pen import Pen
from animatic.paint.registry import thing
from animatic.paint.robots import draw_robot
from animatic.paint.shapes import bent, curve, limb, oval, poly


def draw_animal(pen: Pen, figure: Figure, life: Life = STILL) -> None:
    """An animal or robot as a member of the cast, at a moment of its life; the pen stands at its feet."""
    species, height = figure.dress.species, figure.height
    piece = Piece(id=figure.id, kind=species, seed=figure.seed, colour=fur_of(figure))
    if species == "robot":
        draw_robot(pen, figure, life)
        return
    lying = figure.pose in ("lying", "sleeping", "sitting") and species in BEASTS
    running = figure.pose in ("running", "jumping", "walking", "fighting")
    asleep = figure.expression if life.lids > 0.5 and figure.pose != "sleeping" else "asleep"
    with pen.turned(0, 0, 0, height):
        if species in BEASTS:
            draw_beast(pen, BEASTS[species], piece, Gait(running, lying, lying and figure.pose != "sitting", life.phase), asleep)
        elif species == "bird":
            _bird(pen, piece, figure.pose == "flying", life.phase)
        elif species == "fish":
            with pen.turned(0, -1.4):
                _fish(pen, piece)
        else:
            _dragon(pen, piece)


COATS = {
    "penguin": "#34363f", "crow": "#2b2c34", "raven": "#2b2c34", "swan": "#e9e4da", "goose": "#e2dccf", "gull": "#dfe0e2",
    "seagull": "#dfe0e2", "duck": "#5f7a4a", "parrot": "#3f9a4f", "flamingo": "#e58fa6", "owl": "#8a6a48", "eagle": "#5a4434",
    "lion": "#cf9f5a", "tiger": "#d98a3a", "panther": "#2d2c34", "goat": "#d8cdb8", "elephant": "#8b8c92", "camel": "#c39a63",
    "giraffe": "#d0a257", "deer": "#a5764a", "whale": "#4f6478", "dolphin": "#7d93a6", "shark": "#7a848d", "goldfish": "#e08a32",
}  # fmt: skip
"""What colour is known of an animal, where the words do not say another."""


def fur_of(figure: Figure) -> str:
    """The colour of the coat: from the words, else by chance."""
    beast = BEASTS.get(figure.dress.species)
    known = next((COATS[word] for word in figure.name.lower().split() if word in COATS), "")
    usual = known or (Chance("fur", figure.id, figure.name).pick(beast.fur) if beast else "")
    return named(figure.dress.hair, usual) if figure.dress.accent == "fur" else usual


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
            draw_beast(pen, beast, dressed, Gait(phase=piece.number("phase", 0)), expression="neutral")
        else:
            _bird(pen, piece, flying=True, phase=piece.number("phase", 0))
