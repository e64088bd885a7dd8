"""The gateway of a test: the real service on a database of its own, its HTTP app called in process, events given to it directly."""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.records import Delivery
from chassis.run import running
from chassis.service import Service
from contracts.base import Message
from contracts.envelope import Envelope
from gateway.access import READ, WRITE, hash_of
from gateway.app import build
from gateway.handlers import project
from gateway.repository import access
from gateway.repository.access import Caller


@dataclass(slots=True)
class Gateway:
    """A running gateway and its callers."""

    service: Service
    client: httpx.AsyncClient

    async def caller(self, tenant: str, *scopes: str) -> dict[str, str]:
        """The headers of a new caller of a tenant."""
        key = f"sgr_{uuid.uuid4().hex}"
        caller = Caller(tenant, frozenset(scopes or (READ, WRITE)))
        await self.service.transact(lambda tx: access.keep_key(tx, hash_of(key), caller, "test"))
        return {"Authorization": f"Bearer {key}"}

    async def tell(self, tenant: str, sequence: str, *told: tuple[Message, str], attempt: int = 1) -> None:
        """Project events, as (event, step), in one batch."""
        deliveries = []
        for message, step in told:
            envelope = Envelope(str(uuid.uuid4()), message.TYPE, "/test", tenant, sequence, step, attempt)
            deliveries.append(Delivery(envelope, message))
        await self.service.transact(lambda tx: project(deliveries, tx))


@pytest.fixture
async def gateway(environment: Environment, compute: Compute) -> AsyncIterator[Gateway]:
    """A gateway, started."""
    service = build(replace(environment, http_port=8080))
    app: Any = service.mounted[0][1]
    async with running([service], compute=compute):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
            yield Gateway(service, client)
