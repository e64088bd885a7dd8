"""Several paid requests of one job, one after the other: what each gave is kept before the next is sent.

For vendors that answer at once and have no queue. Each request's intent is stored first, as in `vendor_http.asked`.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from chassis.admission.ports import OPEN, Gate
from chassis.errors import Broken, Busy, Refused, Unsure
from chassis.work import Job, Tools
from vendor_http.asked import NOTHING, Intent, Store, Submitted, remembered


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a request, as the part of this name."""

    name: str
    file_name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One request: where to, with what, our own name for it, and what it gives."""

    endpoint: str
    arguments: Mapping[str, Any]
    label: str
    files: tuple[File, ...] = ()
    gives: Literal["audio", "json", "zip"] = "audio"
    holds: str = ""
    """What an answer in JSON has to tell; one that does not is not the answer, and the request is looked for."""
    since: float = 0.0
    """When its intent was noted, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Steps:
    """How a request is sent, how one is found whose answer was lost, how an answer is kept and named, what each passes first."""

    ask: Callable[[Part], Awaitable[bytes]]
    find: Callable[[Part, Intent], Awaitable[bytes | None]]
    keep: Callable[[bytes], Awaitable[str]]
    gate: Gate = OPEN


async def made(parts: Sequence[Part], steps: Steps, job: Job[Any], tools: Tools) -> list[str]:
    """The names of all answers, each paid once.

    Raises the errors of `chassis.errors`.
    """
    store = tools.submitted
    done, asking = _read(job.request_id)
    for part in parts[len(done) :]:
        content = await steps.find(part, asking) if asking is not None else None
        asking = None
        if content is None:
            async with steps.gate.admitted(job, tools, "/".join(part.endpoint.split("/")[:2])):
                content = await _asked(part, steps, done, store)
        done.append(await steps.keep(content))
        await store(_text(done, None))
    return done


async def unknown(vendor: str, part: Part, _: Intent) -> bytes | None:
    """What cannot be found out, because the vendor keeps no list of it: it is never asked for a second time."""
    raise Unsure(
        f"Whether {vendor} has made {part.endpoint} cannot be found out; it is not paid a second time.", code="vendor_unsure"
    )


async def _asked(part: Part, steps: Steps, done: list[str], store: Store) -> bytes:
    intent = Intent.of(part.endpoint, part.arguments)
    await store(_text(done, intent))
    try:
        return await steps.ask(replace(part, since=intent.since))
    except (Busy, Refused, Broken) as error:
        await store(_text(done, None))
        error.keeps = _text(done, None)
        raise


def _text(done: list[str], asking: Intent | None) -> str:
    """As it is noted: nothing while nothing is paid, because a job that has noted something is not ordered again."""
    if not done and asking is None:
        return NOTHING
    return json.dumps({"done": done, "asking": asking.text() if asking else None})


def _read(stored: str | None) -> tuple[list[str], Intent | None]:
    if not stored:
        return [], None
    try:
        told = json.loads(stored)
        done, asking = [str(name) for name in told["done"]], remembered(told["asking"])
    except (ValueError, KeyError, TypeError):
        raise Broken("What was noted of the requests to the vendor cannot be read.", code="vendor_note") from None
    if isinstance(asking, Submitted):
        raise Broken("What was noted of the requests to the vendor cannot be read.", code="vendor_note")
    return done, asking
