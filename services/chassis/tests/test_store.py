"""The one statement of a store: what may not be written by it together."""

import asyncio
from functools import partial
from typing import Any

from chassis.batch import Change, NewJob
from chassis.connections import hot_connection
from chassis.environment import Environment
from chassis.migrate import ENGINE, bring_up_to_date
from chassis.pending import Hooks
from chassis.store import Store

from .samples import command


def nothing(*_: Any) -> Any:
    """What these tests do not look at."""


async def test_a_heartbeat_at_the_same_moment_does_not_undo_a_cancel(environment: Environment) -> None:
    dsn = environment.dsn_of("imagery")
    await bring_up_to_date(dsn, {"chassis": ENGINE})
    connect = partial(hot_connection, dsn, "test", {})
    store = Store(connect, "me", Hooks(nothing, nothing, nothing, nothing), "imagery")
    envelope, message = command("seq-1", "sheet:1")
    writing = asyncio.create_task(store.run())
    store.accept([NewJob(envelope, message.body(), 15.0)])
    await store.settled()
    beat = store.change(Change(envelope.id, 1, 15.0))
    store.cancel("seq-1")
    await beat
    await store.settled()
    store.close()
    await writing
    reader = await connect()
    assert await reader.fetchval("select state from job") == "cancelled"
    await reader.close()
