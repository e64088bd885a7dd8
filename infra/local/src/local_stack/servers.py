"""How each of the three servers is started, or a given one used, and when it counts as ready; `stack` runs them side by side."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg

from local_stack.addresses import answers
from local_stack.archive import Archive
from local_stack.child import Child, Program
from local_stack.downloads import class_path, linked_into, unpack_postgres
from local_stack.kafka import kafka_program, runtime
from local_stack.plan import Plan
from local_stack.postgres import ADMIN, home_of_runtime, identity_for, postgres_program
from local_stack.s3 import s3_program
from provision.bucket import make_bucket
from provision.databases import Server, provision
from provision.topics import make_topics

READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answered: its child process (None for a given one), and a wait for it to answer again, and its end."""

    child: Child | None
    wait: Callable[[], None]
    stop: Callable[[], None]
    finish: Callable[[], None] = lambda: None
    """Waits for what is made beside it."""


def run_kafka(plan: Plan) -> Running:
    """A broker with every topic."""

    def make() -> None:
        asyncio.run(make_topics(plan.broker))

    if plan.given.kafka:
        return _given(make)
    port = plan.ports["kafka"]
    jars = class_path(plan.coordinates, "kafka", plan.jars)
    archive, classes = Archive(plan.folders.cache, "kafka", jars), plan.folders.temporary / "kafka-classes"
    java = runtime(archive.options(classes), plan.folders.temporary, jars)
    folder, log, empty = plan.folders.data / "kafka", plan.folders.log / "kafka.log", archive.beside("kafka-empty")
    program = kafka_program(folder, log, java, port, plan.ports["controller"], empty)
    return _archived(_started(program, lambda: answers(port), make), plan, archive, classes)


def run_s3(plan: Plan) -> Running:
    """A store with the bucket."""

    def make() -> None:
        make_bucket(plan.store)

    if plan.given.s3:
        return _given(make)
    port = plan.ports["s3"]
    jars = class_path(plan.coordinates, "s3", plan.jars)
    archive, classes = Archive(plan.folders.cache, "s3", jars), plan.folders.temporary / "s3-classes"
    java = (*archive.options(classes), "-cp", jars)
    program = s3_program(plan.folders.data / "s3", plan.folders.log / "s3.log", java, port, plan.store.key, plan.store.secret)
    return _archived(_started(program, lambda: answers(port), make), plan, archive, classes)


def run_postgres(plan: Plan) -> Running:
    """A database with every role and schema."""

    def make() -> None:
        asyncio.run(provision(plan.database, plan.secrets))

    if plan.given.postgres:
        return _given(make)
    folder = plan.folders.data / "postgres"
    folder.mkdir(exist_ok=True)
    identity = identity_for(folder)
    runtime = unpack_postgres(plan.coordinates, plan.jars, plan.folders.cache)
    home = home_of_runtime(plan.folders, identity)
    if home != plan.folders.cache:
        runtime = linked_into(home, runtime)
    program = postgres_program(
        folder,
        plan.folders.log / "postgres.log",
        runtime,
        plan.ports["postgres"],
        plan.secrets[ADMIN],
        identity=identity,
        fsync=plan.fsync,
    )
    return _started(program, lambda: asyncio.run(_accepts(plan.database)), make)


def _archived(running: Running, plan: Plan, archive: Archive, classes: Path) -> Running:
    """The server with its archive, which is made beside it if it is missing; not while somebody waits for a film."""
    if not plan.hurry:
        archive.begin(classes)

    def stop() -> None:
        archive.stop()
        running.stop()

    return replace(running, stop=stop, finish=archive.finish)


def _given(make: Callable[[], None]) -> Running:
    make()
    return Running(None, make, lambda: None)


def _started(program: Program, answers_now: Callable[[], bool], make: Callable[[], None]) -> Running:
    child = Child(program)

    def wait() -> None:
        child.wait_until(answers_now, READY_SECONDS)
        make()

    child.start()
    try:
        wait()
    except BaseException:
        child.stop()
        raise
    return Running(child, wait, child.stop)


async def _accepts(server: Server) -> bool:
    try:
        connection = await asyncpg.connect(server.admin, timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    await connection.close()
    return True
