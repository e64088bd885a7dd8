"""What an entry of the catalogue says: a model, its routes and prices; a style. `contracts.catalogue` loads them."""

import math
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from contracts.base import Micros, Value
from contracts.storyboard import Ratio

ModelKind = Literal[
    "write", "analyze", "image", "clip", "speech", "music", "effect", "clone", "change", "separate", "transcribe"
]  # fmt: skip
"""The last four work on sounds: make a voice, say it in another voice, take a mix apart, write down what is said."""
Unit = Literal["call", "image", "second", "character", "input_token", "output_token", "pixel"]
Way = Literal["text", "references", "image", "start_end", "extend"]
"""What a call starts from: words; reference pictures; a start frame; a start and an end frame; the end of another clip."""
StyleCategory = Literal["film", "animation"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]

FASTEST = 1.5
"""How much faster than it was made a clip may be shown, so that its last moment is the shot's."""


class Price(Value):
    """Micro-credits for `per` units of one kind; a model may charge for several kinds (tokens in and out)."""

    unit: Unit
    micros: Micros
    per: int = Field(default=1, ge=1)
    assumed: bool = False
    """No published price was found: a careful figure stands in for it."""
    whole: bool = False
    """Whoever begins `per` units pays all of them, as in so much for each minute."""

    def paid(self, quantity: float) -> float:
        """How many units are paid for by whoever gets so many."""
        return math.ceil(quantity / self.per) * self.per if self.whole else quantity


class Call(Value):
    """One endpoint of a vendor and what is sent to it, so that a model of a known vendor needs no code.

    In `arguments`, a text that begins with `$` is replaced by what it names (`$prompt`, `$seconds`, ...), see
    `contracts.catalogue.calling`; an argument whose value is not there is left out.
    """

    endpoint: str
    arguments: dict[str, JsonValue] = {}
    output: str = ""
    """Where the address of the result stands in the answer, as `images.0.url`."""
    seconds: tuple[float, ...] = ()
    """The only lengths that it makes, where they are others than the model's."""
    rest: bool = False
    """A clip that goes on: the result holds only what comes after, not the clip itself."""


class Route(Value):
    """One way to reach a model: the vendor who runs it, its name there, and what it costs us."""

    vendor: str
    endpoint: str
    costs: tuple[Price, ...] = ()
    calls: dict[Way, Call] = {}


class Parameter(Value):
    """One setting that a model accepts, with its allowed values or range."""

    type: Literal["string", "integer", "number", "boolean"]
    default: str | int | float | bool | None = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    description: str = ""


class Limits(Value):
    """What a model can take at most; None is unlimited."""

    max_seconds: float | None = None
    min_seconds: float | None = None
    seconds: tuple[float, ...] = ()
    """The only lengths it makes; empty: any between the two above, in whole seconds where a vendor counts so."""
    max_characters: int | None = None
    max_scenes: int | None = None
    max_references: int | None = None
    max_prompt: int | None = None
    """Characters of what the model is told; None is as much as anybody writes."""


class Model(Value):
    """What a user picks. `prices` is what the user pays; routes are tried in order, then those of the equivalents."""

    id: str
    kind: ModelKind
    also: tuple[ModelKind, ...] = ()
    """Other kinds of work that it does."""
    dialect: str = "plain"
    """Whose prompts it is told by: a family that services have prompts for; one that they have none for is told plainly."""
    vendor: str
    maker: str = ""
    """Who trained it, where that is not the vendor."""
    name: str
    aliases: tuple[str, ...] = ()
    """What other products call it."""
    description: str
    public: bool = True
    """False keeps it out of lists; it is for tests and benchmarks."""
    prices: tuple[Price, ...]
    ratios: tuple[Ratio, ...] = ()
    resolutions: tuple[str, ...] = ()
    """From small to large, as the vendor calls them; empty where a size is told in pixels or cannot be chosen."""
    parameters: dict[str, Parameter] = {}
    limits: Limits = Limits()
    end_frame: bool = False
    """A clip can be told where it ends."""
    sound: bool = False
    """A clip comes with sound of its own."""
    style_categories: tuple[StyleCategory, ...] = ()
    """The only kinds of style it is allowed for; empty: any."""
    retires: date | None = None
    """From this day on its vendor refuses it."""
    unavailable: str = ""
    """Why it cannot be used, as a sentence; it is here because other products name it."""
    equivalents: tuple[str, ...] = ()
    routes: tuple[Route, ...] = Field(min_length=1)

    def does(self, kind: ModelKind) -> bool:
        """Whether it does this kind of work."""
        return kind == self.kind or kind in self.also

    def price(self, quantities: dict[Unit, int]) -> int:
        """Micro-credits for so many of each unit, rounded up per unit; a unit that the model does not charge for is free.

        Seconds are those that the model makes: who wants three of one that makes five pays for five.
        """
        return sum(-int(-price.paid(self._made(price.unit, quantities)) * price.micros // price.per) for price in self.prices)

    def _made(self, unit: Unit, quantities: dict[Unit, int]) -> int:
        quantity = quantities.get(unit, 0)
        if unit != "second" or not quantity:
            return quantity
        return math.ceil(self.length_for(quantity) or quantity)

    def ends_at(self, seconds: float) -> bool:
        """Whether a clip of so many seconds can be told where it ends: all that the model makes has to be shown in that time."""
        made = self.length_for(seconds)
        return self.end_frame and made is not None and math.ceil(made) <= FASTEST * seconds

    def length_for(self, seconds: float) -> float | None:
        """The shortest length it makes that holds so many seconds; None when all are shorter."""
        limits = self.limits
        if limits.seconds:
            return min((length for length in limits.seconds if length >= seconds), default=None)
        if limits.max_seconds is not None and seconds > limits.max_seconds:
            return None
        return max(seconds, limits.min_seconds or 0.0)


class Style(Value):
    """How pictures look; `palette` is for swatches, from dark to light."""

    id: str
    name: str
    description: str
    category: StyleCategory = "film"
    palette: tuple[Colour, ...]


class ModelFile(Value):
    """One file of models."""

    version: Literal[1]
    models: tuple[Model, ...]


class StyleFile(Value):
    """The file of styles."""

    version: Literal[1]
    styles: tuple[Style, ...]
