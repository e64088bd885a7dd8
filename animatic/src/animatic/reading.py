"""What the words of a shot ask of its picture beyond its fields: which things, in which colour and state, who holds whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from animatic.acting import props_of
from animatic.colour import WORDS
from animatic.looks import species_of
from contracts.storyboard import CastMember, Place, Scene, Shot

NEARER = {"close_up": 1.35, "extreme_close_up": 1.8}
NEAR = ("medium", "close_up", "extreme_close_up", "insert")
DARK = re.compile(
    r"\b(lamp|lantern|light|candle|torch|fire|beacon)s?\b[^.,;]{0,12}\b(dark|out|dead|unlit|off|black|cold|dies|died)\b"
    r"|\b(dark|dead|unlit|cold|extinguished|broken) (lamp|lantern|candle|torch|beacon|fire)|blow(s|n)? out|without (a )?light",
    re.IGNORECASE,
)
"""Words that say that a light does not shine."""
BRIGHT = re.compile(r"\b(shin|burn|blaz|glow|lit\b|lights up|bright|flare|flash)", re.IGNORECASE)
HUG = re.compile(
    r"\b(hug|embrac|kiss|cuddl|(throws|puts|wraps) (his|her|their|its) arms around|in each other's arms)", re.IGNORECASE
)
_RISE = re.compile(
    r"\bsun(rise)?\b[^.]{0,12}\b(rise|rises|comes up|is coming up|climbs)\b|\bsunrise\b|\bdaybreak\b", re.IGNORECASE
)
SHINES = re.compile(
    r"\bsun(light|shine)?\b[^.]{0,20}\b((breaks?|shines?|comes?|bursts?|peeks?) (through|out)|shining|through the)\b",
    re.IGNORECASE,
)
"""Words that let the sun be seen in any weather."""
_SET = re.compile(r"\bsun\b[^.]{0,12}\b(sets|goes down|sinks)\b|\bsunset\b", re.IGNORECASE)
NAMED_THINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "pot": ((r"kettle|tea ?pot", "kettle"),),
    "clock": ((r"alarm", "alarm_clock"),),
    "door": (
        (r"\b(oven|stove) door", "stove"),
        (r"\b(fridge|refrigerator) door", "fridge"),
        (r"\bcar door", "car"),
        (r"elevator|lift doors|the doors (close|open|stand)", "elevator_doors"),
    ),
    "screen": ((r"wall of screens|control room", "screens"),),
    "table": ((r"\bcounter\b", "counter"),),
    "lamp": ((r"beacon|great lamp|lighthouse|lamp room|lantern room", "beacon"),),
}
"""Where the vocabulary is coarser than the words: a kettle is a pot there, and is drawn as a kettle."""
TOO_LARGE = frozenset(
    ("car", "truck", "bus", "train", "boat", "ship", "airplane", "helicopter", "rocket", "spaceship", "lighthouse", "wagon")
)
SMALL_ROOMS = frozenset(
    (
        "office",
        "train",
        "cafe",
        "bar",
        "kitchen",
        "room",
        "bedroom",
        "hallway",
        "hospital",
        "school",
        "prison",
        "church",
        "library",
    )
)
RIDES = re.compile(r"\b(rides?|riding|cycles|pedals)\b", re.IGNORECASE)
CAR = re.compile(
    r"(?<!dining[ -])(?<!train[ -])\b(car|taxi|cab|limousine|jeep|van|pickup|truck)\b"
    r"(?![ -](park|wash|showroom|dealer|repair|shop|stop))",
    re.IGNORECASE,
)
"""A place with a roof and seats behind a windscreen."""
LARGE_ANIMALS = ("horse", "cow", "bear", "dragon")
"""Animals whose head alone a medium picture would show."""
WIDE = ("extreme_wide", "wide", "full")
HUNG = ("lantern", "lamp", "bell")
_SWAYS = re.compile(r"\b(swings?|swinging|sways?|swaying|dangl|hangs?|hanging)", re.IGNORECASE)
"""Words by which a light or a bell hangs, and moves to and fro."""
PASSERS = re.compile(
    r"\b(people|crowds?|passers-?by|pedestrians|commuters|villagers|students|workers|everybody|everyone)\b", re.IGNORECASE
)
"""Words for people whom the cast does not have."""
UNNAMED_THINGS = ((r"\b(holds|at|turns|grips|spins|takes) the (ship'?s )?wheel\b|\bhelm\b", "ship_wheel"),)
"""Things that the vocabulary has no word for."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing to show: the word for it, the painter that draws it, its colour and state."""

    name: str
    kind: str
    colour: str = ""
    details: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A shot as it is drawn: its size and poses made sure, and the things in it; `sun` when it is about the sun."""

    shot: Shot
    props: tuple[Prop, ...]
    time: str
    sun: bool
    scene: str
    nearer: float = 1.0
    """How much nearer than usual a near picture of a thing is."""


def fits_in(name: str, place: Place) -> bool:
    """Whether a thing can be in a room: no train in a train, no boat in a church; a hall or a workshop has room for anything."""
    return not (name in TOO_LARGE and place.interior and place.kind in SMALL_ROOMS)


def read(scene: Scene, shot: Shot, place: Place, members: tuple[CastMember, ...], *, outside: bool) -> Reading:
    """Read a shot."""
    present = {species_of(member) for member in members} | {member.name.lower() for member in members}
    words = f"{shot.action} {place.name}"
    names = [
        name for name in props_of(shot) if name not in present and (outside or shot.size == "insert" or fits_in(name, place))
    ]
    props = [_prop(name, shot, place, outside) for name in names]
    props += [Prop(kind, kind) for pattern, kind in UNNAMED_THINGS if re.search(pattern, words, re.IGNORECASE)]
    people = [member for member in members if member.kind != "crowd"]
    nearer = NEARER.get(shot.size, 1.0)
    shot = _sized(shot, bool(members), props)
    if shot.size == "medium" and any(species_of(m) in LARGE_ANIMALS for m in members):
        shot = shot.model_copy(update={"size": "full"})
    if members and in_car(place.kind, place.interior, place.name):
        shot = shot.model_copy(update={"size": "medium" if shot.size in WIDE else shot.size, "angle": "eye"})
    hug = len(people) > 1 and shot.size != "insert" and bool(HUG.search(shot.action))
    if hug:
        held = dict.fromkeys((member.id for member in people[:2]), "embracing")
        shot = shot.model_copy(update={"poses": {**shot.poses, **held}, "angle": _faced(shot)})
    sun = not members and bool(_RISE.search(words) or _SET.search(words) or SHINES.search(shot.action))
    return Reading(shot, tuple(props), _time(scene, shot), sun, scene.id, nearer)


def in_car(kind: str, interior: bool, name: str) -> bool:
    """Whether a place is the inside of a car."""
    return interior and kind in ("street", "road", "interior", "city") and bool(CAR.search(name))


def passers(shot: Shot) -> tuple[CastMember, ...]:
    """The nameless people of a wide shot that has nobody of the cast."""
    if shot.cast or shot.size in NEAR or not PASSERS.search(shot.action):
        return ()
    return (CastMember(id=f"{shot.id}.people", name="People", kind="crowd"),)


def _faced(shot: Shot) -> str:
    return "eye" if shot.angle == "over_shoulder" else shot.angle


def _sized(shot: Shot, anybody: bool, props: Iterable[Prop]) -> Shot:
    """A near picture of nobody shows a thing; one of no thing either, the place."""
    if shot.size == "insert" and not any(props):
        return shot.model_copy(update={"size": "close_up" if shot.cast else "wide"})
    if shot.size == "insert":
        return shot.model_copy(update={"cast": (), "angle": "eye"})
    if shot.size in NEAR and shot.cast and "bicycle" in shot.props and RIDES.search(shot.action):
        return shot.model_copy(update={"size": "full"})
    if shot.size in NEAR and not anybody:
        return shot.model_copy(update={"size": "insert" if any(props) else "wide", "angle": "eye"})
    return shot


def _prop(name: str, shot: Shot, place: Place, outside: bool) -> Prop:
    action, state = shot.action, shot.states.get(name, "")
    words, told = f"{action} {place.name}", f"{place.name} {place.description}".lower()
    known = words if name == "door" else f"{words} {told}"
    kind = next((k for pattern, k in NAMED_THINGS.get(name, ()) if re.search(pattern, known, re.IGNORECASE)), name)
    if name == "lamp" and outside:
        kind = "lighthouse" if "lighthouse" in told else "lantern"
    details: dict[str, float | str] = {"lit": 0.0} if is_dark(action) and state != "lit" else {}
    if kind == "elevator_doors":
        details["open"] = 1.0 if re.search(r"\bopen", action, re.IGNORECASE) else 0.0
    if kind == "stove" and state == "open":
        details["open"] = 1.0
    if kind == "alarm_clock" and re.search(r"\b(ring|buzz|goes off|blar|shrill)", action, re.IGNORECASE):
        details["rings"] = 1.0
    if kind in HUNG and (state == "hanging" or _SWAYS.search(action)):
        details["sways"] = 1.0
    if kind == "lighthouse":
        details["plain"] = 1.0 if "white lighthouse" in told else 0.0
    return Prop(name, kind, _colour(name, kind, action) or _colour(name, kind, told), details)


def is_dark(words: str) -> bool:
    """Whether the words say that a light is out."""
    return bool(DARK.search(words)) and not BRIGHT.search(words)


def _colour(name: str, kind: str, action: str) -> str:
    """The colour word that stands before a thing's word."""
    for noun in dict.fromkeys((kind.replace("_", " "), name)):
        found = re.search(rf"\b({'|'.join(WORDS)})\b(?: [a-z]+)? {re.escape(noun)}", action.lower())
        if found:
            return WORDS[found.group(1)]
    return ""


def _time(scene: Scene, shot: Shot) -> str:
    """The hour of the shot: the words may bring the sun up."""
    if scene.time == "day" and _RISE.search(shot.action):
        return "dawn"
    return "dusk" if scene.time == "day" and _SET.search(shot.action) else scene.time
