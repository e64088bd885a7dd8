"""Who is let in to a vendor's account: never too many, nobody for ever, and each tenant in turn, whatever happens."""

import random
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.admission.line import FORGOTTEN, LEASE, Account, Asks, Decision, Limits, State, Ticket, decide

NOTHING = State(Account(tokens=1.0, filled=0.0), {}, {})


def ticket(job: str, tenant: str = "a", asked: float = 0.0, priority: int = 0) -> Ticket:
    return Ticket(job, tenant, priority, asked)


def held(state: State) -> set[str]:
    return {job for job, ticket in state.tickets.items() if ticket.held}


@dataclass
class World:
    """Jobs that ask when they were told to, hold their slot for a while, and sometimes die with it."""

    limits: Limits
    dice: random.Random
    state: State = NOTHING
    now: float = 1000.0
    wakes: dict[str, float] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)
    lost: dict[str, float] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def add(self, job: str, tenant: str) -> None:
        self.tickets[job] = ticket(job, tenant, self.now)
        self.wakes[job] = self.now

    def moment(self, crashes: float) -> None:
        self.now += self.dice.uniform(0.05, 1.0)
        leave = [job for job, end in self.ends.items() if end <= self.now]
        enter = [self.tickets[job] for job, wakes in self.wakes.items() if wakes <= self.now]
        keep = [self.tickets[job] for job, end in self.ends.items() if end > self.now]
        decision = decide(self.state, Asks(enter, keep, leave), self.limits, self.now)
        self.state = decision.state
        for job in leave:
            del self.ends[job]
        for asked in enter:
            self._answered(asked.job, decision, crashes)
        assert len(held(self.state)) <= self.limits.at_once

    def _answered(self, job: str, decision: Decision, crashes: float) -> None:
        if job in decision.waits:
            self.wakes[job] = self.now + decision.waits[job].again
            return
        del self.wakes[job]
        self.order.append(job)
        if self.dice.random() < crashes:
            self.lost[job] = self.now
        else:
            self.ends[job] = self.now + self.dice.uniform(0.5, 8.0)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 6), st.sampled_from([None, 0.5, 3.0]), st.sampled_from([0.0, 0.2]))
def test_no_slot_is_leaked_and_nobody_waits_for_ever(seed: int, at_once: int, rate: float | None, crashes: float) -> None:
    dice = random.Random(seed)
    world = World(Limits(at_once, rate, burst=2), dice)
    jobs = dice.randint(1, 12)
    for number in range(jobs):
        world.add(f"j{number}", f"t{dice.randint(0, 3)}")
        world.moment(crashes)
    for _ in range(6000):
        if not world.wakes and not world.ends:
            break
        world.moment(crashes)
    assert len(world.order) == jobs, "everybody was let in"
    end = decide(world.state, Asks(), world.limits, world.now + LEASE + FORGOTTEN)
    assert end.state.tickets == {}, "what the dead held has come back"


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_a_tenant_with_many_jobs_does_not_delay_anothers_one(seed: int, at_once: int) -> None:
    world = World(Limits(at_once), random.Random(seed))
    for number in range(40):
        world.add(f"a{number}", "many")
    for _ in range(15):
        world.moment(0.0)
    world.add("b", "one")
    before = len(world.order)
    while "b" not in world.order:
        world.moment(0.0)
    overtaken = world.order[before : world.order.index("b")]
    assert len(overtaken) <= at_once, "he waits for slots that are held, never behind the line"


def test_tenants_take_turns_when_there_is_one_slot() -> None:
    world = World(Limits(1), random.Random(5))
    for number in range(6):
        world.add(f"a{number}", "a")
        world.add(f"b{number}", "b")
    while len(world.order) < 12:
        world.moment(0.0)
    tenants = [job[0] for job in world.order]
    assert all(tenants[n] != tenants[n + 1] for n in range(11))


def test_a_priority_counts_among_a_tenants_own_jobs_only() -> None:
    asks = [ticket("low", "a"), ticket("high", "a", asked=5.0, priority=9), ticket("other", "b", asked=6.0)]
    first = decide(NOTHING, Asks(asks), Limits(2), 10.0)
    assert held(first.state) == {"high", "other"}
    assert first.waits["low"].ahead == 0


