"""Whether a chosen model can do what a film asks of it: told before the film starts and anything is spent."""

from dataclasses import dataclass
from datetime import date

from contracts import catalogue
from contracts.catalogue import ModelKind
from contracts.catalogue.asking import Ask, lacks
from gateway.domain.faults import Unacceptable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a film asks of its models, as far as its request tells; None tells nothing."""

    on: date
    ratio: str | None = None
    style: str | None = None
    seconds: int | None = None
    characters: int | None = None
    vendors: frozenset[str] | None = None
    """The vendors that this installation reaches; None where nobody asks."""


def fitting(kind: ModelKind, name: str, wanted: Wanted) -> str:
    """The id of the model that is meant.

    Raises Unacceptable: there is none of this name, or it lacks something, told in a sentence.
    """
    model = catalogue.named(name, kind)
    if model is None:
        known = ", ".join(m.id for m in catalogue.models(kind))
        raise Unacceptable("unknown_model", f"There is no model of this name for {kind}. Choose one of: {known}.")
    lacking = lacks(model, _ask(kind, wanted))
    if lacking is not None:
        raise Unacceptable("model_lacks", lacking)
    return model.id


def _ask(kind: ModelKind, wanted: Wanted) -> Ask:
    """Pictures have a ratio and a style, music is as long as the film, and who reads takes the whole text at once."""
    style = catalogue.all_styles().get(wanted.style or "")
    return Ask(
        kind=kind,
        on=wanted.on,
        ratio=wanted.ratio if kind in ("image", "clip") else None,
        style=style.category if style is not None and kind in ("image", "clip") else None,
        seconds=wanted.seconds if kind == "music" else None,
        characters=wanted.characters if kind == "analyze" else None,
        vendors=wanted.vendors,
    )


def unavailable(model: catalogue.Model, on: date, vendors: frozenset[str]) -> str | None:
    """Why nobody can choose a model here today, as a sentence; None when it can be chosen."""
    return lacks(model, Ask(model.kind, on, vendors=vendors))
