"""Pytest fixtures: one embedded stack for the whole run; for each test a fresh database, topics and a bucket of its own."""

import dataclasses
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from contracts.topics import TOPICS
from local_stack import Stack
from provision.topics import drop_topics, make_topics


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Kafka, PostgreSQL and S3, started once; fsync is off because no test measures."""
    with Stack(tmp_path_factory.mktemp("stack"), fsync=False) as running:
        yield running


@pytest.fixture(scope="session")
def compute() -> Iterator[Compute]:
    """One pool of processes for all tests."""
    pool = Compute()
    yield pool
    pool.close()


@pytest.fixture
async def environment(stack: Stack, tmp_path: Path) -> AsyncIterator[Environment]:
    """An installation of the test's own: nothing in its database, its topics or its caches."""
    databases = stack.fresh_database()
    prefix = f"t{secrets.token_hex(4)}."
    topics = [dataclasses.replace(t, name=prefix + t.name) for t in TOPICS]
    await make_topics(stack.environment["SAGAREEL_KAFKA"], topics)
    variables = {**stack.environment, **databases, "SAGAREEL_DATA": str(tmp_path), "SAGAREEL_TOPIC_PREFIX": prefix}
    yield Environment.from_env(variables)
    stack.drop_database(databases)
    await drop_topics(stack.environment["SAGAREEL_KAFKA"], [t.name for t in topics])
