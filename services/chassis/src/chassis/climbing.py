"""Climbs the ladder of a job whose vendor refuses: its rungs are kept beside the request's note, so a crash falls back nowhere.

Bodies call `climbed` around their vendor and `reused` before it; what stands in after the last rung is the coordinator's.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from chassis.accounts import NOBODYS, Account, Own, as_noted, key_in, vendor_in
from chassis.errors import Invalid, JobError
from chassis.ladder import Footing, Ladder
from chassis.models import vendor_of
from chassis.work import TRIES, Job, Tools, Withdraw
from contracts.base import Failover, Rung, Take
from contracts.catalogue import ModelKind, model
from contracts.catalogue.climbing import Spot, spots

T = TypeVar("T")
V = TypeVar("V")
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


def withdrawing(kind: ModelKind, vendors: Mapping[str, object], own: Own[object] = NOBODYS) -> Withdraw:
    """Tells the vendor that a job's last rung went to, if its adapter can, in the account that it was asked with."""

    async def withdraw(job: Job[Any]) -> None:
        found = standing(job.request_id)
        if key := key_in(found.note):
            vendor: object = (await own.noted(job.envelope.tenant, key)).vendor
        else:
            vendor = vendors.get(found.rungs[-1].vendor) if found.rungs else vendor_of(job.command.model, kind, vendors)
        if isinstance(vendor, Withdraws):
            await vendor.withdraw(as_noted(on_its_rung(job)))

    return withdraw


@dataclass(frozen=True, slots=True)
class Reached(Generic[V]):
    """The accounts that a job can be made with, by vendor, and the spots of its ladder that they lead to."""

    accounts: Mapping[str, Account[V]]
    spots: tuple[Spot, ...]

    def at(self, spot: Spot) -> Account[V]:
        """The account for a spot.

        Raises Invalid when the tenant has lost it while the job was on its way there.
        """
        if spot.vendor not in self.accounts:
            raise Invalid(f"{_named(spot.model)} at {spot.vendor} cannot be reached any more.", code="no_vendor")
        return self.accounts[spot.vendor]


async def reached(
    house: Mapping[str, V],
    own: Own[V],
    kind: ModelKind,
    job: Job[Any],
    failover: Failover = "never",
    cannot: str = "cannot be reached from here",
) -> Reached[V]:
    """What this try of a job can be made with: an account that an earlier try has noted, the tenant's own, else the house's.

    Raises Invalid when no route of its model leads anywhere.
    """
    model_id, tenant, found = job.command.model, job.envelope.tenant, standing(job.request_id)
    accounts = {name: Account(vendor) for name, vendor in house.items()}
    key = key_in(found.note)
    if not own.vendors and not key:
        vendor_of(model_id, kind, house, cannot)
        return Reached(accounts, spots(model_id, kind, failover, house))
    begun = vendor_in(key) or _begun(found, house, kind, model_id, cannot)
    wide: Failover = "route" if failover == "never" else failover
    wanted = {spot.vendor for spot in spots(model_id, kind, wide, {*house, *own.vendors})} & {*own.vendors}
    if asked := wanted - {begun}:
        accounts |= await own.current(tenant, asked, sure=not spots(model_id, kind, "never", house))
    if key:
        accounts[begun] = await own.noted(tenant, key)
    vendor_of(model_id, kind, accounts, cannot)
    places = _from("" if found.rungs else begun, model_id, spots(model_id, kind, wide, accounts), accounts)
    return Reached(accounts, places[:1] if failover == "never" else places)


def _begun(found: Standing, house: Mapping[str, object], kind: ModelKind, model_id: str, cannot: str) -> str:
    """The vendor at which a request of the house's account is under way; empty when none is."""
    if not found.note:
        return ""
    if found.rungs:
        return found.rungs[-1].vendor
    vendor_of(model_id, kind, house, cannot)
    return spots(model_id, kind, "never", house)[0].vendor


def _from(begun: str, model_id: str, places: tuple[Spot, ...], accounts: Mapping[str, Account[V]]) -> tuple[Spot, ...]:
    """The spots from where a request is under way; else, of the model's routes those in the tenant's own accounts come first."""
    ordered = sorted(places, key=lambda spot: (spot.model != model_id, spot.model == model_id and not accounts[spot.vendor].key))
    first = next((number for number, spot in enumerate(ordered) if spot.vendor == begun), 0)
    return tuple(ordered[first:])


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
            stored = Standing((*found.rungs, rung)).text(error.keeps if rung.kind == "seed" else "")
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
