"""The gateway of the tests: the real service on real servers, its HTTP called in process, events given to it directly.

One for the whole run; tests keep apart by using tenants of their own.
"""

import asyncio
import dataclasses
import secrets
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.records import Delivery
from chassis.run import running
from chassis.service import Service
from chassis.transaction import Transaction
from contracts.base import Message
from contracts.envelope import Envelope, decode
from contracts.topics import TOPICS, commands_of
from gateway.access import READ, WRITE, hash_of
from gateway.app import build
from gateway.handlers import project
from gateway.repository import access
from gateway.repository.access import Caller
from gateway.repository.tenants import every_tenant
from local_stack import Stack
from provision.topics import make_topics


@dataclass(slots=True)
class Gateway:
    """A running gateway and who calls it."""

    service: Service
    prefix: str
    client: httpx.AsyncClient

    async def caller(self, tenant: str, *scopes: str) -> dict[str, str]:
        """The headers of a new caller of a tenant."""
        key = f"sgr_{uuid.uuid4().hex}"
        caller = Caller(tenant, frozenset(scopes or (READ, WRITE)))
        await self.service.transact(lambda tx: access.keep_key(tx, hash_of(key), caller, "test"))
        return {"Authorization": f"Bearer {key}"}

    async def film(self, headers: dict[str, str], **body: Any) -> str:
        """The id of a newly ordered film."""
        response = await self.client.post("/v1/sequences", json=body or {"text": "A star falls."}, headers=headers)
        assert response.status_code == 202, response.text
        return str(response.json()["id"])

    async def commands(self, sequence: str, at_least: int = 1) -> list[tuple[str, bytes]]:
        """The coordinator's commands for a sequence, as they lie on Kafka: type and body."""
        return [(decode(r.headers).type, r.value) for r in await self._records(sequence, at_least)]

    async def envelopes(self, sequence: str) -> list[Envelope]:
        """The envelopes of the coordinator's commands for a sequence."""
        return [decode(r.headers) for r in await self._records(sequence, 1)]

    async def _records(self, sequence: str, at_least: int) -> list[ConsumerRecord]:
        topic = f"{self.prefix}{commands_of('coordinator')}"
        consumer = AIOKafkaConsumer(topic, bootstrap_servers=self.service.environment.kafka, auto_offset_reset="earliest")
        found: list[ConsumerRecord] = []
        async with asyncio.timeout(10), consumer:
            while len(found) < at_least or (await self._left(consumer)):
                for records in (await consumer.getmany(timeout_ms=100)).values():
                    found += [r for r in records if r.key == sequence.encode()]
        return found

    @staticmethod
    async def _left(consumer: AIOKafkaConsumer) -> bool:
        ends = await consumer.end_offsets(consumer.assignment())
        return any([await consumer.position(partition) < end for partition, end in ends.items()])

    async def tell(self, tenant: str, sequence: str, *told: tuple[Message, str], attempt: int = 1) -> None:
        """Project events, as (event, step), in one batch."""
        deliveries = []
        for message, step in told:
            envelope = Envelope(str(uuid.uuid4()), message.TYPE, "/test", tenant, sequence, step, attempt)
            deliveries.append(Delivery(envelope, message, message.body()))

        async def write(tx: Transaction) -> None:
            await every_tenant(tx)
            await project(deliveries, tx.turn)

        await self.service.transact(write)


@pytest.fixture(scope="session")
async def gateway(stack: Stack, compute: Compute, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    """A gateway, started."""
    databases = stack.fresh_database()
    prefix = f"t{secrets.token_hex(4)}."
    await make_topics(stack.environment["SAGAREEL_KAFKA"], [dataclasses.replace(t, name=prefix + t.name) for t in TOPICS])
    data = {
        "SAGAREEL_DATA": str(tmp_path_factory.mktemp("gateway")),
        "SAGAREEL_HTTP_PORT": "8080",
        "SAGAREEL_TOPIC_PREFIX": prefix,
        "SAGAREEL_VENDORS": "openai",
    }
    service = build(Environment.from_env({**stack.environment, **databases, **data}))
    app: Any = service.mounted[0][1]
    async with running([service], compute=compute):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
            yield Gateway(service, prefix, client)
    stack.drop_database(databases)


@pytest.fixture(scope="session")
async def address(gateway: Gateway) -> AsyncIterator[str]:
    """The gateway behind a real server, for streams."""
    server = http_server(health_app([gateway.service]), "127.0.0.1", 0)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 — uvicorn has no event for it
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()
    yield f"http://{host}:{port}"
    server.should_exit = True
    await serving


@pytest.fixture
def tenant() -> str:
    """A tenant that no other test has."""
    return f"tenant-{uuid.uuid4().hex[:8]}"


@pytest.fixture
async def headers(gateway: Gateway, tenant: str) -> dict[str, str]:
    """The headers of a caller who may do everything of the tenant."""
    return await gateway.caller(tenant)
