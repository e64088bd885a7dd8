"""All SQL of assembly: which pieces exist, and what was measured of sounds.

A row is written after its object, so a crash between the two leaves no half piece.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chassis.service import Service
from chassis.transaction import Transaction
from contracts.assembly import PreviewGrew
from contracts.base import MediaRef
from contracts.envelope import Envelope, event_id

SOURCE = "/sagareel/assembly"

_FIND = """
update piece set used_at = now() where tenant_id = $1 and address = any($2::text[]) returning address, media
"""
_KEEP = "insert into piece (tenant_id, address, media) values ($1, $2, $3::jsonb) on conflict (tenant_id, address) do nothing"

_MEASURED = """
update measure set used_at = now() where tenant_id = $1 and address = any($2::text[]) returning address, data
"""
_NOTE = "insert into measure (tenant_id, address, data) values ($1, $2, $3) on conflict (tenant_id, address) do nothing"


@dataclass(frozen=True, slots=True)
class PieceTable:
    """The pieces of all tenants."""

    service: Service

    async def find(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, MediaRef]:
        rows = await self.service.transact(lambda tx: tx.fetch(_FIND, tenant, sorted(set(addresses))))
        return {row["address"]: MediaRef.model_validate_json(row["media"]) for row in rows}

    async def keep(self, tenant: str, address: str, media: MediaRef) -> None:
        async def insert(tx: Transaction) -> None:
            await tx.execute(_KEEP, tenant, address, media.model_dump_json())

        await self.service.transact(insert)

    async def announce(self, heard: Envelope, event: PreviewGrew) -> None:
        id_ = event_id(f"{heard.sequence}/preview/{event.number}", event.TYPE)
        told = Envelope(id_, event.TYPE, SOURCE, heard.tenant, heard.sequence, traceparent=heard.traceparent)

        async def publish(tx: Transaction) -> None:
            tx.publish(told, event)

        await self.service.transact(publish)

    async def measured(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, bytes]:
        rows = await self.service.transact(lambda tx: tx.fetch(_MEASURED, tenant, sorted(set(addresses))))
        return {row["address"]: bytes(row["data"]) for row in rows}

    async def note(self, tenant: str, address: str, data: bytes) -> None:
        async def insert(tx: Transaction) -> None:
            await tx.execute(_NOTE, tenant, address, data)

        await self.service.transact(insert)
