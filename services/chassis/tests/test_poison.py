"""Promise 5: poison goes to the dead topic with its reason, and the messages behind it go on."""

import asyncio
from collections.abc import Sequence

import pytest

from chassis.compute import Compute
from chassis.dead import read_dead, replay
from chassis.environment import Environment
from chassis.records import Delivery
from chassis.run import running
from chassis.service import Service
from chassis.testing.wire import Wire
from chassis.transaction import Transaction
from chassis.work import Done, Job, Tools
from contracts.envelope import encode, partition_of
from contracts.imagery import GenerateSheet, SheetGenerated
from contracts.registry import MESSAGES
from contracts.topics import PARTITIONS, commands_of

from .samples import command, sheet_done

Headers = tuple[tuple[str, bytes | None], ...]
GOOD = encode(command("seq-1", "sheet:0")[0], commands_of("imagery"), command("seq-1", "sheet:0")[1])


def changed(name: str, value: bytes | None) -> Headers:
    return tuple((n, value if n == name else v) for n, v in GOOD.headers)


POISON: list[tuple[str, Headers, bytes | None, str]] = [
    ("not JSON", GOOD.headers, b"{", "the body is no"),
    ("another schema", GOOD.headers, b'{"subject": 7}', "the body is no"),
    ("an empty body", GOOD.headers, None, "the body is missing"),
    ("a header that is not UTF-8", changed("ce_id", b"\xff\xfe"), GOOD.value, "header ce_id is not UTF-8"),
    ("a null header", changed("ce_tenant", None), GOOD.value, "header ce_tenant is null"),
    ("a missing header", GOOD.headers[1:], GOOD.value, "header ce_specversion is missing"),
    ("a NUL in a header", changed("ce_sequence", b"a\x00b"), GOOD.value, "control character"),
    ("an unknown version", changed("ce_type", b"sagareel.imagery.GenerateSheet.v9"), GOOD.value, "is not known to imagery"),
]


async def draw(job: Job[GenerateSheet], tools: Tools) -> Done:
    return sheet_done(job.command.subject)


async def test_poison_of_every_kind_is_buried_and_blocks_nothing(environment: Environment, compute: Compute) -> None:
    service = Service("imagery", environment)
    service.work(GenerateSheet, draw)
    place = partition_of("seq-1", PARTITIONS)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        for _, headers, value, _ in POISON:
            await wire.send_raw(commands_of("imagery"), b"seq-1", value, headers, place)
        await wire.send([command("seq-1", "sheet:behind")])
        await wire.receive(SheetGenerated)
        dead = await wire.buried(len(POISON))
    for (what, _, _, reason), buried in zip(POISON, dead, strict=True):
        assert reason in buried["dead_reason"], what
        assert buried["dead_from"].startswith(environment.prefix + "imagery.commands.v1:")


async def test_a_dead_message_can_be_replayed_and_a_second_replay_does_nothing(
    environment: Environment, compute: Compute
) -> None:
    broken = True
    steps: list[str] = []

    async def handler(deliveries: Sequence[Delivery], tx: Transaction) -> None:
        if broken:
            raise ValueError("not yet deployed")
        steps.extend(d.envelope.step for d in deliveries)

    service = Service("imagery", environment)
    service.handles((GenerateSheet,), handler)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        await wire.send([command("seq-1", "sheet:1")])
        await wire.buried(1)
        [dead] = [d async for d in read_dead(environment, "imagery")]
        broken = False
        for _ in range(2):
            await replay(environment, dead)
        await wire.send([command("seq-1", "sheet:2")])
        async with asyncio.timeout(20):
            while len(steps) < 2:
                await service._store.settled()
                await asyncio.sleep(0.02)
    assert steps == ["sheet:1", "sheet:2"]


async def test_an_event_that_is_unknown_is_no_poison(environment: Environment, compute: Compute) -> None:
    seen: list[str] = []
    noted = asyncio.Event()

    async def note(deliveries: Sequence[Delivery], tx: Transaction) -> None:
        seen.extend(d.envelope.step for d in deliveries)
        noted.set()

    service = Service("gateway", environment)
    service.handles((SheetGenerated,), note)
    unknown = changed("ce_type", b"sagareel.imagery.SheetFramed.v1")
    envelope = command("seq-1", "sheet:1")[0]
    good = encode(envelope, "imagery.events.v1", sheet_done("sheet:1").event)
    known = tuple((n, b"sagareel.imagery.SheetGenerated.v1" if n == "ce_type" else v) for n, v in good.headers)
    async with Wire(environment, MESSAGES) as wire, running([service], compute=compute):
        await wire.send_raw("imagery.events.v1", b"seq-1", b"{}", unknown)
        await wire.send_raw("imagery.events.v1", b"seq-1", good.value, known)
        await asyncio.wait_for(noted.wait(), 20)
        assert (seen, wire.dead) == (["sheet:1"], [])


@pytest.mark.parametrize("bad", [0, 3, 6])
async def test_a_message_that_breaks_its_handler_is_buried_and_the_rest_of_its_batch_counts_once(
    environment: Environment, compute: Compute, bad: int
) -> None:
    async def handler(deliveries: Sequence[Delivery], tx: Transaction) -> None:
        for delivery in deliveries:
            if delivery.envelope.step == f"sheet:{bad}":
                raise ValueError("this one is cursed")
            await tx.execute("insert into effect values ($1)", delivery.envelope.step)

    async def prepare() -> None:
        await service.pool().execute("create table effect (step text)")

    service = Service("imagery", environment)
    service.handles((GenerateSheet,), handler)
    service.at_start(prepare)
    async with Wire(environment, MESSAGES) as wire:
        await wire.send([command("seq-1", f"sheet:{i}") for i in range(7)])
        async with running([service], compute=compute):
            [dead] = await wire.buried(1)
            await service._store.settled()
            steps = [r["step"] for r in await service.pool().fetch("select step from effect order by step")]
    assert "this one is cursed" in dead["dead_reason"]
    assert steps == [f"sheet:{i}" for i in range(7) if i != bad]
