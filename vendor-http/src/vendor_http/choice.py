"""The model and route of the catalogue that a job uses, checked for what it lacks before anything is paid, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from chassis.errors import Invalid
from contracts.catalogue import Call, Model, Route, Unit, Way, model
from contracts.catalogue.asking import Ask, lacks


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, and how its vendor is called."""

    model: Model
    route: Route

    def call(self, *ways: Way) -> tuple[Way, Call]:
        """The first of these ways that the route knows.

        Raises Invalid when it knows none of them.
        """
        for way in ways:
            if way in self.route.calls:
                return way, self.route.calls[way]
        raise Invalid(
            f"{self.model.name} ({self.model.id}) cannot start from {ways[0]}. Choose another model.", code="model_lacks"
        )

    def cost(self, quantities: Mapping[Unit, float]) -> int:
        """What the vendor charges us, in micro-credits."""
        paid = (price.paid(quantities.get(price.unit, 0)) * price.micros / price.per for price in self.route.costs)
        return sum(-int(-part // 1) for part in paid)


def choose(model_id: str, vendor: str, ask: Ask) -> Choice:
    """The model, by this vendor's route.

    Raises Invalid: there is none, or it lacks what is asked, told in a sentence.
    """
    found = model(model_id)
    if found is None or not found.does(ask.kind):
        raise Invalid(f"There is no {ask.kind} model {model_id!r}.", code="unknown_model")
    lacking = lacks(found, ask)
    if lacking is not None:
        raise Invalid(lacking, code="model_lacks")
    for route in found.routes:
        if route.vendor == vendor:
            return Choice(found, route)
    raise Invalid(f"{found.name} ({found.id}) is not reached through {vendor}.", code="no_vendor")
