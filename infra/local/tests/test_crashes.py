"""Any of the three servers may be killed at any moment: it comes back soon, at the same address, with its data."""

import time
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from minio import Minio

from local_stack import Stack

TOPIC = TopicPartition("billing.dead.v1", 0)
CRASH_COSTS = 3.0


def ordinary_start(stack: Stack, server: str) -> float:
    """Seconds from an orderly stop until it answers again."""
    stack.halt(server)
    started = time.monotonic()
    stack.resume(server)
    stack.wait(server)
    return time.monotonic() - started


def recovery(stack: Stack, server: str) -> float:
    """Seconds from the crash until it answers."""
    before = stack.pid(server)
    started = time.monotonic()
    stack.kill(server)
    stack.wait(server)
    taken = time.monotonic() - started
    assert stack.pid(server) not in {None, before}
    return taken


def assert_quick(stack: Stack, server: str) -> None:
    """A crash costs little more than a start; the better of two counts, for others use this machine too."""
    starts = [ordinary_start(stack, server) for _ in range(2)]
    assert min(recovery(stack, server), recovery(stack, server)) < CRASH_COSTS * max(starts)


async def test_kafka_comes_back_as_fast_as_it_starts_with_its_messages(stack: Stack) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=stack.environment["SAGAREEL_KAFKA"])
    await producer.start()
    sent = await producer.send_and_wait(TOPIC.topic, b"before the crash", partition=TOPIC.partition)
    await producer.stop()

    assert_quick(stack, "kafka")

    consumer = AIOKafkaConsumer(bootstrap_servers=stack.environment["SAGAREEL_KAFKA"])
    await consumer.start()
    consumer.assign([TOPIC])
    consumer.seek(TOPIC, sent.offset)
    assert (await consumer.getone()).value == b"before the crash"
    await consumer.stop()


async def test_postgres_comes_back_as_fast_as_it_starts_with_its_rows(stack: Stack) -> None:
    database = stack.fresh_database()
    connection = await asyncpg.connect(database["SAGAREEL_SCRIPT_DSN"])
    await connection.execute("create table line (words text); insert into line values ('before the crash')")

    assert_quick(stack, "postgres")

    connection = await asyncpg.connect(database["SAGAREEL_SCRIPT_DSN"])
    assert await connection.fetchval("select words from line") == "before the crash"
    await connection.close()
    stack.drop_database(database)


def test_the_store_comes_back_as_fast_as_it_starts_with_its_objects(stack: Stack, tmp_path: Path) -> None:
    store = Minio(
        stack.environment["SAGAREEL_S3_ENDPOINT"].removeprefix("http://"),
        access_key=stack.environment["SAGAREEL_S3_ACCESS_KEY"],
        secret_key=stack.environment["SAGAREEL_S3_SECRET_KEY"],
        secure=False,
    )
    (tmp_path / "picture").write_bytes(b"before the crash")
    store.fput_object("sagareel", "crash/picture", str(tmp_path / "picture"), content_type="image/png")

    assert_quick(stack, "s3")

    assert store.get_object("sagareel", "crash/picture").read() == b"before the crash"
    assert store.stat_object("sagareel", "crash/picture").content_type == "image/png"


@pytest.mark.parametrize("server", ["kafka", "postgres", "s3"])
def test_a_halted_server_stays_down_until_it_is_resumed(stack: Stack, server: str) -> None:
    stack.halt(server)
    assert stack.pid(server) is None
    stack.resume(server)
    assert stack.pid(server) is not None
