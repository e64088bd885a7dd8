"""The envelope: what goes out comes back, and what is no message of ours is told apart with a sentence."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.coordinator import CancelSequence, SequenceStarted
from contracts.envelope import (
    LONGEST_HEADER,
    Envelope,
    UnreadableError,
    answer,
    command_id,
    decode,
    encode,
    event_id,
    partition_of,
)
from contracts.registry import MESSAGES

texts = st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=40)
filled = st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1, max_size=40)
envelopes = st.builds(
    Envelope,
    id=filled,
    type=filled,
    source=filled,
    tenant=filled,
    sequence=filled,
    step=texts,
    attempt=st.integers(0, 999_999_999),
    causation=texts,
    time=filled,
    traceparent=texts,
)
Headers = tuple[tuple[str, bytes | None], ...]
SAMPLE = Envelope("id-1", CancelSequence.TYPE, "gateway", "local", "seq-1", time="2026-11-21T12:00:00Z")
REQUIRED = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_tenant", "ce_sequence")


def headers_of(envelope: Envelope = SAMPLE, **changed: bytes | None) -> Headers:
    return damaged(changed, envelope)


def damaged(changed: Mapping[str, bytes | None], envelope: Envelope = SAMPLE) -> Headers:
    written: dict[str, bytes | None] = dict(encode(envelope, "coordinator.commands.v1", b"{}").headers)
    return tuple((written | dict(changed)).items())


def is_told_apart(headers: Headers) -> bool:
    """An envelope, or an UnreadableError with a sentence: nothing else may come out of it."""
    try:
        return decode(headers) is not None
    except UnreadableError as error:
        return bool(str(error))


@given(envelopes)
def test_an_envelope_comes_back_as_it_was_sent(envelope: Envelope) -> None:
    assert decode(headers_of(envelope)) == envelope


@given(envelopes)
def test_the_key_is_the_sequence(envelope: Envelope) -> None:
    record = encode(envelope, "coordinator.commands.v1", CancelSequence())
    assert record.key.decode() == envelope.sequence
    assert CancelSequence.read(record.value) == CancelSequence()


@given(st.lists(st.tuples(st.text(max_size=20), st.none() | st.binary(max_size=30)), max_size=20))
def test_any_headers_give_an_envelope_or_a_sentence(headers: list[tuple[str, bytes | None]]) -> None:
    assert is_told_apart(tuple(headers))


@given(st.dictionaries(st.sampled_from([name for name, _ in headers_of()]), st.none() | st.binary(max_size=12)))
def test_any_damage_to_a_header_gives_an_envelope_or_a_sentence(damage: dict[str, bytes | None]) -> None:
    assert is_told_apart(damaged(damage))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_null_header_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableError, match=f"header {name} is null"):
        decode(damaged({name: None}))


@pytest.mark.parametrize("name", [*REQUIRED, "ce_step", "traceparent"])
def test_a_header_that_is_not_utf8_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableError, match=f"header {name} is not UTF-8"):
        decode(damaged({name: b"\xff\xfe"}))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_or_empty_header_is_unreadable(name: str) -> None:
    without = tuple(pair for pair in headers_of() if pair[0] != name)
    for headers in (without, damaged({name: b""})):
        with pytest.raises(UnreadableError, match=f"header {name} is missing"):
            decode(headers)


@pytest.mark.parametrize("attempt", [b"", b"-1", b"1.5", b"one", b"9" * 10, "٣".encode(), "²".encode()])
def test_an_attempt_that_is_no_decimal_number_is_unreadable(attempt: bytes) -> None:
    with pytest.raises(UnreadableError, match="header ce_attempt is not a number"):
        decode(headers_of(ce_attempt=attempt))


@pytest.mark.parametrize("name", [*REQUIRED, "ce_step", "traceparent"])
@pytest.mark.parametrize("raw", [b"a\x00b", b"x" * (LONGEST_HEADER + 1)], ids=["nul", "too long"])
def test_a_header_that_no_database_would_take_is_unreadable(name: str, raw: bytes) -> None:
    with pytest.raises(UnreadableError, match=f"header {name} holds a control character or more than {LONGEST_HEADER}"):
        decode(damaged({name: raw}))


def test_another_cloudevents_version_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match=r"version 2\.0 is not 1\.0"):
        decode(headers_of(ce_specversion=b"2.0"))


def test_headers_of_others_are_ignored() -> None:
    assert decode((*headers_of(), ("x-null", None), ("x-odd", b"fine"))) == SAMPLE


def test_an_unknown_type_has_a_readable_envelope_and_no_class_so_a_consumer_can_skip_it() -> None:
    envelope = decode(headers_of(SAMPLE._replace(type="sagareel.imagery.FrameUpscaled.v7")))
    assert envelope.type not in MESSAGES


def test_the_same_command_and_its_answer_always_have_the_same_ids() -> None:
    first = command_id("seq-1", "frame:sh1", 0, "sagareel.imagery.GenerateFrame.v1")
    assert first == command_id("seq-1", "frame:sh1", 0, "sagareel.imagery.GenerateFrame.v1")
    assert len({first, command_id("seq-1", "frame:sh1", 1, "sagareel.imagery.GenerateFrame.v1"), event_id(first, "x")}) == 3


def test_an_answer_names_its_command_and_stays_in_its_sequence() -> None:
    told = answer(SAMPLE._replace(step="start", attempt=2, traceparent="00-a-b-01"), SequenceStarted, "coordinator")
    assert (told.causation, told.sequence, told.tenant, told.step, told.attempt) == ("id-1", "seq-1", "local", "start", 2)
    assert (told.source, told.type, told.traceparent) == ("coordinator", SequenceStarted.TYPE, "00-a-b-01")


def test_a_sequence_has_one_partition_everywhere() -> None:
    assert partition_of("seq-1", 4) == partition_of("seq-1", 4)
    assert {partition_of(f"seq-{number}", 4) for number in range(100)} == {0, 1, 2, 3}


def test_the_readers_code_of_the_page_reads_a_record() -> None:
    page = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    record = encode(SAMPLE, "coordinator.commands.v1", b'{"reason": "enough", "new": 1}')
    read: dict[str, object] = {"record": record}
    exec(code, read)
    assert (read["envelope"], read["event"]) == (SAMPLE, CancelSequence(reason="enough"))
    later: dict[str, object] = {"record": encode(SAMPLE._replace(type="sagareel.imagery.Later.v9"), "imagery.events.v1", b"{}")}
    exec(code, later)
    assert "event" not in later
