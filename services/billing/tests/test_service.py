"""Billing as it runs: over Kafka, with repeats."""

from billing.app import build
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.base import Message
from contracts.billing import CaptureHold, CreditsHeld, HoldCaptured, HoldCredits
from contracts.envelope import Envelope, command_id, encode, partition_of
from contracts.registry import MESSAGES
from contracts.topics import PARTITIONS, topic_of


def command(message: Message, step: str, sequence: str) -> tuple[Envelope, Message]:
    id_ = command_id(sequence, step, 0, message.TYPE)
    return Envelope(id_, message.TYPE, "/sagareel/coordinator", "local", sequence, step), message


async def test_repeated_commands_charge_once(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        sequences = [f"s{number}" for number in range(20)]
        for _ in range(3):
            await wire.send([command(HoldCredits(amount=5_000_000), "hold", s) for s in sequences])
            await wire.send([command(CaptureHold(amount=2_000_000), "capture", s) for s in sequences])
        await wire.receive(CreditsHeld, 20)
        told = await wire.receive(HoldCaptured, 20)
        assert {envelope.sequence for envelope, _ in told} == set(sequences)
        assert all(event.amount == 2_000_000 for _, event in told)
        pool = service.pool()
        await wire.send([command(HoldCredits(amount=0), "hold", "last")])
        await wire.receive(CreditsHeld, 21)
        assert await pool.fetchval("select balance from account where tenant_id = 'local'") == 1_000_000_000 - 40_000_000
        assert await pool.fetch("select * from discrepancy") == []
    assert wire.count(HoldCaptured) == 20


async def test_impossible_amounts_are_buried_and_move_nothing(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        for number, amount in enumerate(("-1", "9007199254740993", "1e400", "1.5", '"all of it"', "null")):
            envelope, message = command(HoldCredits(amount=0), f"hold-{number}", "s1")
            record = encode(envelope, topic_of(type(message)), f'{{"amount": {amount}}}'.encode())
            await wire.send_raw(record.topic, record.key, record.value, record.headers, partition_of("s1", PARTITIONS))
        await wire.send([command(HoldCredits(amount=7), "hold", "s1")])
        await wire.receive(CreditsHeld)
        await wire.buried(6)
        assert await service.pool().fetchval("select held from account") == 7
        assert await service.pool().fetch("select * from discrepancy") == []
    assert wire.count(CreditsHeld) == 1
