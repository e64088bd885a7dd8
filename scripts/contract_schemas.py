"""The frozen JSON Schemas of all messages and of the documents that travel by reference; the other contract scripts use it."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from contracts.base import Message
from contracts.registry import MESSAGES, owner_of
from contracts.storyboard import Storyboard

ROOT = Path(__file__).resolve().parent.parent / "contracts"
SCHEMAS = ROOT / "schemas"
EXAMPLES = ROOT / "examples"
RELEASED = ROOT / "released"
"""Copies of the schemas as the last release shipped them; absent until there is a release."""

DOCUMENTS: dict[str, type[BaseModel]] = {"documents/Storyboard.v1": Storyboard}
"""What lies in the object store and is read by more than one service: as frozen as a message."""


def place_of(message: type[Message]) -> str:
    """Where a message's files lie: `imagery/FrameGenerated.v1`."""
    name_and_version = message.TYPE.split(".", 2)[2]
    return f"{owner_of(message)}/{name_and_version}"


def models() -> dict[str, type[BaseModel]]:
    """Every message and document by its place."""
    return {**{place_of(message): message for message in MESSAGES.values()}, **DOCUMENTS}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """What a producer may send: closed, with defaults."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


def schema_files() -> dict[Path, str]:
    """Every schema file with its text."""
    return {SCHEMAS / f"{place}.json": as_json(schema_of(model)) for place, model in models().items()}


def as_json(value: object) -> str:
    """JSON as it is committed."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
