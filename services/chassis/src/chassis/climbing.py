"""Climbs the ladder of a job whose vendor refuses: its rungs are kept beside the request's note, so a crash falls back nowhere.

Bodies call `climbed` around their vendor and `reused` before it; what stands in after the last rung is the coordinator's.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar, runtime_checkable

from chassis.errors import JobError
from chassis.ladder import Footing, Ladder
from chassis.models import vendor_of
from chassis.work import TRIES, Job, Tools, Withdraw
from contracts.base import Failover, Rung, Take
from contracts.catalogue import ModelKind, model

T = TypeVar("T")
Make = Callable[[Footing, Job[Any], Tools], Awaitable[T]]
"""Makes it where a try stands; the job and the tools are that rung's own: their note is only about its request."""
ALLOWED: dict[Failover, tuple[str, ...]] = {"never": (), "route": ("route",), "model": ("route", "model")}
WORDS = {"seed": "another seed", "softened": "softer words"}


@dataclass(frozen=True, slots=True)
class Standing:
    """The rungs that were taken, and the note of the request on the last of them."""

    rungs: tuple[Rung, ...] = ()
    note: str | None = None

    def text(self, note: str) -> str:
        """As it is stored; a job that never climbed stores its note as it is."""
        if not self.rungs:
            return note
        return json.dumps({"rungs": [rung.model_dump() for rung in self.rungs], "note": note})


def standing(stored: str | None) -> Standing:
    """What an earlier try stored."""
    if stored is None or not stored.startswith('{"rungs": '):
        return Standing((), stored)
    told = json.loads(stored)
    return Standing(tuple(Rung.model_validate(rung, extra="ignore") for rung in told["rungs"]), told["note"] or None)


def on_its_rung(job: Job[Any]) -> Job[Any]:
    """The job as the vendor of its last rung knows it."""
    found = standing(job.request_id)
    if not found.rungs:
        return job
    last = found.rungs[-1]
    command = job.command.model_copy(update={"model": last.model, "seed": last.seed})
    return replace(job, id=f"{job.id}/{len(found.rungs)}", command=command, request_id=found.note)


@runtime_checkable
class Withdraws(Protocol):
    """An adapter whose vendor can be told that nobody waits for `job.request_id` any more."""

    async def withdraw(self, job: Job[Any]) -> None:
        """As `chassis.work.Withdraw`."""
        ...


def withdrawing(kind: ModelKind, vendors: Mapping[str, object]) -> Withdraw:
    """Tells the vendor that a job's last rung went to, if its adapter can."""

    async def withdraw(job: Job[Any]) -> None:
        rungs = standing(job.request_id).rungs
        vendor = vendors.get(rungs[-1].vendor) if rungs else vendor_of(job.command.model, kind, vendors)
        if isinstance(vendor, Withdraws):
            await vendor.withdraw(on_its_rung(job))

    return withdraw


async def climbed(ladder: Ladder, job: Job[Any], tools: Tools, make: Make[T]) -> tuple[T, Footing]:
    """What was made, and where.

    Raises what the last rung raised, with the rungs before it.
    """
    while True:
        found = standing(job.request_id)
        at = ladder.footing(found.rungs)
        try:
            return await make(at, on_its_rung(job), tools.noting(found.text) if found.rungs else tools), at
        except JobError as error:
            rung = ladder.following(at, error, last=job.tries >= TRIES)
            if rung is None:
                if at.rungs:
                    error.gave_up(at.rungs, f"{error.message} Tried before that: {_tried(ladder, at)}.")
                raise
            stored = Standing((*found.rungs, rung)).text("")
            await tools.submitted(stored)
            job = replace(job, request_id=stored)


async def reused(tools: Tools, tenant: str, input_hash: str, failover: Failover) -> Take | None:
    """A take of these inputs; one that another route or model made only where the user allows that."""
    for leave in ("", *ALLOWED[failover]):
        found = await tools.takes.find(tenant, allowed_hash(input_hash, leave))
        if found is not None:
            return found
    return None


def allowed_hash(input_hash: str, leave: str) -> str:
    """What the user allows is an input where it decides who makes the take; `leave` is a footing's `elsewhere`."""
    return hashlib.sha256(f"{input_hash}\n{leave}".encode()).hexdigest() if leave else input_hash


def _tried(ladder: Ladder, at: Footing) -> str:
    """Everything that was tried before the last rung, as people read it."""
    return ", ".join([_named(ladder.spots[0].model), *(_what(rung) for rung in at.rungs[:-1])])


def _what(rung: Rung) -> str:
    return WORDS.get(rung.kind) or _named(rung.model) + (f" at {rung.vendor}" if rung.kind == "route" else "")


def _named(model_id: str) -> str:
    found = model(model_id)
    return found.name if found else model_id
