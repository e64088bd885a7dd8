"""A simulator of the test's own on a free port, and what a test asks of its control API; the root conftest loads the fixture."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from vendor_simulator.plan import Limit, Plan, Rule
from vendor_simulator.running import serving


@dataclass(frozen=True, slots=True)
class Simulator:
    """The addresses of the running simulator and its control API."""

    at: dict[str, str]
    http: httpx.AsyncClient

    async def plan(self, *rules: Rule, limits: tuple[Limit, ...] = (), **more: Any) -> None:
        """Follow these rules from now on."""
        plan = Plan(rules=rules, limits=limits, **more)
        answer = await self.http.put(f"{self.at['control']}/plan", content=plan.model_dump_json())
        assert answer.status_code == 200, answer.text

    async def counts(self) -> dict[str, Any]:
        """What was paid."""
        found: dict[str, Any] = (await self.http.get(f"{self.at['control']}/counts")).json()
        return found

    async def captures(self, **query: str) -> list[dict[str, Any]]:
        """What came in."""
        found: list[dict[str, Any]] = (await self.http.get(f"{self.at['control']}/captures", params=query)).json()["captures"]
        return found

    async def prepare(self, contains: str, text: str) -> None:
        """What language models say."""
        await self.http.post(f"{self.at['control']}/answers", json={"contains": contains, "text": text})


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """One that does everything right until it is told otherwise."""
    no_authorities = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # it is plain http; reading the usual ones costs more than the test
    async with serving() as addresses, httpx.AsyncClient(timeout=20, verify=no_authorities) as http:
        yield Simulator(addresses, http)
