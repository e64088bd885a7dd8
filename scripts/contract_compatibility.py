"""What a change of a JSON Schema would break between two releases that run side by side; used by check_contracts.

Both directions count: today's readers get the last release's messages, and the last release's readers get today's. A reader
ignores fields it does not know, so one change is always safe: a new optional field. Everything else is a new major version.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

_WORDS = frozenset({"title", "description", "examples", "$defs", "$schema", "$comment"})
"""Keywords that only explain."""
_WALKED = frozenset({"properties", "required", "enum", "items", "additionalProperties", "anyOf", "oneOf", "allOf", "prefixItems"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same place in the released and in the present schema."""

    path: str
    old: Schema
    new: Schema
    old_root: Schema
    new_root: Schema
    seen: frozenset[tuple[str, str]] = frozenset()

    def at(self, step: str, old: Schema, new: Schema) -> "_Pair":
        return _Pair(f"{self.path}{step}", old, new, self.old_root, self.new_root, self.seen)

    def resolved(self) -> "_Pair | None":
        """Both sides with `$ref` followed; None when a recursive schema has come round to where it was."""
        refs = (str(self.old.get("$ref", "")), str(self.new.get("$ref", "")))
        if refs == ("", ""):
            return self
        if refs in self.seen:
            return None
        old, new = _follow(self.old, self.old_root), _follow(self.new, self.new_root)
        return _Pair(self.path, old, new, self.old_root, self.new_root, self.seen | {refs})


def breaks(released: Schema, present: Schema) -> tuple[str, ...]:
    """Every breaking difference as a sentence that names the field; empty when both can run side by side."""
    return tuple(_node(_Pair("", released, present, released, present)))


def _follow(schema: Schema, root: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    name = str(schema["$ref"]).removeprefix("#/$defs/")
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return {**root["$defs"][name], **beside}


def _node(pair: _Pair) -> Iterator[str]:
    resolved = pair.resolved()
    if resolved is None:
        return
    old, new = resolved.old, resolved.new
    if old.get("type") != new.get("type") or ("anyOf" in old) != ("anyOf" in new):
        yield f"{_name(pair.path)}: the type was {_shape(old)} and is {_shape(new)}"
        return
    yield from _constraints(resolved)
    yield from _enum(resolved)
    yield from _fields(resolved)
    yield from _parts(resolved)


def _constraints(pair: _Pair) -> Iterator[str]:
    for keyword in sorted((set(pair.old) | set(pair.new)) - _WORDS - _WALKED - {"type", "$ref"}):
        was, now = pair.old.get(keyword), pair.new.get(keyword)
        if was != now or (was is None) != (now is None):
            yield f"{_name(pair.path)}: {keyword} was {_show(was)} and is {_show(now)}"


def _enum(pair: _Pair) -> Iterator[str]:
    was, now = pair.old.get("enum"), pair.new.get("enum")
    if was is None or now is None:
        if was != now:
            yield f"{_name(pair.path)}: enum was {_show(was)} and is {_show(now)}"
        return
    for value in was:
        if value not in now:
            yield f"{_name(pair.path)}: {_show(value)} is no longer allowed; the last release still sends it"
    for value in now:
        if value not in was:
            yield f"{_name(pair.path)}: {_show(value)} is newly allowed; readers of the last release refuse it"


def _fields(pair: _Pair) -> Iterator[str]:
    old_fields, new_fields = pair.old.get("properties", {}), pair.new.get("properties", {})
    old_required, new_required = set(pair.old.get("required", ())), set(pair.new.get("required", ()))
    for field in sorted(set(old_fields) - set(new_fields)):
        yield f"{_name(pair.path)}: the field {field} is removed"
    for field in sorted(new_required - set(old_fields)):
        yield f"{_name(pair.path)}: the new field {field} is required; the last release does not send it"
    for field in sorted(set(old_fields) & set(new_fields)):
        if field in new_required - old_required:
            yield f"{_name(pair.path)}: {field} is now required; the last release may leave it out"
        if field in old_required - new_required:
            yield f"{_name(pair.path)}: {field} is now optional; readers of the last release need it"
        yield from _node(pair.at(f".{field}", old_fields[field], new_fields[field]))


def _parts(pair: _Pair) -> Iterator[str]:
    for keyword, step in (("items", "[]"), ("additionalProperties", "{}")):
        was, now = pair.old.get(keyword), pair.new.get(keyword)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            yield from _node(pair.at(step, was, now))
        elif was != now:
            yield f"{_name(pair.path)}: {keyword} was {_show(was)} and is {_show(now)}"
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        yield from _variants(pair, keyword)


def _variants(pair: _Pair, keyword: str) -> Iterator[str]:
    was, now = _keyed(pair.old.get(keyword, ()), keyword), _keyed(pair.new.get(keyword, ()), keyword)
    for key in was:
        if key not in now:
            yield f"{_name(pair.path)}: {key} is no longer one of {keyword}"
    for key in now:
        if key not in was:
            yield f"{_name(pair.path)}: {key} is newly one of {keyword}"
    for key in was:
        if key in now:
            yield from _node(pair.at("", was[key], now[key]))


def _keyed(variants: tuple[Schema, ...], keyword: str) -> dict[str, Schema]:
    """Variants by what they are, so that their order does not matter (but the order of a tuple's items does)."""
    if keyword == "prefixItems":
        return {f"item {number}": variant for number, variant in enumerate(variants)}
    keyed: dict[str, Schema] = {}
    for variant in variants:
        key = _shape(variant)
        while key in keyed:
            key += " (another)"
        keyed[key] = variant
    return keyed


def _shape(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_shape(variant) for variant in schema["anyOf"])
    return str(schema.get("type", "anything"))


def _name(path: str) -> str:
    return path.removeprefix(".") or "the message"


def _show(value: object) -> str:
    return "not set" if value is None else json.dumps(value, sort_keys=True)
