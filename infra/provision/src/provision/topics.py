"""Makes the topics that the contracts declare, and waits until each can be written to."""

import asyncio
from collections.abc import Sequence

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from contracts.topics import TOPICS, Topic
from provision.errors import ProvisionError

LEADER_SECONDS = 30.0
MOST_REPLICAS = 3
"""In a cluster; the embedded broker is one node and has one of each."""


async def make_topics(server: str, topics: Sequence[Topic] = TOPICS) -> None:
    """Create what is missing; a topic that exists with other partitions is refused, because keys would change their place."""
    admin = AIOKafkaAdminClient(bootstrap_servers=server, request_timeout_ms=30_000)
    await admin.start()
    try:
        present = set(await admin.list_topics())
        replicas = min(MOST_REPLICAS, len((await admin.describe_cluster())["brokers"]))
        missing = [_new(topic, replicas) for topic in topics if topic.name not in present]
        if missing:
            await admin.create_topics(missing)
        async with asyncio.timeout(LEADER_SECONDS):
            while not await _ready(admin, topics):  # noqa: ASYNC110  # the broker tells nobody, it must be asked
                await asyncio.sleep(0.05)
    except TimeoutError as error:
        raise ProvisionError(f"The broker at {server} has topics without a leader after {LEADER_SECONDS:.0f} s.") from error
    finally:
        await admin.close()


async def drop_topics(server: str, names: Sequence[str]) -> None:
    """Remove topics, such as those of one test: every partition costs the broker open files and memory maps."""
    admin = AIOKafkaAdminClient(bootstrap_servers=server, request_timeout_ms=30_000)
    await admin.start()
    try:
        await admin.delete_topics(list(names))
    finally:
        await admin.close()


def _new(topic: Topic, replicas: int) -> NewTopic:
    settings = {"retention.ms": str(topic.retention_hours * 3_600_000), "max.message.bytes": str(topic.max_message_bytes)}
    return NewTopic(topic.name, topic.partitions, replicas, topic_configs=settings)


async def _ready(admin: AIOKafkaAdminClient, topics: Sequence[Topic]) -> bool:
    described = {row["topic"]: row for row in await admin.describe_topics([topic.name for topic in topics])}
    return all(_has_leaders(topic, described.get(topic.name, {}).get("partitions", [])) for topic in topics)


def _has_leaders(topic: Topic, partitions: Sequence[dict[str, int]]) -> bool:
    led = sum(1 for partition in partitions if partition["leader"] >= 0)
    if led == len(partitions) and led not in {0, topic.partitions}:
        raise ProvisionError(
            f"The topic {topic.name} has {led} partitions and {topic.partitions} are declared. Remove it, or use other servers."
        )
    return led == topic.partitions
