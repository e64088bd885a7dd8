"""Receives fal's webhooks: proves by fal's published keys that fal has sent them, and keeps them. Mounted by the gateway.

An answer of 2xx ends the delivery, so it is given after the answer is stored; fal delivers again after any other.
"""

import asyncio
import base64
import hashlib
import json
import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import structlog
from Crypto.Signature import eddsa
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chassis.answers import Letterbox
from vendor_http.answers import as_object
from vendor_http.bounds import Bounds, client
from vendor_http.hosts import REAL

log = structlog.get_logger()

SKEW = 300.0
"""Seconds that a delivery may be old, or ahead."""
KEYS_LIVE, KEYS_REST, KEYS_TRIED = 24 * 3600.0, 60.0, 5.0
"""Seconds for which keys are believed, until they are read again because none of them fits, and until after a reading in vain."""
LARGEST = 1 << 20
STAMP = re.compile(r"[0-9]{1,12}")


class ForgedError(ValueError):
    """Not from fal, or not of now; the text says why."""


def proven(headers: Mapping[str, str], body: bytes, keys: Sequence[bytes], now: float) -> str:
    """The request that a delivery is about.

    Raises ForgedError unless one of the keys has signed exactly this, a moment ago.
    """
    request_id, user, stamp, signature = (
        headers.get(f"x-fal-webhook-{name}", "") for name in ("request-id", "user-id", "timestamp", "signature")
    )
    if not (request_id and STAMP.fullmatch(stamp) and signature):
        raise ForgedError("A header is missing.")
    if abs(now - int(stamp)) > SKEW:
        raise ForgedError("It is not of now.")
    text = "\n".join([request_id, user, stamp, hashlib.sha256(body).hexdigest()]).encode()
    if not any(_fits(key, text, signature) for key in keys):
        raise ForgedError("The signature fits none of fal's keys.")
    if _request_in(body) != request_id:
        raise ForgedError("The body is about another request.")
    return request_id


def _fits(key: bytes, text: bytes, signature: str) -> bool:
    try:
        eddsa.new(eddsa.import_public_key(key), "rfc8032").verify(text, bytes.fromhex(signature))
    except ValueError:
        return False
    return True


def _request_in(body: bytes) -> Any:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told.get("request_id") if isinstance(told, dict) else None


class FalHooks:
    """The receiver."""

    def __init__(self, letterbox: Letterbox, rest: str = REAL.fal_rest) -> None:
        self._letterbox = letterbox
        self._rest = rest
        self._http = client(Bounds(1_000_000, 30.0), 10.0)
        self._keys: tuple[bytes, ...] = ()
        self._read = self._tried = float("-inf")
        self._one = asyncio.Lock()

    async def take(self, request: Request) -> Response:
        """One delivery: POST /{hook}."""
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return _said(413, "It is too large.")
        try:
            request_id = await self._proven(request.headers, body)
        except ForgedError as error:
            log.warning("a webhook that claims to come from fal was not taken", reason=str(error))
            return _said(401, str(error))
        except httpx.HTTPError as error:
            log.warning("fal's keys could not be read, the webhook will come again", error=type(error).__name__)
            return _said(503, "The keys cannot be read now.")
        known = await self._letterbox.keep(request.path_params["hook"], request_id, body.decode("utf-8", "replace"))
        return _said(200, "Kept.") if known else _said(404, "Nobody waits here.")

    async def _proven(self, headers: Mapping[str, str], body: bytes) -> str:
        """As `proven`; keys that do not fit are read again, as fal may have new ones."""
        age = time.monotonic() - self._read
        if age < KEYS_LIVE:
            try:
                return proven(headers, body, self._keys, time.time())
            except ForgedError:
                if age < KEYS_REST:
                    raise
        await self._renew(time.monotonic())
        return proven(headers, body, self._keys, time.time())

    async def _renew(self, asked: float) -> None:
        """Read the keys, once for all who ask meanwhile and seldom while fal does not answer: what is forged costs us no call."""
        async with self._one:
            if self._read > asked:
                return
            if time.monotonic() - self._tried < KEYS_TRIED:
                raise httpx.ConnectError("They could not be read a moment ago.")
            self._tried = time.monotonic()
            self._keys = await self._published()
            self._read, self._tried = time.monotonic(), float("-inf")

    async def _published(self) -> tuple[bytes, ...]:
        response = await self._http.get(f"{self._rest}/.well-known/jwks.json")
        response.raise_for_status()
        keys = (as_object(response) or {}).get("keys")
        found = [_raw(key) for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
        return tuple(key for key in found if len(key) == 32)


def _raw(key: Mapping[str, Any]) -> bytes:
    x = str(key.get("x", "")) if key.get("kty") == "OKP" else ""
    try:
        return base64.urlsafe_b64decode(x + "=" * (-len(x) % 4))
    except ValueError:
        return b""


def _said(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status_code=status)
