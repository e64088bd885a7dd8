"""Which vendor runs a model here. Called by the job bodies of services that have models, and by their composition roots."""

from collections.abc import Mapping
from typing import TypeVar

from chassis.errors import Invalid
from contracts.catalogue import ModelKind, model

V = TypeVar("V")


def vendor_of(
    model_id: str,
    kind: ModelKind,
    vendors: Mapping[str, V],
    cannot: str = "cannot be reached from here",
) -> V:
    """The first of a model's routes that leads to one of these vendors.

    Raises Invalid when no model of this name does such work, or no route leads anywhere; `cannot` says what it cannot do.
    """
    found = model(model_id)
    if found is None or not found.does(kind):
        raise Invalid(f"There is no {kind} model {model_id!r}; `sagareel models` lists what there is.", code="unknown_model")
    for route in found.routes:
        if route.vendor in vendors:
            return vendors[route.vendor]
    raise Invalid(f"The {kind} model {model_id!r} {cannot}; choose another model.", code="no_vendor")
