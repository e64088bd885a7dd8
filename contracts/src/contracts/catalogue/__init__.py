"""The catalogue: which models and styles there are, as data (`models.json`, `styles.json`) with a typed loader.

Read by the gateway (lists, validation, estimates), by the coordinator (prices) and by each service to pick the vendor of a model.
"""

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Micros, Value
from contracts.storyboard import Ratio

ModelKind = Literal["write", "analyze", "image", "clip", "speech", "music", "effect"]
Unit = Literal["call", "image", "second", "character", "input_token", "output_token", "pixel"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Price(Value):
    """Micro-credits for `per` units of one kind; a model may charge for several kinds (tokens in and out)."""

    unit: Unit
    micros: Micros
    per: int = Field(default=1, ge=1)


class Route(Value):
    """One way to reach a model: the vendor who runs it, its name there, and what it costs us."""

    vendor: str
    endpoint: str
    costs: tuple[Price, ...] = ()


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
    max_characters: int | None = None
    max_scenes: int | None = None
    max_references: int | None = None


class Model(Value):
    """What a user picks. `prices` is what the user pays; routes are tried in order, then those of the equivalents."""

    id: str
    kind: ModelKind
    vendor: str
    name: str
    description: str
    public: bool = True
    """False keeps it out of lists; it is for tests and benchmarks."""
    prices: tuple[Price, ...]
    ratios: tuple[Ratio, ...] = ()
    parameters: dict[str, Parameter] = {}
    limits: Limits = Limits()
    equivalents: tuple[str, ...] = ()
    routes: tuple[Route, ...] = Field(min_length=1)

    def price(self, quantities: dict[Unit, int]) -> int:
        """Micro-credits for so many of each unit, rounded up per unit; a unit that the model does not charge for is free."""
        return sum(-(-quantities.get(price.unit, 0) * price.micros // price.per) for price in self.prices)


class Style(Value):
    """How pictures look; `palette` is for swatches, from dark to light."""

    id: str
    name: str
    description: str
    palette: tuple[Colour, ...]


class _Models(Value):
    version: Literal[1]
    models: tuple[Model, ...]


class _Styles(Value):
    version: Literal[1]
    styles: tuple[Style, ...]


@cache
def all_models() -> dict[str, Model]:
    """Every model by id, also those that are not public."""
    data = (files("contracts.catalogue") / "models.json").read_bytes()
    return {model.id: model for model in _Models.model_validate_json(data).models}


def models(kind: ModelKind | None = None) -> tuple[Model, ...]:
    """The public models, of one kind or all, in catalogue order."""
    return tuple(m for m in all_models().values() if m.public and kind in (None, m.kind))


def model(model_id: str) -> Model | None:
    """The model with this id, public or not; None if there is none."""
    return all_models().get(model_id)


@cache
def all_styles() -> dict[str, Style]:
    """Every style by id, in catalogue order."""
    data = (files("contracts.catalogue") / "styles.json").read_bytes()
    return {style.id: style for style in _Styles.model_validate_json(data).styles}


def styles() -> tuple[Style, ...]:
    """The styles in catalogue order."""
    return tuple(all_styles().values())
