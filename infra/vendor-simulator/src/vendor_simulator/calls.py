"""A call as the simulator sees it and its answer, free of any web framework; the vendors' modules speak in these."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from python_multipart.multipart import parse_form


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `path` is the vendor's own, without the simulator's prefix; header names are lower case."""

    vendor: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base: str
    """The simulator's own address as the caller wrote it."""

    @property
    def key(self) -> str:
        """The key that came with it, without its scheme; empty if there is none."""
        told = self.headers.get("authorization") or self.headers.get("xi-api-key") or self.headers.get("x-api-key") or ""
        return told.removeprefix("Bearer ").removeprefix("Key ").strip()

    @property
    def label(self) -> str:
        """What the caller calls this unit of work; vendors ignore it, the count of paid jobs does not."""
        return self.headers.get("idempotency-key", "") or self.headers.get("x-work", "")

    def json(self) -> Any:
        """The body as JSON.

        Raises ValueError when it is none.
        """
        return json.loads(self.body or b"null")

    def form(self) -> "Form":
        """The body as a multipart form; empty when it is none."""
        found = Form()
        if not self.headers.get("content-type", "").startswith("multipart/form-data"):
            return found

        def on_file(part: Any) -> None:
            part.file_object.seek(0)
            found.files.append(Upload(_text(part.field_name), _text(part.file_name), part.file_object.read()))

        def on_field(part: Any) -> None:
            found.fields.setdefault(_text(part.field_name), []).append(_text(part.value))

        headers = {"Content-Type": self.headers["content-type"].encode(), "Content-Length": str(len(self.body)).encode()}
        parse_form(headers, io.BytesIO(self.body), on_field, on_file)
        return found


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a form."""

    field: str
    name: str
    content: bytes


@dataclass(slots=True)
class Form:
    """A multipart form."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[Upload] = field(default_factory=list)

    def one(self, name: str, default: str = "") -> str:
        """A field's first value."""
        return self.fields.get(name, [default])[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back. `chunks` are sent one by one, with the plan's pauses between them."""

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: tuple[bytes, ...] | None = None
    broken_off: bytes = b""
    """What a stream says when it fails in the middle."""


def as_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(value, separators=(",", ":")).encode(), headers=headers or {})


def fingerprint(key: str) -> str:
    """A name for a key that does not tell the key."""
    return "key-" + hashlib.sha256(key.encode()).hexdigest()[:12] if key else "no-key"


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
