"""Who is let in to a vendor's account, and how long the others wait. Pure; `chassis.admission.gate` reads, asks this, and writes.

Order: first the tenant that holds the fewest slots, then who was served longest ago, then who asked first; priorities order a
tenant's own jobs only, so nobody gets past another tenant by being important to himself. All times are seconds since 1970.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chassis.admission.circuit import Circuit, Proof, barred, proved

LEASE = 45.0
"""How long a slot outlives its holder: longer than a job's own lease, so that whoever takes the job up finds its slot."""
STANDS = 0.5
"""How often those ask again who are next."""
AWAKE = 5.0
"""Who should have asked so long ago is overtaken."""
FORGOTTEN = 60.0
SHORTEST, LONGEST = 0.5, 60.0
"""The pauses of those who are further behind."""
USUAL_HOLD = 20.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What an account may do: requests at once, and a bucket of `burst` requests that fills by so many a second."""

    at_once: int
    per_second: float | None = None
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job that waits for a slot, or holds one since `held`."""

    job: str
    tenant: str
    priority: int
    asked: float
    held: float | None = None
    wakes: float = 0.0
    """When a waiting one asks again."""
    until: float = 0.0
    """A waiting one is forgotten then, a slot falls back."""
    route: str = ""
    """Which of the vendor's endpoints it is for."""


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of an account besides its tickets."""

    tokens: float
    filled: float
    paused: float = 0.0
    """The vendor asked us to wait until then."""
    mean: float = USUAL_HOLD
    """How long a slot is held, on average."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything about one account."""

    account: Account
    tickets: Mapping[str, Ticket]
    served: Mapping[str, float]
    """When each tenant was let in the last time."""
    circuits: Mapping[str, Circuit] = field(default_factory=dict)
    """The routes of which something is known to be wrong."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What the jobs of one process want: to be let in, to keep what they hold, to leave. And what they saw of the vendor."""

    enter: Sequence[Ticket] = ()
    keep: Sequence[Ticket] = ()
    leave: Sequence[str] = ()
    pause: float = 0.0
    proofs: Sequence[Proof] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a job waits: how many are before it, in how many seconds it probably starts, and when it should ask again."""

    ahead: int
    starts_in: float
    again: float
    barred: bool = False
    """Its route is broken: it waits for that, and for nobody before it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The state after it, and where those stand who were not let in."""

    state: State
    waits: Mapping[str, Place]


def decide(state: State, asks: Asks, limits: Limits, now: float) -> Decision:
    """Let in whom there is room for, in order; whoever is asleep loses nothing but his turn."""
    circuits = proved(state.circuits, asks.proofs, now)
    tickets = {ticket.job: ticket for ticket in state.tickets.values() if ticket.until > now}
    account = _left(_filled(state.account, limits, now), [tickets.pop(job, None) for job in asks.leave], now)
    account = replace(account, paused=max(account.paused, now + asks.pause if asks.pause else 0.0))
    for ticket in asks.keep:
        known = tickets.get(ticket.job, ticket)
        tickets[ticket.job] = replace(known, held=known.held or now, until=now + LEASE)
    for ticket in asks.enter:
        known = tickets.get(ticket.job, ticket)
        until = now + LEASE if known.held else now + FORGOTTEN
        tickets[ticket.job] = replace(known, priority=ticket.priority, route=ticket.route, wakes=now, until=until)
    wanting = {ticket.job for ticket in asks.enter if not tickets[ticket.job].held}
    after = _let_in(State(account, tickets, state.served, circuits), wanting, limits, now)
    waits = {job: place for job, place in _places(after, limits, now).items() if job in wanting}
    asleep = {job: _asleep(after.tickets[job], now + place.again) for job, place in waits.items()}
    return Decision(replace(after, tickets={**after.tickets, **asleep}), waits)


def _asleep(ticket: Ticket, wakes: float) -> Ticket:
    return replace(ticket, wakes=wakes, until=wakes + FORGOTTEN)


def in_order(tickets: Iterable[Ticket], served: Mapping[str, float]) -> list[Ticket]:
    """Those who wait, in the order in which they are let in."""
    holding: Counter[str] = Counter()
    waiting: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in tickets:
        if ticket.held:
            holding[ticket.tenant] += 1
        else:
            waiting[ticket.tenant].append(ticket)
    turns = [
        (holding[tenant] + number, served.get(tenant, 0.0), ticket.asked, ticket.job, ticket)
        for tenant, own in waiting.items()
        for number, ticket in enumerate(sorted(own, key=lambda t: (-t.priority, t.asked, t.job)))
    ]
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])]


def _let_in(state: State, wanting: set[str], limits: Limits, now: float) -> State:
    """Give out free slots; one whose turn it is and who will ask within a moment keeps his."""
    account, tickets, served, circuits = state.account, dict(state.tickets), dict(state.served), dict(state.circuits)
    free = limits.at_once - sum(ticket.held is not None for ticket in tickets.values())
    if limits.per_second is not None:
        free = min(free, int(account.tokens))
    if account.paused > now:
        free = 0
    for ticket in in_order(tickets.values(), served) if free > 0 else ():
        if free <= 0:
            break
        circuit = circuits.get(ticket.route)
        if _barred(circuit, ticket, tickets, now):
            continue
        if ticket.job in wanting:
            tickets[ticket.job] = replace(ticket, held=now, until=now + LEASE)
            served[ticket.tenant] = now
            account = replace(account, tokens=max(0.0, account.tokens - 1))
            free -= 1
            if circuit is not None:
                circuits[ticket.route] = replace(circuit, probe=ticket.job)
        elif now - AWAKE < ticket.wakes < now + 2 * STANDS:
            free -= 1
    return State(account, tickets, served, circuits)


def _barred(circuit: Circuit | None, ticket: Ticket, tickets: Mapping[str, Ticket], now: float) -> float:
    probe = tickets.get(circuit.probe) if circuit is not None else None
    return barred(circuit, ticket.job, probe is not None and probe.held is not None, now)


def _places(state: State, limits: Limits, now: float) -> dict[str, Place]:
    """Where everybody stands who waits; those whose route is broken are before nobody."""
    places: dict[str, Place] = {}
    ahead = 0
    for ticket in in_order(state.tickets.values(), state.served):
        kept_out = _barred(state.circuits.get(ticket.route), ticket, state.tickets, now)
        if kept_out:
            places[ticket.job] = Place(0, kept_out, max(SHORTEST, min(kept_out, LONGEST)), barred=True)
        else:
            places[ticket.job] = _place(state.account, ahead, limits, now)
            ahead += 1
    return places


def standing(limits: Limits) -> int:
    """So many ask again every moment: enough that a free slot is taken by whose turn it is, and not by who is awake."""
    return 2 * limits.at_once + 2


def _place(account: Account, ahead: int, limits: Limits, now: float) -> Place:
    paused = max(0.0, account.paused - now)
    slots = account.mean * (ahead + 1) / limits.at_once
    rate = (ahead + 1 - account.tokens) / limits.per_second if limits.per_second else 0.0
    starts_in = paused + max(slots, rate, 0.0)
    soon = STANDS if ahead < standing(limits) else min(LONGEST, max(SHORTEST, starts_in / 2))
    return Place(ahead, starts_in, max(soon, min(paused, LONGEST)))


def _filled(account: Account, limits: Limits, now: float) -> Account:
    if limits.per_second is None:
        return account
    tokens = min(float(limits.burst), account.tokens + max(0.0, now - account.filled) * limits.per_second)
    return replace(account, tokens=tokens, filled=now)


def _left(account: Account, gone: Iterable[Ticket | None], now: float) -> Account:
    """A slot was given back: learn from it how long slots are held."""
    for ticket in gone:
        if ticket is not None and ticket.held:
            account = replace(account, mean=0.9 * account.mean + 0.1 * max(0.1, now - ticket.held))
    return account
