"""Passwords and keys, made at the first start and kept in a file that only its owner can read."""

import json
import secrets
from pathlib import Path

from local_stack.folders import write_private


class Credentials:
    """Secrets by name; one that is asked for the first time is made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._secrets: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def secret(self, name: str, length: int = 20) -> str:
        """The same text for the same name, for as long as the data folder lives: so many random bytes in hexadecimal."""
        if name not in self._secrets:
            self._secrets[name] = secrets.token_hex(length)
            write_private(self._path, json.dumps(self._secrets))
        return self._secrets[name]
