"""A batch of messages, or of expired timers: load what it touches, let the engine decide, write, publish. Registered in `app`."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from chassis.records import Delivery
from chassis.transaction import Transaction
from contracts.base import Event, Message
from contracts.coordinator import CancelSequence, StartSequence
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES, OUTCOMES
from coordinator import repository, telemetry
from coordinator.domain.engine import advance
from coordinator.domain.graph import Outgoing
from coordinator.domain.graph import Sequence as Row
from coordinator.domain.inputs import CancelAsked, Input, Outcome, Started
from coordinator.domain.recipes import RECIPES
from coordinator.domain.slices import Decision, wanted

SOURCE = "/sagareel/coordinator"
TAKEN: tuple[type[Message], ...] = (StartSequence, CancelSequence, *(MESSAGES[type_] for type_ in OUTCOMES))
"""Every outcome of every service, so that a new recipe needs no new subscription."""


async def handle(deliveries: Sequence[Delivery], tx: Transaction) -> None:
    """Messages, in the order of each sequence."""
    inputs: dict[str, list[Input]] = {}
    for delivery in deliveries:
        inputs.setdefault(delivery.envelope.sequence, []).append(input_of(delivery))
    await decide(inputs, tx, datetime.now(UTC))


async def sweep(tx: Transaction) -> None:
    """Deadlines that have passed."""
    now = datetime.now(UTC)
    if inputs := await repository.expired(tx, now):
        await decide(inputs, tx, now)


async def decide(inputs: Mapping[str, Sequence[Input]], tx: Transaction, now: datetime) -> None:
    """One decision per sequence, all of them written together."""
    slices = await repository.load(tx, {id_: wanted(given) for id_, given in inputs.items()})
    decisions = {id_: advance(RECIPES, slices[id_], given, now) for id_, given in inputs.items()}
    await repository.write(tx, decisions)
    for decision in decisions.values():
        _publish(decision, tx)


def input_of(delivery: Delivery) -> Input:
    """A message as the engine sees it."""
    envelope, message = delivery.envelope, delivery.message
    if envelope.type in OUTCOMES:
        return Outcome(envelope.step, envelope.attempt, cast("Event", message))
    if isinstance(message, StartSequence):
        return Started(message, envelope.tenant, envelope.traceparent)
    assert isinstance(message, CancelSequence)
    return CancelAsked(message.reason, envelope.tenant)


def _publish(decision: Decision, tx: Transaction) -> None:
    if decision.sequence is None:
        return
    for outgoing in decision.outgoing:
        tx.publish(envelope_of(decision.sequence, outgoing), outgoing.message)
    if decision.born or decision.moved:
        telemetry.note(decision.sequence)


def envelope_of(sequence: Row, outgoing: Outgoing) -> Envelope:
    """The same step and attempt always give the same id, so a decision that is taken twice is published once."""
    type_ = outgoing.message.TYPE
    return Envelope(
        id=command_id(sequence.id, outgoing.step, outgoing.attempt, type_),
        type=type_,
        source=SOURCE,
        tenant=sequence.tenant,
        sequence=sequence.id,
        step=outgoing.step,
        attempt=outgoing.attempt,
        traceparent=sequence.traceparent,
    )
