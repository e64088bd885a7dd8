"""Who is calling: API keys, the page's session, and the files that a local installation keeps for its owner."""

import asyncio
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from chassis.errors import Broken
from gateway.domain.signing import Signer
from gateway.ports import Host
from gateway.repository import access
from gateway.repository.access import Caller

READ = "sequences:read"
WRITE = "sequences:write"
KEYS = "keys:write"
LOCAL = Caller("local", frozenset({READ, WRITE, KEYS}))

SESSION_LIFETIME = 30 * 24 * 3600


@dataclass(slots=True)
class Keeper:
    """Checks keys and holds the installation's signer, which is known after `open_house`."""

    host: Host
    signer: Signer | None = None

    @property
    def sign(self) -> Signer:
        """The installation's signer.

        Raises Broken while the gateway is starting.
        """
        if self.signer is None:
            raise Broken("The gateway is still starting. Try again in a moment.")
        return self.signer

    async def open_house(self) -> None:
        """Take up the installation's secret, making it at the first start."""
        secret = await self.host.transact(lambda tx: access.secret_named(tx, "signing"))
        self.signer = Signer(secret)

    async def caller_of(self, key: str) -> Caller | None:
        """Who holds an API key."""
        if not key.startswith("sgr_") or len(key) > 200:
            return None
        return await access.caller_of(self.host.pool(), hash_of(key))

    async def let_in_owner(self, folder: Path, url: str) -> None:
        """Make the local tenant's key at the first start, and leave its files: command line and page read them."""
        key = await asyncio.to_thread(_leave_files, folder, url, self.ticket(LOCAL))
        await self.host.transact(lambda tx: access.keep_key(tx, hash_of(key), LOCAL, "local"))

    def ticket(self, caller: Caller) -> str:
        """What a browser shows once at /login to become a session; the same at every start."""
        return self.sign.seal("ticket", {"tenant": caller.tenant})

    def session(self, ticket: str, now: float) -> str | None:
        """A session for a ticket; None when it is not one of ours."""
        claims = self.sign.open("ticket", ticket, now)
        if claims is None:
            return None
        return self.sign.seal("session", {"tenant": claims["tenant"], "exp": int(now) + SESSION_LIFETIME})

    def caller_of_session(self, session: str, now: float) -> Caller | None:
        """Who a session belongs to."""
        claims = self.sign.open("session", session, now)
        return Caller(claims["tenant"], LOCAL.scopes) if claims else None


def hash_of(key: str) -> bytes:
    """What is stored of a key. Keys are 32 random bytes, so a plain hash cannot be guessed back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _leave_files(folder: Path, url: str, ticket: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "api-key"
    if not file.exists():
        _write(file, f"sgr_{secrets.token_urlsafe(32)}\n")
    if url:
        _write(folder / "gateway-url", url + "\n")
        _write(folder / "page-url", f"{url}/login?ticket={ticket}\n")
    return file.read_text().strip()


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    part.replace(file)
