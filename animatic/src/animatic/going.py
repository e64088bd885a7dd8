"""What moves by the words of the shot: vehicles come and go, doors open, curtains fly. `compose` notes it, `alive` moves it."""

import re
from dataclasses import replace

from animatic.graph import Piece
from animatic.reading import Reading

SPEEDS = {
    "car": 9.0, "truck": 8.0, "bus": 8.0, "train": 14.0, "motorcycle": 10.0, "bicycle": 4.5, "wagon": 2.2, "sled": 4.0,
    "wheelchair": 1.2, "boat": 1.6, "ship": 3.4, "airplane": 40.0, "helicopter": 12.0, "spaceship": 26.0, "rocket": 12.0,
    "balloon": 1.0, "animal": 4.5, "fish": 0.45,
}  # fmt: skip
"""Metres a second of what goes by itself."""
NOUNS = {
    "car": r"cars?|taxis?|cabs?|sedans?|limousines?|jeeps?|vans?|convoy|traffic",
    "truck": r"trucks?|lorr(y|ies)|vans?",
    "train": r"trains?|locomotives?|express|trams?",
    "motorcycle": r"motorcycles?|motorbikes?|scooters?",
    "bicycle": r"bicycles?|bikes?",
    "wagon": r"wagons?|carts?|coach(es)?|carriages?",
    "boat": r"boats?|canoes?|dingh(y|ies)|rafts?|ferry",
    "ship": r"ships?|ferr(y|ies)|steamers?|schooners?|galleons?|vessels?",
    "airplane": r"(air)?planes?|jets?|aircraft|flight",
    "spaceship": r"spaceships?|starships?|shuttles?|saucers?|ships?",
}
"""Words for a kind, where there are more than its name."""
_AWAY = r"\b(off|away|out|into the distance|over the horizon)\b"
_LEAVES = rf"\b(leav(es?|ing)|depart|vanish|disappear|launch|takes? off|lifts? off|sets? sail|[a-z]+(s|ing)? {_AWAY})"
_ARRIVES = (
    r"\b(arriv|approach|stops?\b|halts?\b|lands?\b|docks?\b|parks\b|brak(es|ing)|returns?\b"
    r"|(pull|draw|roll|come|drive|steam|sail|glide)(s|ing)? (in|up|to|over|into|closer|around|round)\b)"
)
_PASSES = (
    r"\b(pass|rush|roar|rac(es|ing)|speed|driv(es|ing)|rolls?\b|runs?\b|sail(s|ing)|cross(es|ing)|rattl|thunder"
    r"|glid(es|ing)|fl(y|ies|ying)\b|cruis|drift|rid(es|ing)|travel|hurtl|streak|soar|moves?\b|moving)"
)
GOINGS = (("leaves", _LEAVES), ("arrives", _ARRIVES), ("passes", _PASSES))
"""Ways to go and the words for them, the surest first."""
STANDS = re.compile(
    r"\b(parked|abandoned|wreck|broken[- ]down|stands? (still|empty)|waits|waiting|at rest|moored|anchored)\b", re.IGNORECASE
)
"""Words that say that something does not move."""


def going(kind: str, action: str) -> str:
    """Whether the words have a thing of this kind arrive, leave or pass; empty when it stands."""
    if kind not in SPEEDS:
        return ""
    noun = re.compile(rf"\b({NOUNS.get(kind, kind)})\b", re.IGNORECASE)
    for clause in re.split(r"[.;,!?]| and | as | while ", action):
        found = noun.search(clause)
        if found is None or STANDS.search(clause):
            continue
        for way, words in GOINGS:
            if re.search(words, clause[found.end() :], re.IGNORECASE):
                return way
    return ""


_DOOR = r"\b(doors?|gates?|elevator|hatch)\b"
SWINGS = (
    (
        "closes",
        rf"{_DOOR}[^.;!?]{{0,30}}\b(clos(es?|ing)|shuts?|slams?)\b|\b(clos(es?|ing)|shuts?|slams?)\b[^.;!?]{{0,24}}{_DOOR}",
    ),
    ("opens", rf"{_DOOR}[^.;!?]{{0,30}}\b(opens?|opening|parts?|slides? apart)\b|\b(opens?|opening)\b[^.;!?]{{0,24}}{_DOOR}"),
)
"""What doors do, and the words for it; what is said last of all is how it ends."""
_OPEN = re.compile(rf"\b(is|are|stands?|still|wide|left|hangs?|remains?) open\b|\bopen {_DOOR[2:]}", re.IGNORECASE)
_WIND = re.compile(r"\b(wind|breeze|gusts?|draughts?|drafts?|billow|flutter)", re.IGNORECASE)


def swing(action: str) -> str:
    """Whether the words have a door open or close; empty when it stays as it is."""
    if _OPEN.search(action):
        return ""
    found = [(match.end(), way) for way, words in SWINGS for match in re.finditer(words, action, re.IGNORECASE)]
    return max(found)[1] if found else ""


def _moved(piece: Piece, action: str) -> Piece:
    """The piece with a note on how its door or its curtains move."""
    if piece.kind in ("door", "elevator_doors") and (way := swing(action)):
        return replace(piece, details=piece.details | {"swings": way, "open": 0.6 if way == "opens" else 0.3})
    if (piece.kind == "curtain" or piece.word("curtains")) and _WIND.search(action):
        return replace(piece, details=piece.details | {"wind": 1.0})
    return piece


def gone(pieces: tuple[Piece, ...], reading: Reading) -> tuple[Piece, ...]:
    """The pieces, with a note on those that go in this shot."""
    ways = {kind: going(kind, reading.shot.action) for kind in {piece.kind for piece in pieces} if kind in SPEEDS}
    pieces = tuple(_moved(piece, reading.shot.action) for piece in pieces)
    return tuple(
        replace(piece, details=piece.details | {"goes": ways[piece.kind]}) if ways.get(piece.kind) else piece for piece in pieces
    )
