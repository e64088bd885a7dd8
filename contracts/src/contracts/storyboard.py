"""The storyboard: the analysed script, with everything that later steps draw, move, speak and play.

Analysis writes it as one JSON object in the object store; commands carry its MediaRef and the id of the shot or scene they are
about. Lengths are in frames at `fps`; the film is exactly as long as the sum of its shots' `frames`.
"""

from typing import Literal

from pydantic import Field

from contracts.base import Value
from contracts.form import SCALES, Form, Resolution

FPS = 24
"""Frames per second of a film whose owner asks for nothing else."""
FrameRate = Literal[24, 25, 30]

Ratio = Literal["16:9", "9:16", "1:1"]
RATIO_SIZES: dict[str, tuple[int, int]] = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (960, 960)}
"""Width and height in pixels of a film at the standard (720p) resolution."""


def size_of(ratio: Ratio, resolution: Resolution) -> tuple[int, int]:
    """Width and height of a film in pixels."""
    (width, height), (times, parts) = RATIO_SIZES[ratio], SCALES[resolution]
    return width * times // parts, height * times // parts


TimeOfDay = Literal["dawn", "day", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "fog", "storm"]
ShotSize = Literal["extreme_wide", "wide", "full", "medium", "close_up", "extreme_close_up", "insert"]
Angle = Literal["eye", "low", "high", "overhead", "over_shoulder", "dutch"]
Move = Literal[
    "static", "push", "pull", "pan_left", "pan_right", "tilt_up", "tilt_down", "track_left", "track_right", "crane_up",
    "crane_down", "handheld",
]  # fmt: skip
Transition = Literal[
    "cut",
    "dissolve",
    "fade",
    "wipe_left",
    "wipe_right",
    "slide_left",
    "slide_right",
    "circle_open",
    "fade_white",
    "fade_gray",
    "blur",
    "grain",
    "pixelate",
    "zoom",
    "wind",
    "squeeze",
    "clock_wipe",
    "blinds",
    "wipe_up",
    "wipe_down",
    "wipe_diagonal",
    "soft_wipe_left",
    "soft_wipe_right",
    "slide_up",
    "slide_down",
    "cover_left",
    "reveal_left",
    "circle_close",
    "barn_open",
    "barn_close",
]
"""How a scene takes the place of the one before. `fade` goes through black; a direction says where the edge moves to."""
TransitionChoice = Literal["auto", Transition]
"""`auto` leaves it to the drama; any other is taken wherever the script names none."""
CastKind = Literal["person", "child", "crowd", "animal", "robot"]

PLACE_KINDS: tuple[str, ...] = (
    *("street", "city", "village", "market", "road", "rooftop", "harbor", "park", "garden", "farm", "field"),
    *("forest", "jungle", "mountain", "desert", "snowfield", "river", "lake", "coast", "beach", "sea", "ship", "underwater"),
    *("cave", "planet", "space_station", "spaceship", "castle", "church", "prison", "stage", "museum", "library", "school"),
    *("hospital", "laboratory", "office", "factory", "train", "cafe", "bar", "shop", "room", "bedroom", "kitchen", "hallway"),
    *("interior", "exterior"),
)
"""Every kind of place that the local vendor draws; the last two are what any other place becomes."""


class Garment(Value):
    """One piece of clothing or an accessory, as the script names it."""

    item: str
    colour: str | None = None


class Look(Value):
    """What a cast member looks like; what the script does not say is filled in from a hash of the name, so it never changes."""

    description: str = ""
    sex: Literal["female", "male", "unknown"] = "unknown"
    age: Literal["child", "young", "adult", "old"] = "adult"
    build: Literal["slim", "average", "heavy"] = "average"
    height: Literal["short", "average", "tall"] = "average"
    skin: str | None = None
    hair_colour: str | None = None
    hair_style: str | None = None
    beard: bool = False
    glasses: bool = False
    clothes: tuple[Garment, ...] = ()
    species: str | None = None


class CastMember(Value):
    """One person, animal, robot or crowd, under all the names that the script gives it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: CastKind = "person"
    look: Look = Look()


class Place(Value):
    """One location; `kind` is one of PLACE_KINDS, the nearest where the script names another."""

    id: str
    name: str
    kind: str
    interior: bool
    description: str = ""
    period: str = ""
    architecture: str = ""
    light: str = ""


class Element(Value):
    """A thing that recurs and must look the same each time: a product, a logo, a prop."""

    id: str
    name: str
    description: str = ""


class Line(Value):
    """Words that are heard; a line without a speaker is the narrator's."""

    id: str
    text: str
    speaker: str | None = None
    kind: Literal["dialogue", "voice_over", "narration"] = "dialogue"
    manner: str = ""
    """How it is said, from the parenthetical: `whispering`, `angry`, ..."""


