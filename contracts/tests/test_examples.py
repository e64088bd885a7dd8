"""The example bodies: what every consumer must read and no producer may exceed."""

import json
from pathlib import Path

import pytest
from contract_examples import KINDS, VALUES, example
from contract_schemas import EXAMPLES, SCHEMAS, models, place_of
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from contracts.base import Message, Value
from contracts.registry import MESSAGES

every_message = pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)


def body(message: type[Message], kind: str) -> bytes:
    return (EXAMPLES / place_of(message) / f"{kind}.json").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
@every_message
def test_the_tolerant_reader_reads_every_example(message: type[Message], kind: str) -> None:
    assert isinstance(message.read(body(message, kind)), message)


@every_message
def test_what_is_unknown_is_left_out_and_the_rest_is_kept(message: type[Message]) -> None:
    future = message.read(body(message, "from_the_future"))
    assert future == message.read(body(message, "full"))
    assert b"from_the_future" not in future.body()


@every_message
def test_a_full_message_comes_out_as_it_went_in(message: type[Message]) -> None:
    assert json.loads(message.read(body(message, "full")).body()) == json.loads(body(message, "full"))


@every_message
def test_the_strict_producer_refuses_unknown_fields(message: type[Message]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        message.model_validate_json(body(message, "from_the_future"))


@every_message
def test_a_missing_field_is_refused_even_by_the_tolerant_reader(message: type[Message]) -> None:
    known = json.loads(body(message, "minimal"))
    for field in known:
        with pytest.raises(ValidationError):
            message.read(json.dumps({name: value for name, value in known.items() if name != field}))


@pytest.mark.parametrize(("kind", "valid"), [("minimal", True), ("full", True), ("from_the_future", False)])
@every_message
def test_the_frozen_schema_agrees_with_the_producer(message: type[Message], kind: str, valid: bool) -> None:
    schema = json.loads((SCHEMAS / f"{place_of(message)}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(json.loads(body(message, kind))) is valid


def test_a_field_without_an_example_value_is_named() -> None:
    class Unheard(Value):
        of: str

    with pytest.raises(LookupError, match=r"The field of has no example value.*contract_examples\.py"):
        example(Unheard.model_json_schema(), "full")


def test_every_example_value_is_used() -> None:
    def fields(part: object) -> set[str]:
        if isinstance(part, list):
            return set().union(*map(fields, part))
        if not isinstance(part, dict):
            return set()
        return set(part.get("properties", {})).union(*map(fields, part.values()))

    assert set(VALUES) <= set().union(*(fields(model.model_json_schema()) for model in models().values()))


def test_there_are_no_examples_of_messages_that_do_not_exist() -> None:
    places = {path.parent.relative_to(EXAMPLES).as_posix() for path in Path(EXAMPLES).rglob("*.json")}
    assert places == {place_of(message) for message in MESSAGES.values()}
