"""Fails when a model of the catalogue contradicts itself or another: what its schema cannot say."""

import sys
from collections.abc import Iterator, Mapping

from contracts.catalogue import Model, Route, all_models
from contracts.catalogue.asking import unfit
from contracts.catalogue.calling import FORMS, WORDS, words_of

FREE = ("local", "simulated")
WAYS = {"image": {"text", "references"}, "clip": {"text", "references", "image", "start_end", "extend"}}


def findings(models: Mapping[str, Model]) -> Iterator[str]:
    """Everything that is wrong, each with the model's id."""
    names: dict[str, str] = {model_id.casefold(): model_id for model_id in models}
    for model in models.values():
        for sentence in (*_own(model), *_lengths(model), *_equivalents(model, models), *_routes(model)):
            yield f"{model.id}: {sentence}"
        for alias in model.aliases:
            if names.setdefault(alias.casefold(), model.id) != model.id:
                yield f"{model.id}: {names[alias.casefold()]} is called {alias!r} too"


def _own(model: Model) -> Iterator[str]:
    if not model.description.endswith("."):
        yield "its description is no sentence"
    if model.unavailable.endswith("."):
        yield "`unavailable` goes on after the model's name and must not end with a full stop"
    if model.vendor != model.routes[0].vendor:
        yield f"its vendor is {model.vendor}, its first route {model.routes[0].vendor}"
    if model.vendor not in FREE and not all(price.micros for price in model.prices):
        yield "it costs nothing"
    for name, parameter in model.parameters.items():
        if parameter.default is not None:
            yield from (
                f"its own default of {name} is not allowed: it {said}" for said in unfit(name, parameter.default, parameter)
            )


def _lengths(model: Model) -> Iterator[str]:
    limits = model.limits
    if limits.min_seconds is not None and limits.max_seconds is not None and limits.min_seconds > limits.max_seconds:
        yield "it makes at least more seconds than at most"
    if list(limits.seconds) != sorted(set(limits.seconds)):
        yield "its lengths are not in order"
    if limits.seconds and limits.max_seconds not in (None, limits.seconds[-1]):
        yield "its longest length is not its most seconds"
    if model.kind == "clip" and limits.max_seconds is None and not model.unavailable and model.vendor not in FREE:
        yield "nobody knows how long its clips may be"


def _equivalents(model: Model, models: Mapping[str, Model]) -> Iterator[str]:
    for name in model.equivalents:
        other = models.get(name)
        if other is None or other is model:
            yield f"its equivalent {name} is no other model"
        elif not other.does(model.kind):
            yield f"its equivalent {name} does not do {model.kind}"
        elif other.unavailable or (other.retires and not model.retires):
            yield f"its equivalent {name} cannot be relied on"
    if (model.retires or model.unavailable) and not model.equivalents:
        yield "nobody knows what to use instead"


def _routes(model: Model) -> Iterator[str]:
    for route in model.routes:
        if route.vendor not in FREE and not route.costs:
            yield f"the route over {route.vendor} has no costs"
        if route.vendor == "fal" or (route.vendor, model.kind) == ("openai", "image"):
            yield from _calls(model, route)


def _calls(model: Model, route: Route) -> Iterator[str]:
    ways = set(route.calls)
    if not ways or not ways <= WAYS.get(model.kind, {"text"}):
        yield f"its calls are {sorted(ways)}"
    if model.kind in WAYS:
        if bool(model.limits.max_references) != ("references" in ways):
            yield "whether it takes references and whether there is a call with references differ"
        if model.end_frame != ("start_end" in ways):
            yield "whether it takes an end frame and whether there is a call with one differ"
    for way, call in route.calls.items():
        if not call.output:
            yield f"the call {way} does not say where the result stands"
        for word, form in words_of(call):
            if word not in WORDS or form not in FORMS:
                yield f"the call {way} names ${word}, which nobody gives"


def main() -> int:
    """Print every finding; 1 when there is one."""
    found = list(findings(all_models()))
    for finding in found:
        print(finding, file=sys.stderr)
    print(f"catalogue: {len(all_models())} models checked, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