class EffectCue(Value):
    """A sound, by name, and where in its shot it starts."""

    name: str
    frame: int = Field(ge=0)


class Spot(Value):
    """Where somebody or something is, as the words say it: a cast id or a prop, and the thing (of vocabulary.PROPS) it is at."""

    what: str
    how: Literal["on", "under", "beside", "behind"]
    of: str


class Shot(Value):
    """One still and one clip. `head` and `tail` are the extra frames that transitions overlap, outside `frames`."""

    id: str
    size: ShotSize
    angle: Angle = "eye"
    move: Move = "static"
    frames: int = Field(ge=1)
    head: int = Field(default=0, ge=0)
    tail: int = Field(default=0, ge=0)
    action: str
    """What is seen, in one sentence."""
    cast: tuple[str, ...] = ()
    poses: dict[str, str] = {}
    """Cast id to one of vocabulary.POSES; a member without one gets a pose from the action."""
    expressions: dict[str, str] = {}
    """Cast id to one of vocabulary.EXPRESSIONS; a member without one gets it from mood, action and manner."""
    props: tuple[str, ...] = ()
    """Things the action names, of vocabulary.PROPS; the first is what an insert shows, with what fits beside it."""
    states: dict[str, str] = {}
    """Prop, or vocabulary.LIGHTS, to one of vocabulary.STATES: as the words say it, until they say something else."""
    spots: tuple[Spot, ...] = ()
    """Who and what is not just anywhere; a thing that has a spot is in nobody's hands."""
    place: str = ""
    """Where it is seen, when that is not the place of its scene: a look at what happens elsewhere."""
    elements: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    effects: tuple[EffectCue, ...] = ()
    prompt: str = ""
    end: str = ""
    """What is seen in its last moment, in one sentence, where that is another picture; empty leaves it to the motion."""
    leaving: tuple[str, ...] = ()
    """Of its cast, who is not seen any more in its last moment."""


class Scene(Value):
    """Consecutive shots at one place and time. `start` and `end` are character offsets; the slices concatenate to the script."""

    id: str
    number: str = ""
    title: str
    heading: str = ""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    place: str
    time: TimeOfDay = "day"
    weather: Weather = "clear"
    mood: str = "neutral"
    beat: str = ""
    ambience: str = ""
    transition_in: Transition = "cut"
    shots: tuple[Shot, ...]


class MusicCue(Value):
    """A stretch of the film with one mood; cues follow each other without gaps and cover the film."""

    mood: str
    frames: int = Field(ge=1)
    intensity: float = Field(default=0.5, ge=0, le=1)


class Storyboard(Value):
    """The whole film on paper."""

    version: Literal[1] = 1
    title: str
    logline: str = ""
    language: str = "en"
    ratio: Ratio = "16:9"
    fps: FrameRate = 24
    form: Form = Form()
    style: str
    seed: int = 0
    cast: tuple[CastMember, ...] = ()
    places: tuple[Place, ...] = ()
    elements: tuple[Element, ...] = ()
    scenes: tuple[Scene, ...]
    music: tuple[MusicCue, ...] = ()

    def shots(self) -> tuple[Shot, ...]:
        """All shots in film order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)


class PlannedSheet(Value):
    """A reference picture to make: of a cast member or a place."""

    subject: str
    kind: Literal["cast", "place", "element"]


class PlannedShot(Value):
    """What the coordinator needs to know of a shot: its id, length, the sheets it waits for, whether anybody speaks."""

    id: str
    frames: int = Field(ge=1)
    sheets: tuple[str, ...] = ()
    speech: bool = False
    end: bool = False
    """Whether the storyboard says how it ends, so that an end frame can be made."""
    clip_frames: int | None = None
    """Frames of its clip, with those that transitions overlap; None in plans that do not tell: no more than `frames`."""
    characters: int | None = None
    """What is said in it, and how, as a vendor counts it at most; None in plans that do not tell."""


class PlannedScene(Value):
    """What the coordinator needs to know of a scene."""

    id: str
    title: str
    shots: tuple[PlannedShot, ...]
    effects: bool = False
    sounds: int | None = None
    """How many different sounds are asked for, its ambience included; None in plans that do not tell."""


class FilmPlan(Value):
    """The storyboard without its words: the coordinator grows the graph of steps from it."""

    title: str
    frames: int = Field(ge=1)
    sheets: tuple[PlannedSheet, ...] = ()
    scenes: tuple[PlannedScene, ...]
    music: bool = True
    fps: FrameRate = 24
