"""Follows a film over server-sent events: goes on after every break with Last-Event-ID, until the film has ended."""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sagareel.client import Client
from sagareel.failures import CommandFailed, Exit

PATIENCE = 60.0
"""Seconds without a connection after which following is given up."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event; `id` is 0 for those that are not part of the log."""

    id: int
    type: str
    data: dict[str, Any]


def follow(client: Client, sequence: str, after: int = 0) -> Iterator[Told]:
    """Everything that happens to a film, each log entry once and in order, up to its end.

    Raises CommandFailed when the film is unknown or the gateway stays away.
    """
    seen, since, pause = after, time.monotonic(), 0.2

    def heard(lines: Iterable[str]) -> Iterator[str]:
        """A comment, too, shows that the gateway is there."""
        nonlocal since, pause
        for line in lines:
            since, pause = time.monotonic(), 0.2
            yield line

    while True:
        try:
            with client.stream(f"/v1/sequences/{sequence}/events", {"Last-Event-ID": str(seen)}) as response:
                if response.status_code == 204:
                    return
                for told in parse(heard(response.iter_lines())):
                    seen = told.id or seen
                    if told.type == "end":
                        return
                    yield told
        except CommandFailed as failure:
            if failure.code != Exit.UNREACHABLE or time.monotonic() - since > PATIENCE:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 3.0)


def parse(lines: Iterable[str]) -> Iterator[Told]:
    """Server-sent events from their lines; comments and what is cut off are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            fields[name] = f"{fields[name]}\n{value}" if name == "data" and name in fields else value
        elif "data" in fields:
            yield Told(int(fields.get("id", "0")), fields.get("event", "message"), json.loads(fields["data"]))
            fields = {}
        else:
            fields = {}
