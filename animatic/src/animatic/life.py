"""The life of a figure at one moment: what a drawing of it changes against the still. Made by `alive`, read by the painters."""

from dataclasses import dataclass

from animatic.poses import Pose

PARTS = ("behind", "under", "head", "over")
"""A person in four pieces, back to front, so that a mouth can move or a head turn without the coat being drawn again."""


@dataclass(frozen=True, slots=True)
class Life:
    """One moment of somebody. The default is the still."""

    pose: Pose | None = None
    """The angles of the body, when they are not those of the figure's pose."""
    lids: float = 1.0
    """How far the eyes are open, as a part of what the expression has."""
    mouth: str = ""
    """One of MOUTHS; nothing leaves it to the expression."""
    look: float = 0.0
    """How far the eyes go to the side."""
    turn: float = 0.0
    """How much further the head is turned than the body; below 0 towards us."""
    phase: float = 0.0
    """Where in its round a movement is that has no joints: an animal's legs and tail, a wing. 0 to 1."""


STILL = Life()

MOUTHS: dict[str, tuple[float, float, bool]] = {
    "closed": (0.0, 0.95, False),
    "teeth": (0.16, 0.9, True),
    "narrow": (0.24, 0.95, True),
    "wide": (0.36, 1.12, True),
    "open": (0.66, 1.0, False),
    "round": (0.46, 0.62, False),
    "pursed": (0.2, 0.5, False),
}
"""How far a mouth is open, how wide it is, and whether the teeth show."""
