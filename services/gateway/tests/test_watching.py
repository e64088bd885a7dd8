"""A watched film's entries reach everybody, whatever is written between two reads."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from gateway.repository.reads import LogRow
from gateway.watching import Channel


def entry(number: int) -> LogRow:
    return LogRow(number, "step.done", "", "{}", datetime.now(UTC))


def film(last: int) -> Any:
    return cast("Any", SimpleNamespace(last_event=last))


def test_an_entry_that_comes_between_reading_the_log_and_the_film_is_read_the_next_time() -> None:
    channel = Channel(film(0), since=0, head=0)
    channel.add(film(2), [entry(1)])
    assert channel.head == 1
    channel.add(film(2), [entry(2)])
    assert [row.id for row in channel.recent] == [1, 2]
