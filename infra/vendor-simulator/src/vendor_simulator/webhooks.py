"""Signs and delivers webhooks in the three vendors' ways, and keeps a log of every try."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import aiohttp
from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

TRIES, FIRST_PAUSE, TIMEOUT = 10, 0.5, 15.0
"""Deliveries until one is accepted, seconds before the second (doubled each time), seconds for each."""
USER_ID = "user_simulated"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try."""

    url: str
    request_id: str
    variant: str
    status: int
    """0: nobody answered."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is delivered, and how it is spoilt: `stale`, `unsigned` or `wrong_signature`; empty is as it should be."""

    url: str
    request_id: str
    body: bytes
    spoilt: str = ""


class FalSigner:
    """fal's Ed25519 signatures, and the key set that proves them."""

    def __init__(self, seed: int) -> None:
        self._key = ECC.construct(curve="Ed25519", seed=hashlib.sha256(f"fal:{seed}".encode()).digest())
        self._other = ECC.construct(curve="Ed25519", seed=hashlib.sha256(f"other:{seed}".encode()).digest())

    def key_set(self) -> dict[str, Any]:
        """The public key as a JWKS."""
        raw = self._key.public_key().export_key(format="raw")
        x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
        return {"keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "simulated-1", "x": x}]}

    def headers(self, message: Message) -> dict[str, str]:
        """The headers of a delivery."""
        stamp = str(int(time.time()) - (3600 if message.spoilt == "stale" else 0))
        text = "\n".join([message.request_id, USER_ID, stamp, hashlib.sha256(message.body).hexdigest()])
        key = self._other if message.spoilt == "wrong_signature" else self._key
        headers = {
            "X-Fal-Webhook-Request-Id": message.request_id,
            "X-Fal-Webhook-User-Id": USER_ID,
            "X-Fal-Webhook-Timestamp": stamp,
        }
        if message.spoilt != "unsigned":
            headers["X-Fal-Webhook-Signature"] = eddsa.new(key, "rfc8032").sign(text.encode()).hex()
        return headers


def openai_headers(message: Message, secret: str) -> dict[str, str]:
    """The headers of Standard Webhooks."""
    stamp = str(int(time.time()) - (3600 if message.spoilt == "stale" else 0))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    key += b"x" if message.spoilt == "wrong_signature" else b""
    signed = f"{message.request_id}.{stamp}.".encode() + message.body
    signature = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    headers = {"webhook-id": message.request_id, "webhook-timestamp": stamp}
    return headers if message.spoilt == "unsigned" else {**headers, "webhook-signature": f"v1,{signature}"}


def elevenlabs_headers(message: Message, secret: str) -> dict[str, str]:
    """The header of elevenlabs."""
    stamp = str(int(time.time()) - (3600 if message.spoilt == "stale" else 0))
    key = secret.encode() + (b"x" if message.spoilt == "wrong_signature" else b"")
    signature = hmac.new(key, f"{stamp}.".encode() + message.body, hashlib.sha256).hexdigest()
    return {} if message.spoilt == "unsigned" else {"ElevenLabs-Signature": f"t={stamp},v0={signature}"}


class Postman:
    """Delivers."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.log: list[Delivery] = []

    async def deliver(self, message: Message, headers: Mapping[str, str], *, again: bool = True) -> bool:
        """Post until it is accepted; True if it was."""
        for number in range(TRIES if again else 1):
            if number:
                await asyncio.sleep(FIRST_PAUSE * 2 ** (number - 1))
            status = await self._post(message, headers)
            self.log.append(Delivery(message.url, message.request_id, message.spoilt or "right", status))
            if 200 <= status < 300:
                return True
        return False

    def later(self, delay: float, message: Message, headers: Mapping[str, str]) -> None:
        """Deliver in the background."""

        async def wait() -> None:
            await asyncio.sleep(delay)
            await self.deliver(message, headers)

        task = asyncio.create_task(wait())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def told(self) -> list[dict[str, Any]]:
        """The log as JSON."""
        return [asdict(delivery) for delivery in self.log]

    async def close(self) -> None:
        """Stop delivering."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _post(self, message: Message, headers: Mapping[str, str]) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        try:
            sent = {"Content-Type": "application/json", **headers}
            async with self._session.post(message.url, data=message.body, headers=sent, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            return 0


def as_body(value: Any) -> bytes:
    """The exact bytes that are signed and sent."""
    return json.dumps(value, separators=(",", ":")).encode()
