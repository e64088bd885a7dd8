"""A gateway for the command line's tests: the real one, on real servers, behind a real port; tests tell its events."""

import asyncio
import dataclasses
import io
import os
import secrets
import socket
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.records import Delivery
from chassis.run import running
from chassis.service import Service
from chassis.transaction import Transaction
from contracts.assembly import Film, FilmAssembled
from contracts.base import Failure, Message
from contracts.coordinator import SequenceCompleted, SequenceFailed, SequencePlanned, SequenceStarted, StageTotal
from contracts.envelope import Envelope
from contracts.topics import TOPICS
from gateway.app import build
from gateway.handlers import project
from gateway.repository.tenants import every_tenant
from local_stack import Stack
from provision.topics import make_topics
from sagareel.main import run

PROGRAM = Path(sys.executable).with_name("sagareel")
WITH_CTRL_C = ("env", "--default-signal=INT")
"""Tests that run in the background were started with Ctrl-C ignored, which processes inherit."""
VIDEO = bytes(range(256)) * 2048


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Studio:
    """A gateway, its folder, and the command line that finds it there."""

    service: Service
    folder: Path
    address: str

    async def run(self, *arguments: str, given: bytes = b"", **variables: str) -> Ran:
        """Run a command in this process, in a thread; it finds the gateway by its data folder."""
        return await asyncio.to_thread(self._run, arguments, given, variables)

    def _run(self, arguments: Sequence[str], given: bytes, variables: dict[str, str]) -> Ran:
        out, err, stdin = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(given))
        environment = {"SAGAREEL_DATA": str(self.folder), "COLUMNS": "200"} | variables
        with (
            redirect_stdout(out),
            redirect_stderr(err),
            patch.dict(os.environ, environment),
            patch("sys.stdin", stdin),
            pytest.raises(SystemExit) as ended,
        ):
            run(arguments)
        return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    async def start(self, *arguments: str, **variables: str) -> asyncio.subprocess.Process:
        """Start `sagareel` as a user would, as a process."""
        pipe = subprocess.PIPE
        environment = {"SAGAREEL_DATA": str(self.folder), "COLUMNS": "200", "PATH": "/usr/bin:/bin"} | variables
        return await asyncio.create_subprocess_exec(
            *WITH_CTRL_C, str(PROGRAM), *arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=self.folder
        )

    async def tell(self, sequence: str, *told: tuple[Message, str]) -> None:
        """Project events, as (event, step), of a film of the local tenant."""
        made = [
            (Envelope(str(uuid.uuid4()), message.TYPE, "/test", "local", sequence, step, 1), message) for message, step in told
        ]

        async def write(tx: Transaction) -> None:
            await every_tenant(tx)
            await project([Delivery(*pair) for pair in made], tx.turn)

        await self.service.transact(write)

    async def finish(self, sequence: str, *stand_ins: str) -> None:
        """Let a film be completed."""
        totals = (StageTotal(stage="film", steps=1),)
        ref = await self.service.media.put_file("local", self._video(), "video/mp4")
        film = Film(mp4=ref, poster=ref, srt=ref, vtt=ref, chapters=ref, frames=24, seconds=1.0)
        planned = SequencePlanned(title="The Star", frames=24, scenes=1, stages=totals)
        await self.tell(sequence, (SequenceStarted(recipe="film", stages=totals), ""), (planned, ""))
        await self.tell(sequence, (FilmAssembled(film=film), "assemble"), (SequenceCompleted(film=film, stand_ins=stand_ins), ""))

    async def stop(self, sequence: str) -> None:
        """Let a film stop where it was to stop."""
        await self.tell(sequence, (SequenceStarted(recipe="film"), ""), (SequenceCompleted(), ""))

    async def fail(self, sequence: str) -> None:
        """Let a film fail."""
        failure = Failure(kind="invalid", code="no_scenes", message="There is no scene. Add a heading.")
        await self.tell(sequence, (SequenceFailed(failure=failure), ""))

    def _video(self) -> Path:
        file = self.folder / "video"
        file.write_bytes(VIDEO)
        return file


@pytest.fixture(scope="session")
async def studio(stack: Stack, compute: Compute, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    """A gateway on a port of its own."""
    databases, folder, prefix = stack.fresh_database(), tmp_path_factory.mktemp("studio"), f"t{secrets.token_hex(4)}."
    await make_topics(stack.environment["SAGAREEL_KAFKA"], [dataclasses.replace(t, name=prefix + t.name) for t in TOPICS])
    port = free_port()
    data = {"SAGAREEL_DATA": str(folder), "SAGAREEL_HTTP_PORT": str(port), "SAGAREEL_TOPIC_PREFIX": prefix}
    service = build(Environment.from_env({**stack.environment, **databases, **data}))
    server = http_server(health_app([service]), "127.0.0.1", port)
    async with running([service], compute=compute):
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 — uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield Studio(service, folder, f"http://127.0.0.1:{port}")
        server.should_exit = True
        await serving
    stack.drop_database(databases)


def names_in(folder: Path) -> set[str]:
    """The files of a folder."""
    return {file.name for file in folder.iterdir()}


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
