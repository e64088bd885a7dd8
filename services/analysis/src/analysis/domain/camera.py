"""Size, angle and move of a shot, from what is seen in it; used by shots. The same words and seed always give the same camera."""

import random
import re
from dataclasses import dataclass
from typing import TypeVar

from contracts.storyboard import Angle, Move, ShotSize

_Meaning = TypeVar("_Meaning")


def _rules(*rules: tuple[str, _Meaning]) -> tuple[tuple[re.Pattern[str], _Meaning], ...]:
    """Patterns of whole words with what they mean; the first that is found decides."""
    return tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), meaning) for words, meaning in rules)


_SIZES: tuple[tuple[re.Pattern[str], ShotSize], ...] = _rules(
    ("extreme close[- ]?up|ECU|pupils?|eyelids?|fingertips?|tears? (?:runs?|rolls?|falls?)", "extreme_close_up"),
    ("insert|inscription|reads:|label|the screen shows|on the screen|on the page", "insert"),
    ("close[- ]?up|close on|CU|(?:^|at |to |into )(?:her|his|their) (?:face|eyes?|hands?)|fingers", "close_up"),
    ("extreme wide|aerial|from (?:far )?above|horizon|skyline|panorama|as far as the eye", "extreme_wide"),
    ("wide shot|wide on|establishing|in the distance|far away|vast", "wide"),
    ("medium shot|waist", "medium"),
)
_ANGLES: tuple[tuple[re.Pattern[str], Angle], ...] = _rules(
    ("overhead|bird'?s[- ]eye|straight down|from above|aerial", "overhead"),
    ("looks? up|towers?|towering|rises above|giant|looms?|from below|up at", "low"),
    ("looks? down|far below|tiny|from the top|peers? down|down at", "high"),
    ("tilted|dizzy|nightmare|drunk|reels|spins out", "dutch"),
)
_MOVES: tuple[tuple[re.Pattern[str], tuple[Move, ...]], ...] = _rules(
    ("push in|pushes in|moves? closer|dolly in|zooms? in", ("push",)),
    ("pull back|pulls back|pull out|dolly out|zooms? out|reveals?|revealing", ("pull",)),
    ("crane|soars?|liftoff|takes off|rises|rising|climbs?|climbing|up the", ("crane_up", "tilt_up")),
    ("falls?|falling|drops?|sinks?|descends?|down the|plunges?|dives?", ("crane_down", "tilt_down")),
    ("fights?|punche?s?|struggles?|chaos|explodes?|explosion|stumbles?|shakes?|crash(?:es)?|panic", ("handheld",)),
    (
        "runs?|running|races?|chases?|sprints?|drives?|rides?|gallops?|walks?|walking|follows?|strides?|flees?|flies",
        ("track_right", "track_left"),
    ),
    ("pans?|looks? around|across|along|crowd|sweeps?", ("pan_right", "pan_left")),
    ("looks? up|tower|towering|sky|tall", ("tilt_up",)),
)


@dataclass(frozen=True, slots=True)
class View:
    """What the camera has to look at."""

    text: str
    people: int
    props: int
    moving: bool
    opens_scene: bool
    exterior: bool
    mood: str


def size_of(view: View) -> ShotSize:
    """From the words if they name one; else wide to open, an insert for a lone thing, closer for fewer and stiller people."""
    named = next((size for pattern, size in _SIZES if pattern.search(view.text)), None)
    if named and not (view.opens_scene and named in {"close_up", "extreme_close_up"} and view.people):
        return named
    if view.opens_scene:
        return "extreme_wide" if view.exterior and not view.people else "wide"
    if not view.people:
        return "insert" if view.props else "wide"
    if view.people > 2:
        return "wide" if view.moving else "full"
    return "full" if view.moving else "medium"


def angle_of(view: View) -> Angle:
    """From the words; a fight or a nightmare stands askew now and then."""
    named = next((angle for pattern, angle in _ANGLES if pattern.search(view.text)), None)
    if named:
        return named
    return "dutch" if view.mood == "fearful" and view.moving else "eye"


def move_of(view: View, size: ShotSize, previous: Move, seed: str) -> Move:
    """From the words; else by size; the same move never comes twice in a row unless it is static."""
    chooser = random.Random(seed)  # noqa: S311
    named = next((moves for pattern, moves in _MOVES if pattern.search(view.text)), None)
    if named is None:
        named = _usual(view, size)
    fresh = [move for move in named if move != previous or move == "static"] or ["static"]
    return chooser.choice(fresh)


def _usual(view: View, size: ShotSize) -> tuple[Move, ...]:
    if view.opens_scene:
        return ("push", "pan_right", "pan_left", "crane_down") if view.exterior else ("push", "pan_right", "track_left")
    if size in {"close_up", "extreme_close_up", "insert"}:
        return ("push", "static", "static")
    if view.mood in {"action", "fearful"}:
        return ("handheld", "push")
    return ("static", "push", "pull", "track_right", "track_left")
