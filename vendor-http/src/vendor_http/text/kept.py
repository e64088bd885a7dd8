"""The shelf on which the answers of language models lie between two tries: the job's own tenant in the media store."""

from dataclasses import dataclass

from chassis.work import Tools
from contracts.base import MediaRef


@dataclass(frozen=True, slots=True)
class MediaShelf:
    """Bytes in the media store, named by their reference."""

    tools: Tools
    tenant: str

    async def put(self, content: bytes) -> str:
        """Keep them; the name."""
        return (await self.tools.media.put(self.tenant, content, "application/octet-stream")).model_dump_json()

    async def get(self, name: str) -> bytes:
        """What lies under a name."""
        return await self.tools.media.get(MediaRef.model_validate_json(name))
