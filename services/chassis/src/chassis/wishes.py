"""One wish for a picture, a clip or a sound: its take is found, or made on the first rung of the ladder where nobody refuses it.

Called by the job bodies of services that make takes.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from chassis.accounts import NOBODYS, Own
from chassis.climbing import allowed_hash, climbed, reached, reused
from chassis.ladder import Footing, Ladder
from chassis.work import Job, Tools
from contracts.base import MediaRef, Rung, Take
from contracts.catalogue import ModelKind


class Named(Protocol):
    """A vendor's adapter."""

    @property
    def name(self) -> str:
        """As the catalogue's routes call it."""
        ...


R = TypeVar("R")
V = TypeVar("V", bound=Named)


class Made(Protocol):
    """What vendors give back: a stored medium, what is kept beside it, what it cost."""

    @property
    def media(self) -> MediaRef: ...

    @property
    def extras(self) -> Mapping[str, MediaRef]: ...

    @property
    def cost(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Wish(Generic[R, V]):
    """What is wanted, by its order and the hash of that; `softer` is the same in milder words, or an equal order."""

    kind: ModelKind
    order: R
    hashed: str
    softer: Callable[[R], R]
    vendors: Mapping[str, V]
    make: Callable[[V, R, Job[Any], Tools], Awaitable[Made]]
    """The job says which model and which seed: they are the rung's."""
    cannot: str = "cannot be reached from here"
    own: Own[V] = NOBODYS


async def taken(wish: Wish[R, V], job: Job[Any], tools: Tools) -> tuple[Take, tuple[Take, ...]]:
    """The take, and what of it is new.

    Raises the errors of `chassis.errors`.
    """
    command = job.command
    reach = await reached(wish.vendors, wish.own, wish.kind, job, command.failover, wish.cannot)
    found = await reused(tools, job.envelope.tenant, wish.hashed, command.failover)
    if found is not None:
        return found, ()

    async def make(at: Footing, job: Job[Any], tools: Tools) -> Made:
        order = wish.softer(wish.order) if at.softened else wish.order
        return await reach.at(at.spot).asked(lambda vendor, job, tools: wish.make(vendor, order, job, tools), job, tools)

    ladder = Ladder(reach.spots, command.seed, lambda: wish.softer(wish.order) != wish.order)
    made, at = await climbed(ladder, job, tools, make)
    account, hashed = reach.at(at.spot), allowed_hash(wish.hashed, at.elsewhere)
    take = take_of(made, hashed, at.spot.model, account.vendor.name, at.seed, at.rungs)
    take = take.model_copy(update={"cost": account.charged(take.cost)})
    return take, (take,)


def take_of(made: Made, hashed: str, model_id: str, vendor: str, seed: int, rungs: tuple[Rung, ...] = ()) -> Take:
    """What was made, as it is kept."""
    return Take(
        media=made.media,
        input_hash=hashed,
        model=model_id,
        vendor=vendor,
        seed=seed,
        cost=made.cost,
        extras=dict(made.extras),
        rungs=rungs or None,
    )
