"""A batch of messages, or of expired timers: load what it touches, let the engine decide, write, publish. Registered in `app`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from chassis.records import Delivery, Reading
from chassis.transaction import Transaction, Turn
from contracts.base import Event, Message
from contracts.coordinator import CancelSequence, StartSequence
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES, OUTCOMES
from coordinator import parking, repository, telemetry
from coordinator.domain.engine import advance
from coordinator.domain.graph import Outgoing
from coordinator.domain.graph import Sequence as Row
from coordinator.domain.inputs import CancelAsked, Input, Outcome, Started
from coordinator.domain.recipe import Recipes
from coordinator.domain.rows import Decision, Rows
from coordinator.memory import Memory

SOURCE = "/sagareel/coordinator"
TAKEN: tuple[type[Message], ...] = (StartSequence, CancelSequence, *(MESSAGES[type_] for type_ in OUTCOMES))
"""Every outcome of every service, so that a new recipe needs no new subscription."""
READING = Reading(known=frozenset(MESSAGES))
"""Outcomes that only a newer release knows come too: they may belong to a film of its own."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """A batch of messages, and a batch of expired timers, decided on what is remembered of their sequences."""

    memory: Memory
    recipes: Recipes

    async def handle(self, deliveries: Sequence[Delivery], turn: Turn) -> None:
        """Messages, in the order of each sequence; those of a newer release's films are parked for it."""
        inputs = inputs_of(deliveries)
        rows = self.memory.take(inputs)
        loaded = await repository.load(turn, [id_ for id_ in inputs if id_ not in rows])
        if newer := {id_ for id_, each in loaded.items() if parking.is_newer(each, self.recipes)}:
            parking.park(turn, [delivery for delivery in deliveries if delivery.envelope.sequence in newer])
            inputs = {id_: given for id_, given in inputs.items() if id_ not in newer}
        await self._decide(inputs, rows | loaded, turn, datetime.now(UTC))

    async def take_up(self, tx: Transaction) -> None:
        """What an older release has parked."""
        if ids := await parking.ready(tx, self.recipes):
            self.memory.take(ids)
            nothing_else: dict[str, list[Input]] = {id_: [] for id_ in ids}
            await self._decide(nothing_else, await repository.load(tx.turn, ids), tx.turn, datetime.now(UTC))

    async def sweep(self, tx: Transaction) -> None:
        """Deadlines that have passed."""
        now = datetime.now(UTC)
        if inputs := await repository.expired(tx, now, self.recipes):
            self.memory.take(inputs)  # forgotten, because their timers have just been answered
            await self._decide(inputs, await repository.load(tx.turn, inputs), tx.turn, now)

    async def _decide(self, inputs: Mapping[str, list[Input]], rows: Mapping[str, Rows], turn: Turn, now: datetime) -> None:
        """One decision per sequence, all of them written together; what was parked comes before what has come now."""
        if parked := [id_ for id_ in inputs if rows[id_].parked]:
            kept = await parking.unpark(turn, parked)
            inputs = {**inputs, **{id_: [*inputs_of(kept[id_]).get(id_, ()), *inputs[id_]] for id_ in parked}}
        decisions = {id_: advance(self.recipes, rows[id_], given, now) for id_, given in inputs.items()}
        timers = repository.write(turn, rows, decisions, now)
        for decision in decisions.values():
            _publish(decision, turn)
        turn.after(lambda: self._remember(rows, decisions, timers))

    def _remember(
        self, rows: Mapping[str, Rows], decisions: Mapping[str, Decision], timers: Mapping[str, datetime | None]
    ) -> None:
        for id_, decision in decisions.items():
            self.memory.put(rows[id_], decision, timers[id_])
            telemetry.note_charge(self.recipes, decision)
            if decision.sequence is not None and (decision.born or decision.moved):
                telemetry.note(decision.sequence)


def inputs_of(deliveries: Sequence[Delivery]) -> dict[str, list[Input]]:
    """Messages as the engine sees them, by sequence."""
    inputs: dict[str, list[Input]] = {}
    for delivery in deliveries:
        given = inputs.setdefault(delivery.envelope.sequence, [])
        if (each := input_of(delivery)) is not None:
            given.append(each)
    return inputs


def input_of(delivery: Delivery) -> Input | None:
    """A message as the engine sees it; None for one that says nothing to this release."""
    envelope, message = delivery.envelope, delivery.message
    if envelope.type in OUTCOMES:
        return Outcome(envelope.step, envelope.attempt, cast("Event", message))
    if isinstance(message, StartSequence):
        return Started(message, envelope.tenant, envelope.traceparent)
    return CancelAsked(message.reason, envelope.tenant) if isinstance(message, CancelSequence) else None


def _publish(decision: Decision, turn: Turn) -> None:
    if decision.sequence is not None:
        for outgoing in decision.outgoing:
            turn.publish(envelope_of(decision.sequence, outgoing), outgoing.message)


def envelope_of(sequence: Row, outgoing: Outgoing) -> Envelope:
    """The same step and attempt always give the same id, so a decision that is taken twice is published once."""
    type_ = outgoing.message.TYPE
    return Envelope(
        command_id(sequence.id, outgoing.step, outgoing.attempt, type_),
        type_,
        SOURCE,
        sequence.tenant,
        sequence.id,
        outgoing.step,
        outgoing.attempt,
        traceparent=sequence.traceparent,
    )
