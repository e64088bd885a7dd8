"""The catalogue: which models and styles there are, as data (`models/*.json`, `styles.json`) with a typed loader.

Read by the gateway (lists, validation, estimates), by the coordinator (prices) and by each service to pick the vendor of a model.
"""

from functools import cache
from importlib.resources import files

from contracts.catalogue.entries import (
    Call,
    Colour,
    Limits,
    Model,
    ModelFile,
    ModelKind,
    Parameter,
    Price,
    Route,
    Style,
    StyleFile,
    Unit,
    Way,
)

__all__ = [
    "Call",
    "Colour",
    "Limits",
    "Model",
    "ModelKind",
    "Parameter",
    "Price",
    "Route",
    "Style",
    "Unit",
    "Way",
    "all_models",
    "all_styles",
    "model",
    "models",
    "named",
    "read_models",
    "styles",
]

ORDER = ("local.json", "write.json", "image.json", "clip.json", "sound.json", "simulated.json")
"""The files of models; lists show them in this order."""


def read_models(*contents: bytes) -> dict[str, Model]:
    """Models by id.

    Raises pydantic.ValidationError when a file is not as the schema says, ValueError when two models have the same name.
    """
    found: dict[str, Model] = {}
    for content in contents:
        for entry in ModelFile.model_validate_json(content).models:
            if entry.id in found:
                raise ValueError(f"There are two models {entry.id!r} in the catalogue.")
            found[entry.id] = entry
    return found


@cache
def all_models() -> dict[str, Model]:
    """Every model by id, also those that are not public."""
    folder = files("contracts.catalogue") / "models"
    return read_models(*((folder / name).read_bytes() for name in ORDER))


def models(kind: ModelKind | None = None) -> tuple[Model, ...]:
    """The public models, of one kind or all, in catalogue order."""
    return tuple(m for m in all_models().values() if m.public and (kind is None or m.does(kind)))


def model(model_id: str) -> Model | None:
    """The model with this id, public or not; None if there is none."""
    return all_models().get(model_id)


@cache
def _aliases() -> dict[str, Model]:
    return {alias.casefold(): entry for entry in all_models().values() for alias in entry.aliases}


def named(name: str, kind: ModelKind | None = None) -> Model | None:
    """The model that a user means: by its id, or by what another product calls it; None if there is none of this kind."""
    found = model(name) or _aliases().get(name.casefold())
    return found if found is not None and (kind is None or found.does(kind)) else None


@cache
def all_styles() -> dict[str, Style]:
    """Every style by id, in catalogue order."""
    data = (files("contracts.catalogue") / "styles.json").read_bytes()
    return {style.id: style for style in StyleFile.model_validate_json(data).styles}


def styles() -> tuple[Style, ...]:
    """The styles in catalogue order."""
    return tuple(all_styles().values())
