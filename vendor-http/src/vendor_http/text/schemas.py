"""Makes the JSON schema of a type into one that grammars of both vendors take: closed, all required, nothing but structure."""

from typing import Any

DROPPED = frozenset(
    {"title", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern"}
    | {"minItems", "maxItems", "uniqueItems", "multipleOf", "format", "examples", "prefixItems", "description"}
)
"""What grammars do not know; the answer is checked against the type afterwards, limits included."""


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without what is dropped; every object closed and every property required."""
    found: dict[str, Any] = {}
    for name, part in schema.items():
        if name in ("properties", "$defs"):
            found[name] = {inner: closed(value) for inner, value in part.items()}
        elif name in DROPPED:
            continue
        elif isinstance(part, dict):
            found[name] = closed(part)
        elif isinstance(part, list):
            found[name] = [closed(value) if isinstance(value, dict) else value for value in part]
        else:
            found[name] = part
    if found.get("type") == "object":
        found["additionalProperties"] = False
        found["required"] = list(found.get("properties", {}))
    return found
