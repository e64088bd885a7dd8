"""Free ports on the loopback interface, remembered, so that addresses stay the same from start to start."""

import json
import random
import socket
from pathlib import Path

from local_stack.errors import StackError
from local_stack.folders import write_private

HOST = "127.0.0.1"
PORTS = range(20000, 32000)
"""Below the range from which outgoing connections get theirs, so that none takes a server's port while it restarts."""


def is_free(port: int) -> bool:
    """Could a server listen there now?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    """Does a server listen there?"""
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


class Addresses:
    """The ports of one data folder, by name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ports: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}

    def port(self, name: str, preferred: int | None = None) -> int:
        """The remembered port if it is still free, else the preferred one, else any free one."""
        remembered = self._ports.get(name)
        others = {port for other, port in self._ports.items() if other != name}
        for candidate in (remembered, preferred, *random.sample(PORTS, 200)):
            if candidate and candidate not in others and is_free(candidate):
                self._ports[name] = candidate
                write_private(self._path, json.dumps(self._ports))
                return candidate
        raise StackError("No free port was found between 20000 and 32000.")
