"""Seals tenants' keys with the installation's master keys: AES-256-GCM, bound to their tenant, so that none passes for another.

The gateway seals, the services that pay vendors open; both read the master keys where other secrets are.
"""

import binascii
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from Crypto.Cipher import AES

from chassis.environment import MissingSettingError
from vendor_http.keys import key_of

NAME = "SAGAREEL_MASTER_KEYS"
"""The variable; with `_FILE` behind it, it names the file that holds them."""
LENGTH = 32
_FORM, _MARK, _NONCE, _TAG = b"\x01", 8, 12, 16


class UnopenedError(ValueError):
    """None of the master keys opens it, or it is not what was sealed."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a sealed key is for; it is not secret, and cannot be changed without breaking the seal."""

    tenant: str
    vendor: str
    id: str

    def bound(self) -> bytes:
        """As it goes into the seal."""
        return json.dumps([self.tenant, self.vendor, self.id]).encode()


@dataclass(frozen=True, slots=True)
class Seal:
    """The master keys, by what marks them; the first seals, all open."""

    keys: Mapping[bytes, bytes] = field(repr=False)

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Seal | None":
        """By SAGAREEL_MASTER_KEYS: 32 random bytes in hexadecimal, the newest first where there are several; None without.

        Raises MissingSettingError when one cannot be read; the sentence does not show it.
        """
        told = key_of(variables, NAME)
        if told is None:
            return None
        keys = [_read(number, text) for number, text in enumerate(told.replace(",", " ").split(), 1)]
        return cls({_mark(key): key for key in keys}) if keys else None

    def seal(self, secret: str, label: Label) -> bytes:
        """A secret, sealed with the newest master key."""
        mark, key = next(iter(self.keys.items()))
        nonce = secrets.token_bytes(_NONCE)
        head = _FORM + mark + nonce
        text, tag = _cipher(key, nonce, head, label).encrypt_and_digest(secret.encode())
        return b"".join((head, text, tag))

    def open(self, sealed: bytes, label: Label) -> str:
        """The secret.

        Raises UnopenedError, which says nothing of it.
        """
        mark, nonce = sealed[1 : 1 + _MARK], sealed[1 + _MARK : 1 + _MARK + _NONCE]
        head, text, tag = sealed[: 1 + _MARK + _NONCE], sealed[1 + _MARK + _NONCE : -_TAG], sealed[-_TAG:]
        key = self.keys.get(mark)
        if sealed[:1] != _FORM or key is None or len(tag) < _TAG:
            raise UnopenedError("It was sealed with a master key that is not here.")
        try:
            opened: bytes = _cipher(key, nonce, head, label).decrypt_and_verify(text, tag)
        except ValueError:
            raise UnopenedError("The seal is broken.") from None
        return opened.decode()

    def is_newest(self, sealed: bytes) -> bool:
        """Whether the newest master key has sealed it."""
        return sealed[1 : 1 + _MARK] == next(iter(self.keys))


def _cipher(key: bytes, nonce: bytes, head: bytes, label: Label) -> Any:
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce, mac_len=_TAG)
    cipher.update(head + label.bound())
    return cipher


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"sagareel master key\n" + key).digest()[:_MARK]


def _read(number: int, text: str) -> bytes:
    try:
        key = binascii.unhexlify(text)
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise MissingSettingError(
            f"Key {number} in {NAME} is not 32 bytes in hexadecimal. Make one: `openssl rand -hex 32`. Commas go between several."
        )
    return key
