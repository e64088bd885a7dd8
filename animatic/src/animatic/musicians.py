"""How people play what a shot names: a violin at the chin, a piano before them; what is no music is a game. `staging` asks."""

import re
from dataclasses import replace

from animatic.graph import Figure, Piece
from animatic.reading import Reading

PLAYED = {"guitar": "playing", "violin": "fiddling", "trumpet": "blowing", "drum": "drumming", "piano": "at_piano"}
"""The pose of whoever plays an instrument."""
STANDS = ("piano",)
"""What is not carried while it is played."""
REACH = {"guitar": 0.34, "trumpet": 0.22, "drum": 0.3}
"""How far it reaches before whoever plays it, in metres."""
USUAL = "guitar"
"""What one plays where the words name nothing."""
_GAME = re.compile(
    r"\bplay(s|ed|ing)? (with|cards|chess|football|soccer|tag|catch|hide|dead|games?|a (game|trick|joke)|the fool)", re.IGNORECASE
)


def with_instruments(figures: list[Figure], reading: Reading) -> list[Figure]:
    """Who plays gets one of the instruments named; for others it is a game, or they listen."""
    left = [prop.kind for prop in reading.props if prop.kind in PLAYED]
    things = len(reading.props) > len(left)
    alone = [figure for figure in figures if figure.pose == "playing"][:1]
    if not (left or things or _GAME.search(reading.shot.action) or any(_is_child(figure) for figure in alone)):
        left = [USUAL]
    found = []
    for figure in figures:
        if figure.pose != "playing" or figure.dress.species not in ("", "robot"):
            found.append(figure)
        elif left:
            thing = left.pop(0)
            found.append(replace(figure, pose=PLAYED[thing], held="" if thing in STANDS else thing))
        else:
            found.append(replace(figure, pose="holding" if things else "dancing" if _is_child(figure) else "standing"))
    return found


def _is_child(figure: Figure) -> bool:
    return figure.kind == "child" or figure.dress.age == "child"


def at_hand(figure: Figure) -> list[Piece]:
    """The piano before somebody who plays it."""
    if figure.pose != "at_piano":
        return []
    way = -1 if figure.facing == "left" else 1
    return [Piece(f"piano-{figure.id}", "piano", figure.x + 1.12 * way, figure.z + 0.03, size=figure.height / 1.75)]
