"""Signed tokens: links to media that expire, the page's login, list cursors. Anybody can read one, nobody can alter it."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

_TAG = 16


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one installation; `purpose` keeps a token of one kind from being used as another."""

    secret: bytes

    def seal(self, purpose: str, claims: dict[str, Any]) -> str:
        """Claims as a token that fits into a path."""
        body = json.dumps(claims, separators=(",", ":"), sort_keys=True).encode()
        return _encode(self._tag(purpose, body) + body)

    def open(self, purpose: str, token: str, now: float) -> dict[str, Any] | None:
        """The claims, or None when the token is not ours, of another purpose, or past its `exp`."""
        raw = _decode(token)
        if raw is None or not hmac.compare_digest(raw[:_TAG], self._tag(purpose, raw[_TAG:])):
            return None
        claims: dict[str, Any] = json.loads(raw[_TAG:])
        return claims if now < claims.get("exp", float("inf")) else None

    def _tag(self, purpose: str, body: bytes) -> bytes:
        return hmac.digest(self.secret, purpose.encode() + b"\0" + body, hashlib.sha256)[:_TAG]


def expiry(now: float, lifetime: int, step: int = 900) -> int:
    """When a link made now ends: after `lifetime` seconds, rounded up so that links of one quarter of an hour are equal."""
    return -(-int(now + lifetime) // step) * step


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(token: str) -> bytes | None:
    if not token.isascii() or len(token) > 4096:
        return None
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) > _TAG else None
