"""Server-sent events of one film: its log from wherever the client stopped, the film itself after every change, an end.

Entries carry ids, so `Last-Event-ID` resumes without loss; the `film` event has none and saves clients from adding things up.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import orjson
from fastapi.responses import Response
from starlette.responses import StreamingResponse
from starlette.types import Message, Send

from gateway.domain.happenings import ENDED
from gateway.domain.signing import Signer
from gateway.house import House
from gateway.http.present import shown
from gateway.repository.reads import FilmRow, LogRow
from gateway.watching import Channel, until_changed

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nobody between us closes the connection."""
STALLED = 60.0
"""Seconds after which a client that takes nothing is let go; it may come back with Last-Event-ID."""
LIFETIME = 3600.0
"""Seconds after which a stream is closed for the client to open again: links in it end, and deploys must not wait for it."""

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


class PatientStream(StreamingResponse):
    """A stream that does not wait for ever for a client that takes nothing."""

    async def stream_response(self, send: Send) -> None:
        """Send what there is; each part has a deadline."""

        async def in_time(message: Message) -> None:
            async with asyncio.timeout(STALLED):
                await send(message)

        await super().stream_response(in_time)


def follow(house: House, row: FilmRow, last_event_id: str | None) -> Response:
    """The stream of a film. Who has seen the end of an ended film gets 204, which tells browsers not to come back."""
    seen = int(last_event_id) if last_event_id and _NUMBER.fullmatch(last_event_id) else 0
    if row.state in ENDED and 0 < row.last_event <= seen:
        return Response(status_code=204)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return PatientStream(_events(house, row, min(seen, row.last_event)), headers=headers, media_type="text/event-stream")


async def _events(house: House, row: FilmRow, seen: int) -> AsyncIterator[bytes]:
    sign = house.keeper.sign
    loop = asyncio.get_running_loop()
    ends = loop.time() + LIFETIME
    yield b"retry: 1000\n\n"
    async with house.watching.channel(row) as channel:
        told: FilmRow | None = None
        while loop.time() < ends:
            changed = channel.changed
            async for part in _entries(house, channel, seen):
                seen, lines = part
                yield lines
            if channel.film is not told:
                told = channel.film
                yield _film(told, sign)
            if told.state in ENDED and seen >= told.last_event:
                yield b'event: end\ndata: {"state":"%s"}\n\n' % told.state.encode()
                return
            if changed is channel.changed:
                yield await _quiet(channel)


async def _entries(house: House, channel: Channel, seen: int) -> AsyncIterator[tuple[int, bytes]]:
    while rows := await house.watching.after(channel, seen):
        seen = rows[-1].id
        yield seen, b"".join(map(_entry, rows))


async def _quiet(channel: Channel) -> bytes:
    changed = channel.changed
    await until_changed(channel, HEARTBEAT)
    return b"" if changed.is_set() else b": still here\n\n"


def _entry(row: LogRow) -> bytes:
    data = {"id": row.id, "type": row.type, "step": row.step or None, "at": row.at.isoformat(), **orjson.loads(row.data)}
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (row.id, row.type.encode(), orjson.dumps(data))


def _film(row: FilmRow, sign: Signer) -> bytes:
    return b"event: film\ndata: %s\n\n" % orjson.dumps(shown(row, sign))
