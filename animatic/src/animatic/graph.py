"""The scene graph: what is in one picture, as plain immutable values with a versioned JSON form.

`compose` makes it, `paint` draws it, motion moves it. It is kept beside each frame,
so that an edit changes the graph and draws again.
World coordinates are metres: x to the right, y up from the ground, z away from the camera; figures stand near z = 0.
"""

from dataclasses import dataclass, field, replace
from typing import Self

from pydantic import TypeAdapter

VERSION = 1


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a place at a time: one source, its colour, what the shade looks like, and the sky from top to horizon."""

    sky: tuple[str, str, str, str]
    haze: str
    key: str
    ambient: str
    x: float
    """Where the source stands: 0 is the left edge, 1 the right; outside is allowed."""
    y: float
    strength: float
    """0 is flat, 1 is hard."""
    fog: float
    """How fast things fade into the haze with distance."""
    stars: float = 0.0
    lamps: bool = False
    """True when windows and lamps shine."""
    lit: float = 1.0
    """What part of those that shine are not out."""
    veiled: bool = False
    """True when clouds hide sun and moon, and only their glow is seen."""


@dataclass(frozen=True, slots=True)
class Framing:
    """The camera that took the picture. `subject` is its distance to z = 0; `horizon` and `centre` are pixels."""

    size: str
    angle: str
    move: str
    focal: float
    eye: float
    horizon: float
    centre: float
    subject: float
    x: float = 0.0
    roll: float = 0.0
    focus_x: float = 0.5
    """Where a push goes to, as a part of the canvas."""
    focus_y: float = 0.42


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing of the place or a prop, drawn by the painter named `kind`. `y` lifts it off the ground."""

    id: str
    kind: str
    x: float = 0.0
    z: float = 0.0
    y: float = 0.0
    size: float = 1.0
    flip: bool = False
    seed: int = 0
    colour: str = ""
    details: dict[str, float | str] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        """A detail that is a number."""
        value = self.details.get(name, default)
        return float(value)

    def word(self, name: str, default: str = "") -> str:
        """A detail that is a word or a colour."""
        return str(self.details.get(name, default))


@dataclass(frozen=True, slots=True)
class Dress:
    """A look with every colour and shape decided."""

    skin: str
    hair: str
    hair_style: str
    eyes: str
    top: str
    top_colour: str
    bottom: str
    bottom_colour: str
    shoes: str
    shoes_colour: str
    outer: str = ""
    outer_colour: str = "#555555"
    hat: str = ""
    hat_colour: str = "#444444"
    neck: str = ""
    neck_colour: str = "#883333"
    beard: bool = False
    glasses: bool = False
    age: str = "adult"
    build: str = "average"
    sex: str = "unknown"
    species: str = ""
    accent: str = "#b04a3a"


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in the picture. `facing` is front, left, right or back; `turn` 0 looks at us, 1 is the profile."""

    id: str
    kind: str
    name: str
    dress: Dress
    x: float
    height: float
    facing: str = "front"
    turn: float = 0.4
    z: float = 0.0
    y: float = 0.0
    pose: str = "standing"
    expression: str = "neutral"
    held: str = ""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class SceneGraph:
    """One picture. Equal graphs draw equal pixels, in any process."""

    width: int
    height: int
    style: str
    place: str
    interior: bool
    time: str
    weather: str
    mood: str
    light: Light
    camera: Framing
    scenery: tuple[Piece, ...] = ()
    props: tuple[Piece, ...] = ()
    figures: tuple[Figure, ...] = ()
    seed: int = 0
    version: int = VERSION

    def to_json(self) -> bytes:
        """The JSON form, the same bytes for equal graphs."""
        return _ADAPTER.dump_json(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Read a graph. Raises ValueError when it is none, or of a version that this library does not draw."""
        graph = _ADAPTER.validate_json(data)
        if graph.version != VERSION:
            raise ValueError(f"The scene graph has version {graph.version}; this release draws version {VERSION}.")
        return graph  # type: ignore[return-value]

    def without(self, piece_id: str) -> "SceneGraph":
        """The same picture with one piece or figure removed."""
        return replace(
            self,
            scenery=tuple(p for p in self.scenery if p.id != piece_id),
            props=tuple(p for p in self.props if p.id != piece_id),
            figures=tuple(f for f in self.figures if f.id != piece_id),
        )


_ADAPTER: TypeAdapter[SceneGraph] = TypeAdapter(SceneGraph)
