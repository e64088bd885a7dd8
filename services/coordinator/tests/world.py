"""A simulated world around the engine: services that answer, a network that shuffles, repeats and loses, a clock that jumps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from contracts import billing
from contracts.base import CancelWork, Command, Event, FailureKind
from contracts.coordinator import StartSequence
from contracts.envelope import command_id
from contracts.storyboard import FilmPlan
from coordinator.domain.engine import advance
from coordinator.domain.graph import ENDS, Outgoing
from coordinator.domain.inputs import CancelAsked, Input, Outcome, SequenceTimedOut, Started, StepTimedOut
from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes import RECIPES
from coordinator.domain.rows import Decision

from .films import bad, good, plan
from .store import Store

Answer = Literal["good", "lost", "late"] | FailureKind
"""`lost`: the service never saw the command; `late`: it did the work, its outcome comes after the time for it."""
Behaviour = Callable[[str, int, Command], Answer]
START = datetime(2026, 1, 1, tzinfo=UTC)


def all_well(_step: str, _attempt: int, _command: Command) -> Answer:
    return "good"


@dataclass
class Ledger:
    """What billing does, in the order in which it is told."""

    held: int | None = None
    ends: list[str] = field(default_factory=list)

    def take(self, command: Command, works: bool) -> None:
        if isinstance(command, billing.HoldCredits) and works and self.held is None and not self.ends:
            self.held = command.amount
        elif isinstance(command, billing.GrowHold) and works and self.held is not None:
            self.held = max(self.held, command.amount)
        elif isinstance(command, billing.CaptureHold | billing.ReleaseHold) and works and self.held is not None:
            self.ends.append("captured" if isinstance(command, billing.CaptureHold) else "released")
            self.held = None


@dataclass
class World:
    """One sequence. `inputs` are on their way to the coordinator, in no order; `history` is everything it was given."""

    random: Random
    behaviour: Behaviour = all_well
    plan: FilmPlan = field(default_factory=plan)
    cost: int = 0
    repeats: float = 0.0
    walks: bool = True
    recipes: Recipes = RECIPES
    answer: Callable[[Command, FilmPlan, int], Event] = good
    refuse: Callable[[Command, FailureKind], Event] = bad
    now: datetime = START
    store: Store = field(default_factory=Store)
    ledger: Ledger = field(default_factory=Ledger)
    inputs: list[Input] = field(default_factory=list)
    late: list[Outcome] = field(default_factory=list)
    seen: list[Input] = field(default_factory=list)
    sent: dict[str, Outgoing] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    history: list[tuple[datetime, Input]] = field(default_factory=list)
    batches: list[tuple[datetime, tuple[Input, ...]]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    ended_at: datetime | None = None
    id: str = "film-1"

    def start(self, order: StartSequence) -> None:
        self.inputs.append(Started(order, "tenant-1", "00-trace"))

    def cancel(self) -> None:
        self.inputs.append(CancelAsked("not wanted any more", "tenant-1"))

    @property
    def state(self) -> str:
        sequence = self.store.sequences.get(self.id)
        return sequence.state if sequence else "unknown"

    def commands(self) -> list[tuple[str, int, str]]:
        """Every command of a step that was sent."""
        return sorted((o.step, o.attempt, type(o.message).__name__) for o in self.sent.values() if isinstance(o.message, Command))

    def give(self, *inputs: Input) -> Decision:
        """One batch to the coordinator."""
        rows = self.store.load(self.id)
        self.history.extend((self.now, each) for each in inputs)
        self.batches.append((self.now, inputs))
        decision = advance(self.recipes, rows, inputs, self.now)
        self.rows.append(len(decision.new) + len(decision.changed))
        self.store.write(self.id, decision)
        if self.ended_at is None and self.state in ENDS:
            self.ended_at = self.now
        if self.walks:
            self._check_counters()
        for outgoing in decision.outgoing:
            self._publish(outgoing)
        return decision

    def step(self) -> bool:
        """Deliver some of what is on its way, in any order; when nothing is, the clock jumps to the next timer."""
        if not self.inputs:
            return self._jump()
        self.random.shuffle(self.inputs)
        n = self.random.randint(1, min(4, len(self.inputs)))
        batch, self.inputs = self.inputs[:n], self.inputs[n:]
        self.seen.extend(batch)
        if self.seen and self.random.random() < self.repeats:
            batch.insert(self.random.randint(0, len(batch)), self.random.choice(self.seen))
        self.now += timedelta(milliseconds=self.random.randint(1, 500))
        self.give(*batch)
        return True

    def run(self, until: Callable[[], bool] = lambda: False) -> str:
        """Until nothing can happen any more."""
        for _ in range(10_000):
            if until() or not self.step():
                return self.state
        raise AssertionError("the sequence does not end")

    def replay_of_everything(self) -> None:
        """Give it all again, out of order: nothing may change."""
        before, sent = self.store.states(self.id), dict(self.sent)
        again = [each for _, each in self.history]
        self.random.shuffle(again)
        for each in again:
            assert not self.give(each).outgoing
        assert self.store.states(self.id) == before
        assert self.sent == sent

    def _jump(self) -> bool:
        sequence = self.store.sequences.get(self.id)
        running = self.store.dues(self.id)
        dues = [step.due for step in running if step.due] + ([sequence.due] if sequence and sequence.due else [])
        if not dues:
            return False
        self.now = max(self.now, min(dues))
        out: list[Input] = [StepTimedOut(step.key, step.attempt) for step in running if step.due and step.due <= self.now]
        if sequence and sequence.due and sequence.due <= self.now:
            out.append(SequenceTimedOut())
        self.give(*out)
        rows = self.store.steps[self.id]
        for outcome in tuple(self.late):
            step = rows[outcome.step]
            if (step.state, step.attempt) != ("running", outcome.attempt):
                self.late.remove(outcome)
                self.inputs.append(outcome)
        return True

    def _publish(self, outgoing: Outgoing) -> None:
        message = outgoing.message
        if isinstance(message, Event):
            self.events.append(message)
            return
        id_ = command_id(self.id, outgoing.step, outgoing.attempt, message.TYPE)
        assert id_ not in self.sent, f"{outgoing} was sent twice"
        self.sent[id_] = outgoing
        if isinstance(message, CancelWork):
            return
        assert isinstance(message, Command)
        how = self.behaviour(outgoing.step, outgoing.attempt, message)
        if how == "lost":
            return
        self.ledger.take(message, works=how in ("good", "late"))
        if how == "good" or how == "late":
            outcome = Outcome(outgoing.step, outgoing.attempt, self.answer(message, self.plan, self.cost))
            (self.inputs if how == "good" else self.late).append(outcome)
        else:
            self.inputs.append(Outcome(outgoing.step, outgoing.attempt, self.refuse(message, how)))

    def _check_counters(self) -> None:
        rows = self.store.steps.get(self.id, {})
        if self.state in ("running", "completing"):
            assert {k: r.pending for k, r in rows.items() if r.state == "waiting"} == self.store.pending_by_walking(self.id)


def terminal_events(world: World) -> list[Event]:
    names = ("SequenceCompleted", "SequenceFailed", "SequenceCancelled", "SequenceNeedsAttention")
    return [event for event in world.events if type(event).__name__ in names]


def assert_one_end(world: World) -> None:
    """Exactly one of the five ends, told once, before the deadline, and no step left behind."""
    assert world.state in ENDS
    assert world.ended_at is not None
    assert world.ended_at <= world.store.sequences[world.id].deadline
    assert len(terminal_events(world)) == 1
    assert "running" not in world.store.states(world.id).values()
    assert "waiting" not in world.store.states(world.id).values()
