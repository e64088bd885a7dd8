"""The three servers together: started, provisioned, supervised and stopped. Used by `up`, `demo` and the tests."""

import asyncio
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from local_stack.child import Child
from local_stack.errors import StackError
from local_stack.folders import Folders, Lock, folders_of
from local_stack.given import NOTHING_GIVEN, Given
from local_stack.plan import Plan, make_plan
from local_stack.servers import Running, run_kafka, run_postgres, run_s3
from provision.databases import DATABASE, drop_database, make_database, name_in

STARTS: Mapping[str, Callable[[Plan], Running]] = {"kafka": run_kafka, "postgres": run_postgres, "s3": run_s3}


class Stack:
    """Kafka, PostgreSQL and S3 on one data folder; `environment` is what services need to reach them.

    `fsync=False` is for tests that measure nothing: only a crash of the machine could then lose data.
    `hurry` makes nothing for later starts.
    """

    def __init__(
        self, data: Path, *, fsync: bool = True, cache: Path | None = None, given: Given = NOTHING_GIVEN, hurry: bool = False
    ) -> None:
        self.folders = Folders(data.absolute(), cache or folders_of(os.environ, data).cache)
        self.environment: dict[str, str] = {}
        self._fsync, self._hurry = fsync, hurry
        self._given = given
        self._lock = Lock(self.folders.data / "lock")
        self._running: dict[str, Running] = {}
        self._plan: Plan | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Start and provision what is not given; returns when every server answers and everything in it is made.

        `meanwhile` is called as soon as `environment` is known, before the servers are started.
        """
        self.folders.make()
        if not self._lock.take():
            raise StackError(
                f"Another stack (process {self._lock.holder()}) already runs on {self.folders.data}. "
                "Stop it with `make down`, or set SAGAREEL_DATA to another folder."
            )
        try:
            shutil.rmtree(self.folders.temporary, ignore_errors=True)
            self.folders.temporary.mkdir()
            self._plan = plan = make_plan(self.folders, self._given, fsync=self._fsync, hurry=self._hurry)
            self.environment = plan.environment()
            meanwhile()
            self._start_all(plan)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop every server cleanly and let go of the data."""
        with ThreadPoolExecutor(len(STARTS)) as pool:
            for ending in [pool.submit(running.stop) for running in self._running.values()]:
                ending.result()
        self._running.clear()
        self._lock.release()

    def kill(self, server: str) -> None:
        """Crash `kafka`, `postgres` or `s3` with SIGKILL; it is started again at once, on the same port, with its data."""
        self._child(server).kill()

    def halt(self, server: str) -> None:
        """Stop one server and leave it down."""
        self._child(server).stop()

    def resume(self, server: str) -> None:
        """Start a halted server and wait until it answers."""
        self._child(server).start()
        self.wait(server)

    def wait(self, server: str) -> None:
        """Return when the server answers (again)."""
        _apart(self._running[server].wait)

    def pid(self, server: str) -> int | None:
        """The server's process, while it runs."""
        return self._child(server).pid

    def fresh_database(self) -> dict[str, str]:
        """A new database with every service's empty schema (50 ms); returns SAGAREEL_<SERVICE>_DSN for every service."""
        plan, name = self._started(), f"{DATABASE}_{secrets.token_hex(6)}"
        _apart(lambda: asyncio.run(make_database(plan.database, name)))
        return plan.dsns(name)

    def drop_database(self, addresses: Mapping[str, str]) -> None:
        """Remove what `fresh_database` made."""
        plan, name = self._started(), name_in(next(iter(addresses.values())))
        _apart(lambda: asyncio.run(drop_database(plan.database, name)))

    def _start_all(self, plan: Plan) -> None:
        with ThreadPoolExecutor(len(STARTS)) as pool:  # waits for all of them, also when one fails or a signal comes
            for future in [pool.submit(self._start_one, server, plan) for server in STARTS]:
                future.result()

    def _start_one(self, server: str, plan: Plan) -> None:
        self._running[server] = STARTS[server](plan)

    def _child(self, server: str) -> Child:
        child = self._running[server].child if server in self._running else None
        if child is None:
            raise StackError(f"The {server} server is not one that this stack runs.")
        return child

    def _started(self) -> Plan:
        if self._plan is None:
            raise StackError("The stack has not been started.")
        return self._plan


def _apart(function: Callable[[], None]) -> None:
    """In a thread of its own: callers may have an event loop that runs."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(function).result()
