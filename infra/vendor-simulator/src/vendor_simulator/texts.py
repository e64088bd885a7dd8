"""What the simulated language models say: a prepared answer, a value that fits the wanted schema, or a small screenplay."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

SCREENPLAY = """\
INT. LIGHTHOUSE - NIGHT

MARA (30s, red raincoat) climbs the spiral stairs. Rain beats against the glass.

MARA
If the lamp stays dark, nobody comes home.

EXT. CLIFF - DAWN

The beam sweeps over a quiet sea. A small boat turns towards the light.

NARRATOR
And somebody did.
"""
WORDS = ("river", "lantern", "quiet", "window", "north", "garden", "signal", "harbor", "stone", "morning")
DEEPEST = 12


@dataclass(slots=True)
class Prepared:
    """An answer for the requests whose body holds these words; `times` is how often it is still given."""

    contains: str
    text: str
    times: int | None = None


class Speaker:
    """Chooses what is said."""

    def __init__(self) -> None:
        self.prepared: list[Prepared] = []

    def say(self, request: bytes, schema: dict[str, Any] | None, seed: int) -> str:
        """The text of an answer."""
        for answer in self.prepared:
            if answer.contains.encode() in request and answer.times != 0:
                answer.times = None if answer.times is None else answer.times - 1
                return answer.text
        return SCREENPLAY if schema is None else json.dumps(instance(schema, seed))


def instance(schema: dict[str, Any], seed: int) -> Any:
    """A value that fits a schema."""
    return _value(schema, schema.get("$defs", schema.get("definitions", {})), Random(seed), 0)


def _value(schema: dict[str, Any], definitions: dict[str, Any], random: Random, depth: int) -> Any:
    if "$ref" in schema:
        return _value(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions, random, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return random.choice(schema["enum"])
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        plain = [option for option in options if option.get("type") == "null"] if depth > DEEPEST else options
        return _value((plain or options)[0], definitions, random, depth + 1)
    kind = schema.get("type", "object")
    kind = next((k for k in kind if k != "null"), "null") if isinstance(kind, list) else kind
    return _of_kind(kind, schema, definitions, random, depth)


def _of_kind(kind: str, schema: dict[str, Any], definitions: dict[str, Any], random: Random, depth: int) -> Any:
    match kind:
        case "object":
            return {name: _value(part, definitions, random, depth + 1) for name, part in schema.get("properties", {}).items()}
        case "array":
            least = schema.get("minItems", 0 if depth > DEEPEST else 2)
            return [_value(schema.get("items", {"type": "string"}), definitions, random, depth + 1) for _ in range(least)]
        case "string":
            return " ".join(random.choice(WORDS) for _ in range(3))
        case "integer":
            return max(int(schema.get("minimum", 1)), min(int(schema.get("maximum", 9)), random.randint(1, 9)))
        case "number":
            return max(float(schema.get("minimum", 0)), min(float(schema.get("maximum", 1)), round(random.random(), 3)))
        case "boolean":
            return random.random() < 0.5
    return None


def pieces(text: str, size: int = 24) -> list[str]:
    """A text as a stream brings it."""
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def tokens(text: str | bytes) -> int:
    """About how many tokens a text has."""
    return max(1, len(text) // 4)
