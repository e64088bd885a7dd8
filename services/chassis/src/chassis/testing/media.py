"""Media for tests without an S3 server: kept in a folder. Used by tests of job bodies in the place of chassis.media."""

import asyncio
import hashlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from chassis.media import parsed
from chassis.sums import Sums
from contracts.base import MediaRef

M = TypeVar("M", bound=BaseModel)


class FolderMedia:
    """Media kept in a folder, under the hash of their bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def put(self, tenant: str, data: bytes, media_type: str) -> MediaRef:
        """Store bytes."""
        sha = hashlib.sha256(data).hexdigest()
        if not (self.folder / sha).exists():
            (self.folder / sha).write_bytes(data)
        return MediaRef(bucket="test", key=f"{tenant}/{sha}", sha256=sha, size=len(data), media_type=media_type)

    async def put_file(self, tenant: str, path: Path, media_type: str, sums: Sums | None = None) -> MediaRef:
        """Store a file; told sums must be its own."""
        ref = await self.put(tenant, await asyncio.to_thread(path.read_bytes), media_type)
        assert sums is None or sums.sha256 == ref.sha256
        return ref

    async def keep(self, ref: MediaRef, path: Path) -> None:
        """Everything is in the folder already."""

    async def get(self, ref: MediaRef) -> bytes:
        """The bytes."""
        return (self.folder / ref.sha256).read_bytes()

    async def fetch(self, ref: MediaRef) -> Path:
        """The file."""
        return self.folder / ref.sha256

    async def get_model(self, ref: MediaRef, model: type[M]) -> M:
        """The medium as a parsed model; raises Invalid as the real one does."""
        return parsed(await self.get(ref), model)
