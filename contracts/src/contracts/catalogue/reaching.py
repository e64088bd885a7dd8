"""Which vendors an installation reaches: each needs a key, which the operator sets where the services run.

Services make their adapters by it; the gateway tells by it which models can be chosen, without having the keys itself.
"""

from collections.abc import Mapping

from contracts.catalogue.entries import Model, ModelKind

KEYS: Mapping[str, str] = {
    "anthropic": "ANTHROPIC_API_KEY",
    "elevenlabs": "ELEVENLABS_API_KEY",
    "fal": "FAL_KEY",
    "openai": "OPENAI_API_KEY",
}
"""The variable that holds the key of each vendor that wants one; with `_FILE` behind it, it names the file that does."""
CONNECTED: Mapping[str, frozenset[ModelKind]] = {
    "anthropic": frozenset({"write", "analyze"}),
    "elevenlabs": frozenset({"speech", "music", "effect", "clone", "change", "separate", "transcribe"}),
    "fal": frozenset({"write", "analyze", "image", "clip", "music", "effect"}),
    "local": frozenset({"write", "analyze", "image", "clip", "speech", "music", "effect"}),
    "openai": frozenset({"write", "analyze", "image"}),
}
"""The kinds of work for which services have an adapter, by vendor; their tests hold them to it."""
NAMED = "SAGAREEL_VENDORS"
"""Names the reached vendors, separated by commas, for a process that must not have the keys."""
FREE = frozenset({"local", "simulated"})


def reached(variables: Mapping[str, str]) -> frozenset[str]:
    """The vendors of this installation: those that are named, else those whose keys are set; the free ones always."""
    told = variables.get(NAMED)
    if told is not None:
        return FREE | {name for part in told.split(",") if (name := part.strip().lower())}
    return FREE | {vendor for vendor, name in KEYS.items() if variables.get(name) or variables.get(f"{name}_FILE")}


def missing_keys(model: Model, kind: ModelKind, vendors: frozenset[str]) -> Mapping[str, str]:
    """The variables of which any one would make the model reached, each with its vendor; none where it is reached already."""
    if any(_leads(route.vendor, kind, vendors) for route in model.routes):
        return {}
    return {KEYS[route.vendor]: route.vendor for route in model.routes if kind in CONNECTED.get(route.vendor, ())}


def unreached(model: Model, kind: ModelKind, vendors: frozenset[str]) -> str | None:
    """Why no route of a model leads anywhere here, going on after its name; None when one does."""
    if any(_leads(route.vendor, kind, vendors) for route in model.routes):
        return None
    wanting = missing_keys(model, kind, vendors)
    if not wanting:
        return f"is reached through {' or '.join(dict.fromkeys(r.vendor for r in model.routes))}, which is not connected"
    keys = " or ".join(f"{variable} ({vendor})" for variable, vendor in wanting.items())
    return f"needs a key that this installation does not have: set {keys} where the services run, or a key of your own"


def _leads(vendor: str, kind: ModelKind, vendors: frozenset[str]) -> bool:
    return vendor in vendors and (vendor == "simulated" or kind in CONNECTED.get(vendor, ()))
