"""Whoever watches a film hears all of it once, however often the connection breaks, also after a long silence."""

import time
from collections.abc import Iterator

import httpx
import pytest

from sagareel import events
from sagareel.client import Client
from sagareel.connection import Connection
from sagareel.failures import CommandFailed


class Breaking(httpx.SyncByteStream):
    """A stream that is quiet for a while, as when nothing happens to a film, and then breaks."""

    def __init__(self, quiet: float, last: bytes = b"") -> None:
        self._quiet, self._last = quiet, last

    def __iter__(self) -> Iterator[bytes]:
        until = time.monotonic() + self._quiet
        while time.monotonic() < until:
            yield b": still here\n\n"
            time.sleep(0.01)
        if not self._last:
            raise httpx.ReadError("The connection broke.")
        yield self._last


def client_of(*answers: httpx.SyncByteStream | None) -> Client:
    given = iter(answers)

    def answer(_: httpx.Request) -> httpx.Response:
        stream = next(given, None)
        if stream is None:
            raise httpx.ConnectError("Nobody is there.")
        return httpx.Response(200, stream=stream)

    return Client(Connection("http://gateway", "key"), httpx.MockTransport(answer))


def test_a_break_after_a_long_silence_is_no_reason_to_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PATIENCE", 0.3)
    end = b'id: 7\nevent: step.done\ndata: {"step": "film"}\n\nevent: end\ndata: {}\n\n'
    told = list(events.follow(client_of(Breaking(0.5), Breaking(0, end)), "film-1"))
    assert [(each.id, each.type) for each in told] == [(7, "step.done")]


def test_a_gateway_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PATIENCE", 0.3)
    with pytest.raises(CommandFailed, match="cannot be reached"):
        list(events.follow(client_of(), "film-1"))
