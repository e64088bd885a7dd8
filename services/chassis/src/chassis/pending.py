"""What waits for the next transaction of a store, what a commit did, and who wants to know. Used by `chassis.store`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import asyncpg
from aiokafka import TopicPartition

from chassis.batch import Batch
from chassis.bundles import Stored
from chassis.records import Arrival, Outgoing

Marks = dict[TopicPartition, int]
"""The last offset of each partition whose effects the next transaction completes."""

TRANSIENT = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ObjectNotInPrerequisiteStateError,
)
"""Errors that say nothing about the data: the same batch is tried again."""


@dataclass(slots=True)
class Written:
    """What one commit did: ids of jobs, and what is to be published."""

    jobs: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    cancels: set[str] = field(default_factory=set)
    bundles: list[Stored] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    """Sequences of which another process still has messages, which go first (promise 3)."""
    then: list[Callable[[], None]] = field(default_factory=list)
    """What a deciding handler wants to be called once this is committed."""


@dataclass(slots=True)
class Pending:
    """What waits for the next transaction."""

    arrivals: list[Arrival] = field(default_factory=list)
    batch: Batch = field(default_factory=Batch)
    waiters: list[asyncio.Future[None]] = field(default_factory=list)
    marks: Marks = field(default_factory=dict)


Committed = Callable[[Batch, Written], None]
Buried = Callable[[Arrival, Exception], Outgoing]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the service does when something was written, effects are complete, a message is given up, the database is back."""

    committed: Committed
    completed: Callable[[Marks], None]
    bury: Buried
    reconnected: Callable[[], None]