def test_a_place_is_kept_by_when_the_job_was_ordered() -> None:
    full = decide(NOTHING, Asks([ticket("holder", asked=1.0)]), Limits(1), 10.0).state
    told = decide(full, Asks([ticket("young", asked=9.0), ticket("old", asked=2.0)]), Limits(1), 11.0)
    assert (told.waits["old"].ahead, told.waits["young"].ahead) == (0, 1)
    assert told.waits["young"].starts_in > told.waits["old"].starts_in > 0


def test_who_is_asleep_is_overtaken_and_does_not_keep_a_slot_empty() -> None:
    full = decide(NOTHING, Asks([ticket("holder", asked=1.0)]), Limits(1), 10.0).state
    waiting = decide(full, Asks([ticket("dead", asked=2.0)]), Limits(1), 10.0).state
    free = decide(waiting, Asks([ticket("alive", asked=3.0)], leave=["holder"]), Limits(1), 10.5)
    assert held(free.state) == set(), "the first one asks within a moment"
    assert held(decide(free.state, Asks([ticket("alive", asked=3.0)]), Limits(1), 16.0).state) == {"alive"}


def test_a_slot_that_was_lost_comes_back_with_its_lease_and_not_before() -> None:
    taken = decide(NOTHING, Asks([ticket("crashed")]), Limits(1), 10.0).state
    asks = Asks([ticket("next", asked=1.0)])
    assert held(decide(taken, asks, Limits(1), 10.0 + LEASE - 1).state) == {"crashed"}
    assert held(decide(taken, asks, Limits(1), 10.0 + LEASE + 1).state) == {"next"}


def test_whoever_takes_a_job_up_finds_its_slot_and_takes_no_second_one() -> None:
    taken = decide(NOTHING, Asks([ticket("job")]), Limits(2), 10.0).state
    again = decide(taken, Asks(enter=[ticket("job")], keep=[ticket("job")]), Limits(2), 30.0)
    assert (held(again.state), again.waits, again.state.tickets["job"].until) == ({"job"}, {}, 30.0 + LEASE)


def test_a_request_that_is_at_the_vendor_counts_even_above_the_limit() -> None:
    taken = decide(NOTHING, Asks([ticket("new")]), Limits(1), 10.0).state
    both = decide(taken, Asks(keep=[ticket("old")]), Limits(1), 11.0).state
    assert held(both) == {"new", "old"}
    assert decide(both, Asks([ticket("third")], leave=["new"]), Limits(1), 12.0).waits.keys() == {"third"}


def test_a_bucket_lets_in_so_many_a_second_and_no_more() -> None:
    state, limits = NOTHING, Limits(100, per_second=2.0, burst=3)
    state = State(Account(tokens=3.0, filled=10.0), {}, {})
    entered = 0
    for tenth in range(100):
        asks = Asks([ticket(f"j{tenth}-{n}", asked=tenth) for n in range(3)])
        decision = decide(state, asks, limits, 10.0 + tenth / 10)
        entered += 3 - len(decision.waits)
        state = State(decision.state.account, {}, decision.state.served)
    assert entered in range(21, 24)


def test_a_vendor_that_wants_peace_has_it_from_everybody() -> None:
    asked = decide(NOTHING, Asks([ticket("one")], pause=7.0), Limits(5), 10.0)
    assert (held(asked.state), asked.waits["one"].again) == (set(), 7.0)
    assert asked.waits["one"].starts_in >= 7.0
    assert held(decide(asked.state, Asks([ticket("one")]), Limits(5), 17.5).state) == {"one"}


def test_the_estimate_learns_how_long_slots_are_held() -> None:
    state, now = NOTHING, 10.0
    for number in range(40):
        state = decide(state, Asks([ticket(f"j{number}")]), Limits(1), now).state
        now += 3.0
        state = decide(state, Asks(leave=[f"j{number}"]), Limits(1), now).state
    assert 2.9 < state.account.mean < 3.5
