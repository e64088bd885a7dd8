"""The compatibility check refuses every kind of breaking change, and lets a new optional field pass."""

import copy
import json
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from check_contracts import broken_promises, drift
from contract_compatibility import breaks
from contract_schemas import models, schema_of
from pydantic import Field, create_model

from contracts.base import Value

Fields = dict[str, Any]
SCHEMAS = {place: schema_of(model) for place, model in models().items()}


class Part(Value):
    """A part as it was released."""

    width: int
    note: str = ""


class WiderPart(Value):
    """The same with a new optional field."""

    width: int
    note: str = ""
    depth: int | None = None


class BrokenPart(Value):
    """The same with a new required field."""

    width: int
    note: str = ""
    depth: int


def fields(part: type[Value]) -> Fields:
    """The released message's fields, its part three times."""
    return {
        "name": (str, ...),
        "count": (Annotated[int, Field(ge=0, le=10)], 0),
        "kind": (Literal["a", "b"], "a"),
        "parts": (tuple[part, ...], ()),  # type: ignore[valid-type]
        "main": (part | None, None),
        "named": (dict[str, part], {}),  # type: ignore[valid-type]
        "pair": (tuple[int, str], (1, "x")),
        "text": (Annotated[str, Field(pattern="^a")] | None, None),
    }


def schema(*, part: type[Value] = Part, **changed: Any) -> dict[str, Any]:
    """The released message with some fields changed, new, or (None) removed; a changed part keeps its released name."""
    present = {name: field for name, field in (fields(part) | changed).items() if field is not None}
    made = create_model("Message", __base__=Value, **present).model_json_schema()
    return dict(json.loads(json.dumps(made).replace(part.__name__, "Part")))


FINE = {
    "nothing": {},
    "a new optional field": {"extra": (int | None, None)},
    "a new field with a default": {"extra": (str, "")},
    "a new optional field in a part": {"part": WiderPart},
    "another order of variants": {"main": (None | Part, None)},
    "another description": {"name": (Annotated[str, Field(description="whose", title="Whose")], ...)},
}
BREAKING = {
    "a new required field": ({"extra": (int, ...)}, "the new field extra is required"),
    "a removed required field": ({"name": None}, "the field name is removed"),
    "a removed optional field": ({"count": None}, "the field count is removed"),
    "a renamed field": ({"name": None, "label": (str, "")}, "the field name is removed"),
    "an optional field made required": ({"count": (Annotated[int, Field(ge=0, le=10)], ...)}, "count is now required"),
    "a required field made optional": ({"name": (str, "")}, "name is now optional"),
    "another type": ({"name": (int, ...)}, "name: the type was string and is integer"),
    "a wider type": ({"count": (Annotated[float, Field(ge=0, le=10)], 0)}, "count: the type was integer and is number"),
    "a field that may now be null": ({"name": (str | None, ...)}, "name: the type was string and is string or null"),
    "a field that may no longer be null": ({"main": (Part, Part(width=1))}, "main: the type was"),
    "one more variant": ({"main": (Part | int | None, None)}, "main: integer is newly one of anyOf"),
    "one variant less": ({"text": (None, None)}, "text: the type was string or null and is null"),
    "a narrower enum": ({"kind": (Literal["a"], "a")}, "kind:"),
    "a removed value of an enum": ({"kind": (Literal["a", "c"], "a")}, 'kind: "b" is no longer allowed'),
    "a wider enum": ({"kind": (Literal["a", "b", "c"], "a")}, 'kind: "c" is newly allowed'),
    "an enum that is given up": ({"kind": (str, "a")}, "kind: enum was"),
    "a lower limit": ({"count": (Annotated[int, Field(ge=0, le=5)], 0)}, "count: maximum was 10 and is 5"),
    "a higher limit": ({"count": (Annotated[int, Field(ge=0, le=50)], 0)}, "count: maximum was 10 and is 50"),
    "a limit that is given up": ({"count": (Annotated[int, Field(ge=0)], 0)}, "count: maximum was 10 and is not set"),
    "a new pattern": ({"name": (Annotated[str, Field(pattern="^x")], ...)}, 'name: pattern was not set and is "^x"'),
    "another pattern in a variant": ({"text": (Annotated[str, Field(pattern="^b")] | None, None)}, "text: pattern"),
    "another default": ({"count": (Annotated[int, Field(ge=0, le=10)], 1)}, "count: default was 0 and is 1"),
    "a new required field in a list's part": ({"part": BrokenPart}, "parts[]: the new field depth is required"),
    "a new required field in an optional part": ({"part": BrokenPart}, "main: the new field depth is required"),
    "a new required field in a map's part": ({"part": BrokenPart}, "named{}: the new field depth is required"),
    "a list of other things": ({"parts": (tuple[str, ...], ())}, "parts[]: the type was"),
    "a pair in another order": ({"pair": (tuple[str, int], ("x", 1))}, "pair: the type was integer and is string"),
    "a longer tuple": ({"pair": (tuple[int, str, int], (1, "x", 2))}, "pair: item 2 is newly one of prefixItems"),
}


@pytest.mark.parametrize("change", FINE.values(), ids=FINE)
def test_what_both_releases_can_live_with_passes(change: Fields) -> None:
    assert breaks(schema(), schema(**change)) == ()


@pytest.mark.parametrize(("change", "sentence"), BREAKING.values(), ids=BREAKING)
def test_a_breaking_change_is_told_with_the_field(change: Fields, sentence: str) -> None:
    assert any(sentence in found for found in breaks(schema(), schema(**change)))


def test_an_open_message_is_no_producers_schema() -> None:
    opened = schema() | {"additionalProperties": True}
    assert breaks(schema(), opened) == ("the message: additionalProperties was false and is true",)


def test_a_recursive_schema_ends() -> None:
    tree = {
        "$defs": {"T": {"type": "object", "properties": {"kids": {"type": "array", "items": {"$ref": "#/$defs/T"}}}}},
        "$ref": "#/$defs/T",
    }
    grown = copy.deepcopy(tree)
    grown["$defs"]["T"]["required"] = ["kids"]  # type: ignore[index]
    assert breaks(tree, tree) == ()
    assert breaks(tree, grown) == ("the message: kids is now required; the last release may leave it out",)


@pytest.mark.parametrize("place", SCHEMAS)
def test_every_message_is_compatible_with_itself_and_not_without_one_of_its_fields(place: str) -> None:
    present = SCHEMAS[place]
    assert breaks(present, present) == ()
    for field in present["properties"]:
        poorer = copy.deepcopy(present)
        del poorer["properties"][field]
        assert any(field in sentence for sentence in breaks(present, poorer))


def test_the_committed_files_are_up_to_date() -> None:
    assert list(drift()) == []


def test_without_a_release_everything_may_change(tmp_path: Path) -> None:
    assert list(broken_promises(tmp_path / "released", {})) == []


def test_a_released_message_may_neither_vanish_nor_break(tmp_path: Path) -> None:
    for place in ("imagery/FrameGenerated.v1", "imagery/Gone.v1"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / f"{place}.json").write_text(json.dumps(schema()), encoding="utf-8")
    changed = {"imagery/FrameGenerated.v1": schema(extra=(int, ...))}
    assert list(broken_promises(tmp_path, changed)) == [
        (
            "imagery/FrameGenerated.v1 breaks the last release: the message: the new field extra is required; "
            "the last release does not send it; make it a new major version beside this one"
        ),
        "imagery/Gone.v1 was released and is gone: keep it until no release that uses it is left",
    ]
