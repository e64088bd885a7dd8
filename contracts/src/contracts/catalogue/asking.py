"""What a request wants of a model, and what the model lacks for it.

The gateway asks before a film starts, services ask before they pay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from contracts.catalogue.entries import Model, ModelKind, Parameter, StyleCategory
from contracts.catalogue.reaching import unreached

Setting = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted; None asks for nothing. `style` is the category of the style."""

    kind: ModelKind
    on: date
    ratio: str | None = None
    style: StyleCategory | None = None
    seconds: float | None = None
    resolution: str | None = None
    references: int = 0
    end_frame: bool = False
    characters: int | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    vendors: frozenset[str] | None = None
    """The vendors that are reached; None when whoever asks does not care."""


def lacks(model: Model, ask: Ask) -> str | None:
    """What the model lacks for the request, as a sentence that names it and what it can do; None when it can do it."""
    found = next(_lacking(model, ask), None)
    if found is None:
        return None
    instead = f" Choose another, for example {_listed(model.equivalents)}." if model.equivalents else " Choose another model."
    return f"{model.name} ({model.id}) {found}.{instead}"


def _lacking(model: Model, ask: Ask) -> Iterator[str]:
    if not model.does(ask.kind):
        yield f"does {_listed((model.kind, *model.also))}, not {ask.kind}"
    if model.unavailable:
        yield model.unavailable.rstrip(".")
    if model.retires is not None and ask.on >= model.retires:
        yield f"was retired by its vendor on {model.retires.isoformat()}"
    if ask.ratio is not None and model.ratios and ask.ratio not in model.ratios:
        yield f"makes {_listed(model.ratios)}, not {ask.ratio}"
    if ask.style is not None and model.style_categories and ask.style not in model.style_categories:
        yield f"is only for {_listed(model.style_categories)} styles, not for a {ask.style} style"
    if ask.resolution is not None and model.resolutions and ask.resolution not in model.resolutions:
        yield f"makes {_listed(model.resolutions)}, not {ask.resolution}"
    if ask.end_frame and not model.end_frame:
        yield "takes no end frame"
    yield from _too_much(model, ask)
    for name, value in ask.settings.items():
        yield from unfit(name, value, model.parameters.get(name))
    if ask.vendors is not None and model.does(ask.kind) and (said := unreached(model, ask.kind, ask.vendors)):
        yield said


def _too_much(model: Model, ask: Ask) -> Iterator[str]:
    limits = model.limits
    longest = max(limits.seconds, default=limits.max_seconds)
    if ask.seconds is not None and longest is not None and ask.seconds > longest:
        yield f"makes at most {longest:g} seconds, not {ask.seconds:g}"
    if limits.max_references is not None and ask.references > limits.max_references:
        most = f"at most {limits.max_references}" if limits.max_references else "no"
        yield f"takes {most} reference pictures, not {ask.references}"
    if ask.characters is not None and limits.max_characters is not None and ask.characters > limits.max_characters:
        yield f"takes at most {limits.max_characters:,} characters, not {ask.characters:,}"


def unfit(name: str, value: Setting, parameter: Parameter | None) -> Iterator[str]:
    """Why a value is none for a setting; goes on after the model's name."""
    if parameter is None:
        yield f"has no setting {name!r}"
        return
    if not isinstance(value, _TYPES[parameter.type]) or (isinstance(value, bool) and parameter.type != "boolean"):
        yield f"takes a {parameter.type} as {name}, not {value!r}"
    elif parameter.choices and value not in parameter.choices:
        yield f"takes {_listed(parameter.choices)} as {name}, not {value!r}"
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = parameter.minimum, parameter.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            yield f"takes {_span(low, high)} as {name}, not {value:g}"


_TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


def _span(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high:g}"
    return f"at least {low:g}" if high is None else f"{low:g} to {high:g}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
