"""Example bodies of every message, made from its schema and the values below; used by gen_contracts.

`minimal` has the required fields only, `full` has every field, `from_the_future` has fields that this release does not know,
at every level: every consumer must read all three.
"""

import hashlib
from pathlib import Path
from typing import Any, Literal

from contract_schemas import EXAMPLES, as_json, place_of, schema_of

from contracts.registry import MESSAGES

Kind = Literal["minimal", "full", "from_the_future"]
KINDS: tuple[Kind, ...] = ("minimal", "full", "from_the_future")

VALUES: dict[str, Any] = {
    "ahead": 12,
    "amount": 1_250_000,
    "code": "content_refused",
    "cost": 40_000,
    "clip_frames": 96,
    "characters": 64,
    "deliveries": 2,
    "description": "The lighthouse keeper opens the door and steps out into the storm.",
    "duration": 30,
    "frames": 72,
    "id": "sc2-sh3",
    "instruction": "Make her coat red.",
    "language": "en",
    "message": "The model refused the prompt of shot sc2-sh3; choose other words or another model.",
    "model": "local-draw",
    "name": "Mara",
    "note": "drawing the background",
    "number": 0,
    "codecs": "avc1.64001f,mp4a.40.2",
    "width": 1280,
    "height": 720,
    "position": 3,
    "reason": "cancelled by the user",
    "recipe": "film",
    "scene": "sc2",
    "scenes": 4,
    "seconds": 30.0,
    "seed": 7,
    "sheets": "cast-mara",
    "shot": "sc2-sh3",
    "sounds": 3,
    "stand_ins": "clip:sc2-sh3",
    "starts_in": 90,
    "steps": 12,
    "style": "storybook",
    "subject": "cast-mara",
    "title": "The Lighthouse Keeper",
    "total": 8,
    "url": "https://example.com/hooks/films",
    "vendor": "local",
    "voice": "JBFqnCBsd6RMkjVDRZzb",
    "webhook_url": "https://example.com/hooks/films",
    "analyze": "local-reader",
    "clip": "local-move",
    "effect": "local-effects",
    "image": "local-draw",
    "music": "local-music",
    "speech": "local-voice",
    "write": "local-writer",
}
"""By field name: what an example says where the schema leaves it open."""

MEDIA_TYPES = {
    "clip": "video/mp4",
    "mp4": "video/mp4",
    "opening": "video/mp4",
    "poster": "image/png",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "chapters": "text/vtt",
    "samples": "audio/flac",
    "tiles": "image/jpeg",
    "thumbnails": "text/vtt",
    "script": "text/x-fountain",
    "sound": "audio/flac",
    "prompt": "text/plain",
    "text": "text/plain",
    "storyboard": "application/json",
    "words": "application/json",
    "speech": "audio/wav",
    "music": "audio/wav",
    "effects": "audio/wav",
}
"""By field name: the media type of an example MediaRef; a picture otherwise."""


def example_files() -> dict[Path, str]:
    """Every example file with its text."""
    return {
        EXAMPLES / place_of(message) / f"{kind}.json": as_json(example(schema_of(message), kind))
        for message in MESSAGES.values()
        for kind in KINDS
    }


def example(schema: dict[str, Any], kind: Kind) -> Any:
    """One body.

    Raises LookupError when a field has no example value yet.
    """
    return _value(schema, schema.get("$defs", {}), kind, "")


def _value(schema: dict[str, Any], definitions: dict[str, Any], kind: Kind, field: str) -> Any:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return _media(field, kind) if name == "MediaRef" else _value(definitions[name], definitions, kind, field)
    if "anyOf" in schema:
        return _value(schema["anyOf"][0], definitions, kind, field)
    if "const" in schema or "enum" in schema:
        return schema.get("default", schema.get("const") or schema["enum"][0])
    match schema["type"]:
        case "object" if "properties" in schema:
            return _object(schema, definitions, kind)
        case "object":
            values = schema["additionalProperties"]
            return {"words": _value(values, definitions, kind, "words")} if isinstance(values, dict) else {}
        case "array":
            return [_value(schema["items"], definitions, kind, field)]
        case "boolean":
            return True
        case _:
            return _digest(field) if "pattern" in schema else _named(field)


def _object(schema: dict[str, Any], definitions: dict[str, Any], kind: Kind) -> dict[str, Any]:
    required = schema.get("required", ())
    fields = {
        name: _value(part, definitions, kind, name)
        for name, part in schema["properties"].items()
        if kind != "minimal" or name in required
    }
    return fields | ({"from_the_future": {"unknown": [1, "two"]}} if kind == "from_the_future" else {})


def _media(field: str, kind: Kind) -> dict[str, Any]:
    digest = _digest(field)
    media_type = MEDIA_TYPES.get(field, "image/png")
    reference = {"bucket": "media", "key": f"local/{digest}", "sha256": digest, "size": 48_213, "media_type": media_type}
    return reference | ({"from_the_future": True} if kind == "from_the_future" else {})


def _digest(field: str) -> str:
    return hashlib.sha256(field.encode()).hexdigest()


def _named(field: str) -> Any:
    if field not in VALUES:
        raise LookupError(f"The field {field} has no example value: give it one in VALUES of scripts/contract_examples.py.")
    return VALUES[field]
