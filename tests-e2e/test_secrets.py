"""Keys of vendors are in nothing that the services leave behind, whether jobs succeed or the vendor refuses the key itself."""

import asyncio
import base64
import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest
import vendor_orders
from aiokafka import AIOKafkaConsumer
from chaos_nursery import Nursery, Order, nursery
from chaos_patience import PAID

from chassis.environment import Environment
from chassis.media import Media
from chassis.testing.wire import Wire
from contracts.base import Failed, MediaRef
from contracts.catalogue import reaching
from contracts.registry import MESSAGES
from contracts.topics import TOPICS
from vendor_http.tenants.sealing import NAME
from vendor_http.tenants.vault import Vault
from vendor_simulator.calls import fingerprint
from vendor_simulator.plan import Rule
from vendor_simulator.testing import Simulator

KEYS = {
    name: f"canary-{name.lower()}-9f27c1" for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "FAL_KEY", "ELEVENLABS_API_KEY")
}
OWN = {vendor: f"canary-own-{vendor}-5be02d" for vendor in reaching.KEYS}
"""Keys that tenants bring."""
MASTER = "c0ffee" * 10 + "9d1e"
CANARIES = {**KEYS, **{f"own {vendor}": key for vendor, key in OWN.items()}, "master": MASTER}
KINDS = len(vendor_orders.MIX)
OUTCOMES = {outcome for m in MESSAGES.values() for outcome in (getattr(m, "DONE", None), getattr(m, "FAILED", None)) if outcome}


def leaked(text: str) -> list[str]:
    """The keys that a text holds: as they are, in hexadecimal, or in base64 wherever it begins."""
    found = []
    for name, key in CANARIES.items():
        bares = [key.encode(), bytes.fromhex(key)] if name == "master" else [key.encode()]
        coded = [base64.b64encode(b"x" * shift + bare)[4 if shift else 0 : -4].decode() for bare in bares for shift in range(3)]
        if any(form in text for form in (key, *(bare.hex() for bare in bares), *(b.decode("latin-1") for b in bares), *coded)):
            found.append(name)
    return found


