"""Where else a wish can be fulfilled when its model refuses or cannot be reached. Pure data work.

The coordinator prices by it, services climb by it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.base import Failover
from contracts.catalogue import ModelKind, model

MOST_EQUIVALENTS = 2
LOCAL: dict[ModelKind, str] = {"write": "local-writer", "analyze": "local-reader"}
"""What reads and writes in the last place. For everything that is seen or heard the coordinator asks for a stand-in instead."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A model, and who runs it."""

    model: str
    vendor: str


def spots(model_id: str, kind: ModelKind, failover: Failover, vendors: Collection[str]) -> tuple[Spot, ...]:
    """Where a wish may be fulfilled, in order: the model's own routes, then its equivalents; only vendors that are reached."""
    own = _routes(model_id, kind, vendors)
    if failover == "never":
        return own[:1]
    others = (spot for other in equivalents(model_id, kind) for spot in _routes(other, kind, vendors)[:1])
    return own if failover == "route" else (*own, *others)


def equivalents(model_id: str, kind: ModelKind) -> tuple[str, ...]:
    """The models that may take one's place."""
    entry = model(model_id)
    if entry is None or not entry.equivalents:
        return ()
    last = (LOCAL[kind],) if kind in LOCAL else ()
    return (*entry.equivalents[:MOST_EQUIVALENTS], *last)


def _routes(model_id: str, kind: ModelKind, vendors: Collection[str]) -> tuple[Spot, ...]:
    entry = model(model_id)
    if entry is None or not entry.does(kind):
        return ()
    return tuple(Spot(model_id, route.vendor) for route in entry.routes if route.vendor in vendors)
