"""Our own services as supervised child processes beside the stack: all in one process by default. Used by `run` and `demo`."""

import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from contracts.topics import SERVICES
from local_stack.addresses import HOST, Addresses
from local_stack.child import Child, Program
from local_stack.errors import StackError
from local_stack.stack import Stack

FIRST_CHOICE = 8400
READY_SECONDS = 90.0


def processes_of(wish: str, services: Sequence[str] = SERVICES) -> list[tuple[str, ...]]:
    """Which services share a process: `one`, `each`, or groups such as `imagery motion/audio`; the rest share the first."""
    if wish == "each":
        return [(service,) for service in services]
    groups = [] if wish == "one" else [tuple(group.split()) for group in wish.split("/")]
    named = [service for group in groups for service in group]
    unknown = sorted(set(named) - set(services))
    if unknown or len(named) != len(set(named)):
        raise StackError(f"SAGAREEL_PROCESSES is 'one', 'each' or groups like 'imagery motion/audio' of: {', '.join(services)}.")
    rest = tuple(service for service in services if service not in named)
    return [group for group in (rest, *groups) if group]


class Services:
    """Every service, running against a stack; `page` is where the gateway answers. `launch` while it starts, then `open`."""

    def __init__(self, stack: Stack, settings: Mapping[str, str]) -> None:
        self._stack = stack
        self._settings = settings
        self._children: list[tuple[Child, int]] = []
        self.environment: dict[str, str] = {}
        self.page = ""

    def launch(self) -> None:
        """Start the processes on what the stack is going to be: they import what they need and wait at the gate."""
        addresses = Addresses(self._stack.folders.data / "addresses.json")
        ports = {group: self._port(addresses, group) for group in processes_of(self._settings.get("SAGAREEL_PROCESSES") or "one")}
        front = next(port for group, port in ports.items() if "gateway" in group)
        self.page = f"http://{HOST}:{front}"
        self.environment = {
            **self._stack.environment,
            "SAGAREEL_HTTP_HOST": self._settings.get("SAGAREEL_HTTP_HOST") or HOST,
            "SAGAREEL_HTTP_PORT": str(front),
            "SAGAREEL_PUBLIC_URL": self._settings.get("SAGAREEL_PUBLIC_URL") or self.page,
        }
        self._children = [(Child(self._program(group, port)), port) for group, port in ports.items()]
        self._gate.unlink(missing_ok=True)
        for child, _ in self._children:
            child.start()

    def open(self) -> None:
        """Let them in, now that the servers are ready; returns when they take messages."""
        self._gate.touch()
        for child, port in self._children:
            child.wait_until(partial(is_ready, port), READY_SECONDS)

    def stop(self) -> None:
        """Drain and stop every process."""
        with ThreadPoolExecutor(max(1, len(self._children))) as pool:
            for _ in pool.map(Child.stop, [child for child, _ in self._children]):
                pass
        self._children.clear()

    def pids(self) -> dict[str, int | None]:
        """The processes by name."""
        return {child.program.name: child.pid for child, _ in self._children}

    @property
    def _gate(self) -> Path:
        return self._stack.folders.temporary / "servers-are-ready"

    def _port(self, addresses: Addresses, group: tuple[str, ...]) -> int:
        if "gateway" not in group:
            return addresses.port(f"http-{group[0]}")
        wanted = self._settings.get("SAGAREEL_HTTP_PORT")
        return int(wanted) if wanted else addresses.port("http", FIRST_CHOICE)

    def _program(self, group: tuple[str, ...], port: int) -> Program:
        name = "services" if len(group) > 1 and "gateway" in group else "-".join(group)
        return Program(
            name=name,
            command=(sys.executable, "-m", "chassis", *group),
            folder=self._stack.folders.data,
            log=self._stack.folders.log / f"{name}.log",
            environment={
                **self.environment,
                "SAGAREEL_HTTP_PORT": str(port),
                "SAGAREEL_INSTANCE": "local",
                "SAGAREEL_START_AFTER": str(self._gate),
                "TMPDIR": str(self._stack.folders.temporary),
            },
            stop_seconds=30.0,
        )


def is_ready(port: int) -> bool:
    """Does the process say that all its services take messages?"""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
