"""Several requests of one job to fal's queue, one after the other: what each gave is kept before the next is submitted."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from chassis.errors import Broken, Refused
from chassis.work import Job, Tools
from vendor_http.asked import NOTHING
from vendor_http.fal import queue
from vendor_http.fal.account import Hosts
from vendor_http.fal.queue import Note, Prepare

Keep = Callable[[dict[str, Any]], Awaitable[str]]
"""Stores what an answer gave and names it."""


async def all_done(hosts: Hosts, model: str, prepares: Sequence[Prepare], keep: Keep, job: Job[Any], tools: Tools) -> list[str]:
    """The names of what all requests gave, each paid once.

    Raises the errors of `chassis.errors`.
    """
    kept, now = _read(job.request_id)

    def noted(text: str | None) -> str:
        return json.dumps({"done": kept, "now": text}) if kept or text else NOTHING

    async def store(text: str | None) -> None:
        await tools.submitted(noted(text))

    for prepare in prepares[len(kept) :]:
        try:
            told = await queue.done(hosts, model, prepare, job, tools, note=Note(now, store))
        except Refused as error:
            error.keeps = noted(None)
            raise
        kept.append(await keep(told))
        now = None
        await store(None)
    return kept


async def withdrawn(hosts: Hosts, job: Job[Any]) -> None:
    """Tell fal that nobody waits for the request that is under way."""
    await queue.withdrawn(hosts, replace(job, request_id=_read(job.request_id)[1]))


def _read(stored: str | None) -> tuple[list[str], str | None]:
    if not stored:
        return [], None
    try:
        told = json.loads(stored)
        return [str(name) for name in told["done"]], told["now"]
    except (ValueError, KeyError, TypeError):
        raise Broken("What was noted of the requests to fal cannot be read.", code="vendor_note") from None