@dataclass(slots=True)
class Sinks:
    """Everything in which a key could be found, by what it is."""

    environment: Environment
    simulator: Simulator
    wire: Wire
    port: int
    log: Path
    data: Path
    things: vendor_orders.Things
    commands: str = ""
    answers: str = ""

    def look_at_processes(self) -> None:
        """What anybody on this machine sees of our processes now."""
        for process in psutil.Process().children(recursive=True):
            try:
                self.commands += " ".join(process.cmdline()) + "\n"
            except psutil.NoSuchProcess:
                continue

    async def read(self) -> dict[str, str]:
        """All of them, as text."""
        return {
            "log": self.log.read_text(errors="replace"),
            "command lines": self.commands,
            "metrics": (await self.simulator.http.get(f"http://127.0.0.1:{self.port}/metrics")).text,
            "captures": json.dumps(await self.simulator.captures()),
            "answers": self.answers,
            "counts": (await self.simulator.http.get(f"{self.simulator.at['control']}/paid")).text,
            "events": await self._events(),
            "rows": "".join([await rows(self.environment.dsn_of(name)) for name in (*PAID, "gateway")]),
            "media": "".join([await self._content(ref) for ref in self._refs()]),
        }

    async def _events(self) -> str:
        topics = [self.environment.prefix + topic.name for topic in TOPICS]
        reader = AIOKafkaConsumer(*topics, bootstrap_servers=self.environment.kafka, auto_offset_reset="earliest")
        text = ""
        async with reader:
            while found := await reader.getmany(timeout_ms=2000):
                text += "".join(f"{r.key!r} {r.value!r} {r.headers!r}\n" for records in found.values() for r in records)
        return text

    def _refs(self) -> list[MediaRef]:
        told = [found for _, message in self.wire.seen for found in parts(message.model_dump())]
        return [MediaRef.model_validate(part) for part in told if {"bucket", "key", "sha256"} <= part.keys()]

    async def _content(self, ref: MediaRef) -> str:
        return (await Media(self.environment).get(ref)).decode("latin-1")


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """All objects inside of a value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from parts(inner)


async def rows(dsn: str) -> str:
    """Every row of every table that this service sees."""
    connection = await asyncpg.connect(dsn)
    try:
        tables = await connection.fetch(
            "select schemaname, relname from pg_stat_user_tables where has_table_privilege(relid, 'select')"
        )
        found = [await connection.fetch(f'select t::text from "{schema}"."{table}" t') for schema, table in tables]
    finally:
        await connection.close()
    return "\n".join(row[0] for table in found for row in table)


async def all_ended(sinks: Sinks, count: int) -> list[str]:
    """The names of the outcomes, once there are so many."""
    async with asyncio.timeout(240):
        while True:
            found = {e.step: type(m).__name__ for e, m in sinks.wire.seen if type(m) in OUTCOMES}
            if len(found) >= count:
                return list(found.values())
            sinks.look_at_processes()
            await asyncio.sleep(0.1)


async def brought(sinks: Sinks) -> None:
    """Every other tenant brings its own keys, one of them by the gateway, which refuses some as well."""
    vault = Vault.of(replace(sinks.environment, variables={NAME: MASTER}), "imagery")
    assert vault is not None
    for number in range(1, 2 * KINDS, 2):
        for vendor, key in OWN.items():
            await vault.set(vendor_orders.ordered(sinks.things, number)[0].tenant, vendor, key)
    headers = {"Authorization": f"Bearer {(sinks.data / 'api-key').read_text().strip()}"}
    for vendor, key in OWN.items():
        address = f"http://127.0.0.1:{sinks.port}/v1/keys/{vendor}"
        for body, status in (({"key": key}, 200), ({"key": f"{key} {key}"}, 422), ({"key": [key]}, 422), ({key: key}, 422)):
            answer = await sinks.simulator.http.put(address, json=body, headers=headers)
            assert answer.status_code == status, answer.text
            sinks.answers += answer.text
    sinks.answers += (await sinks.simulator.http.get(f"http://127.0.0.1:{sinks.port}/v1/keys", headers=headers)).text


async def worked_and_refused(sinks: Sinks, services: Nursery) -> None:
    """Every kind of work once as it should be, and once with a vendor that refuses our key."""
    assert await services.start(Order("all", (*PAID, "gateway"))).is_ready(), sinks.log.read_text()
    await brought(sinks)
    await sinks.wire.send([vendor_orders.ordered(sinks.things, number) for number in range(KINDS)])
    assert not [name for name in await all_ended(sinks, KINDS) if name.endswith("Failed")]
    await sinks.simulator.plan(Rule(method="POST", fault="unauthorized"))
    await sinks.wire.send([vendor_orders.ordered(sinks.things, number) for number in range(KINDS, 2 * KINDS)])
    refused = (await all_ended(sinks, 2 * KINDS))[KINDS:]
    assert all(name.endswith("Failed") for name in refused), refused
    for envelope, failed in [(e, m) for e, m in sinks.wire.seen if isinstance(m, Failed)]:
        own = int(envelope.tenant.split("-")[1]) % 2 == 1
        told = (
            r"the key that you have set\. Set another: `sagareel key set \w+`" if own else r"our key\. Set (\w+_API_KEY|FAL_KEY)"
        )
        assert re.search(told, failed.failure.message), (envelope.step, failed.failure.message)


@pytest.mark.timeout(600)
async def test_no_key_is_found_in_anything_that_the_services_leave_behind(
    environment: Environment, simulator: Simulator, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    secret, log = tmp_path / "fal-key", tmp_path / "log"
    secret.write_text(KEYS["FAL_KEY"])
    told = {**KEYS, "FAL_KEY": "", "FAL_KEY_FILE": str(secret), "SAGAREEL_HTTP_PORT": str(port)}
    told |= {"SAGAREEL_DATA": str(tmp_path / "data"), NAME: MASTER}
    await simulator.prepare(vendor_orders.READ_BY, vendor_orders.answer())
    with log.open("wb") as written:
        async with Wire(environment, MESSAGES) as wire, nursery(environment, simulator.at, written, told) as services:
            sinks = Sinks(environment, simulator, wire, port, log, tmp_path / "data", await vendor_orders.things(environment))
            await worked_and_refused(sinks, services)
            read = await sinks.read()
    held = {"command lines": "vendor_worker", "metrics": "sagareel_", "captures": "authorization", "counts": "label"}
    held |= {"events": "tenant-1", "rows": "tenant-1", "media": "Ann", "answers": "fingerprint"}
    assert {name for name, key in CANARIES.items() if fingerprint(key) in read["captures"]} == CANARIES.keys() - {"master"}
    assert {name for name, word in held.items() if word not in read[name]} == set(), "a sink that is empty proves nothing"
    assert {name: leaked(text) for name, text in read.items() if leaked(text)} == {}


@pytest.mark.parametrize("shift", ["", "a", "bc"])
def test_a_key_is_found_in_any_form(shift: str) -> None:
    key = shift + KEYS["FAL_KEY"] + shift
    forms = (key, key.encode().hex(), base64.b64encode(key.encode()).decode())
    assert [leaked(f"...{form}...") for form in forms] == [["FAL_KEY"]] * 3
