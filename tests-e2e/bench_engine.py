"""How fast the engine is: the `film` recipe with 27 simulated vendor calls through all services, Kafka and PostgreSQL.

`make bench-engine`. Analysis 50 ms → 8 × (frame 200 → clip 400) beside 8 × narration 100 and music 300 → assembly 200: the
critical path is 850 ms. Reading is free, so the plan's price is held once there is one, and captured at the end. The gateway
follows every event; no media is made. fsync is on.
The services that work for the film run in a process of their own, beside one with those that know of money, films and people.
"""

import argparse
import asyncio
import contextlib
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

import httpx
import psutil
import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from prometheus_client import REGISTRY
from rich.console import Console
from rich.table import Table

from chassis.environment import Environment
from chassis.media import Media
from chassis.run import build, calm_the_collector, running
from contracts.coordinator import StartSequence
from contracts.envelope import Envelope, decode, encode, partition_of
from contracts.requests import FilmRequest, Models, Source
from contracts.topics import PARTITIONS, SERVICES, commands_of, events_of
from local_stack import Stack
from local_stack.addresses import HOST

CRITICAL_PATH = 0.850
WORKERS = ("script", "analysis", "imagery", "motion", "audio", "assembly")
SIMULATED = Models(
    write="simulated-writer",
    analyze="simulated-reader",
    image="simulated-image",
    clip="simulated-clip",
    speech="simulated-speech",
    music="simulated-music",
    effect="simulated-effect",
)


@dataclass(slots=True)
class Load:
    """Starts sequences and hears how they end."""

    environment: Environment
    request: FilmRequest
    started: dict[str, float] = field(default_factory=dict)
    ended: dict[str, float] = field(default_factory=dict)
    endings: Counter[str] = field(default_factory=Counter)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, consumer: AIOKafkaConsumer) -> None:
        """Note the end of every sequence."""
        async for record in consumer:
            envelope = decode(record.headers)
            name = envelope.type.split(".")[2]
            if name in {"SequenceStarted", "SequencePlanned"}:
                continue
            self.endings[name] += 1
            self.ended[envelope.sequence] = time.perf_counter()
            self.news.set()

    async def start(self, producer: AIOKafkaProducer) -> str:
        """Order one film."""
        sequence = str(uuid.uuid4())
        envelope = Envelope(
            id=str(uuid.uuid4()),
            type=StartSequence.TYPE,
            source="/bench",
            tenant=f"tenant-{len(self.started) % 10}",
            sequence=sequence,
        )
        record = encode(
            envelope,
            commands_of("coordinator"),
            StartSequence(request=self.request.model_copy(update={"seed": len(self.started)})),
        )
        self.started[sequence] = time.perf_counter()
        partition = partition_of(sequence, PARTITIONS)
        await producer.send(record.topic, record.value, key=record.key, headers=list(record.headers), partition=partition)
        return sequence

    async def until_ended(self, count: int, within: float) -> None:
        """Wait for `count` endings in all."""
        async with asyncio.timeout(within):
            while len(self.ended) < count:
                self.news.clear()
                await self.news.wait()


def cpu_seconds() -> dict[str, float]:
    """CPU used so far by this process, by Kafka and by PostgreSQL, with all their children."""
    used: dict[str, float] = defaultdict(float)
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        try:
            line = " ".join(process.cmdline())
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        part = "kafka" if "kafka.Kafka" in line else "postgres" if "postgres" in line else "s3" if "s3proxy" in line else "python"
        used[part] += times.user + times.system
    return dict(used)


async def alone(load: Load, producer: AIOKafkaProducer, times: int) -> list[float]:
    """Makespans, in seconds, of sequences that run one after another."""
    spans = []
    for _ in range(times):
        await asyncio.sleep(0.3)
        sequence = await load.start(producer)
        await load.until_ended(len(load.started), 30)
        spans.append(load.ended[sequence] - load.started[sequence])
    return spans


async def saturated(load: Load, producer: AIOKafkaProducer, count: int, at_once: int) -> tuple[float, dict[str, float]]:
    """Sequences per second, and CPU seconds by part, with `at_once` always in flight."""
    first = len(load.started)
    before, begun = cpu_seconds(), time.perf_counter()
    while len(load.started) < first + count:
        while len(load.started) - len(load.ended) < at_once and len(load.started) < first + count:
            await load.start(producer)
        load.news.clear()
        async with asyncio.timeout(180):
            await load.news.wait()
    await load.until_ended(first + count, 120)
    seconds = time.perf_counter() - begun
    after = cpu_seconds()
    return count / seconds, {part: after[part] - before.get(part, 0.0) for part in after}


@contextmanager
def workers(variables: Mapping[str, str]) -> Iterator[None]:
    """The working services, in another process."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **variables, "SAGAREEL_HTTP_PORT": str(port), "SAGAREEL_INSTANCE": "bench-workers"}
    process = subprocess.Popen([sys.executable, "-m", "chassis", *WORKERS], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until_ready(f"http://{HOST}:{port}/readyz", within=60)
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_until_ready(url: str, within: float) -> None:
    """Return once the services behind `url` take messages.

    Raises SystemExit after `within` seconds.
    """
    last = time.monotonic() + within
    while time.monotonic() < last:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(url).status_code == HTTPStatus.OK:
                return
        time.sleep(0.2)
    raise SystemExit(f"The working services were not ready after {within:.0f} seconds.")


async def measure(environment: Environment, options: argparse.Namespace) -> dict[str, float]:
    """Everything, once."""
    story = await Media(environment).put("bench", b"Eight shots of an empty stage.", "text/plain")
    load = Load(environment, FilmRequest(source=Source(kind="screenplay", text=story), models=SIMULATED))
    producer = AIOKafkaProducer(bootstrap_servers=environment.kafka, linger_ms=1)
    consumer = AIOKafkaConsumer(events_of("coordinator"), bootstrap_servers=environment.kafka, auto_offset_reset="latest")
    here = [name for name in SERVICES if name not in WORKERS]
    async with running([build(name, environment) for name in here]):
        calm_the_collector()
        await producer.start()
        await consumer.start()
        listening = asyncio.create_task(load.listen(consumer))
        await saturated(load, producer, options.warm_up, options.at_once)
        spans = await alone(load, producer, options.alone)
        rate, cpu = await saturated(load, producer, options.sequences, options.at_once)
        listening.cancel()
        await consumer.stop()
        await producer.stop()
    print_batches()
    if load.endings.keys() != {"SequenceCompleted"}:
        raise SystemExit(f"Not every sequence was completed: {dict(load.endings)}")
    return report(rate, cpu, spans, options.sequences)


def print_batches() -> None:
    """How much went into one commit, by service of this process, since the start."""
    table = Table("service", "commits", "messages and ends per commit", "ms per commit")
    for service in (name for name in SERVICES if name not in WORKERS):
        labels = {"service": service}
        commits = REGISTRY.get_sample_value("sagareel_commit_messages_count", labels) or 1
        size = REGISTRY.get_sample_value("sagareel_commit_messages_sum", labels) or 0
        seconds = REGISTRY.get_sample_value("sagareel_commit_seconds_sum", labels) or 0
        table.add_row(service, f"{commits:.0f}", f"{size / commits:.1f}", f"{seconds / commits * 1000:.1f}")
    Console().print(table)


def report(rate: float, cpu: dict[str, float], spans: list[float], count: int) -> dict[str, float]:
    """Print the table; return the figures of the last line."""
    table = Table("load", "sequences/s", "CPU ms per sequence", "makespan", title="27 vendor calls, 29 steps, two processes")
    parts = ", ".join(f"{part} {used / count * 1000:.1f}" for part, used in sorted(cpu.items()))
    table.add_row("saturated", f"{rate:.0f}", f"{sum(cpu.values()) / count * 1000:.1f} ({parts})", "")
    middle = statistics.median(spans)
    table.add_row("one alone", "", "", f"{middle * 1000:.0f} ms (best {min(spans) * 1000:.0f}, worst {max(spans) * 1000:.0f})")
    Console().print(table)
    return {
        "sequences_per_s": round(rate, 1),
        "cpu_ms_per_sequence": round(sum(cpu.values()) / count * 1000, 2),
        "makespan_ratio_alone": round(middle / CRITICAL_PATH, 3),
    }


def main() -> None:
    """Run on servers of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=1500)
    parser.add_argument("--warm-up", type=int, default=600)
    parser.add_argument("--alone", type=int, default=15)
    parser.add_argument("--at-once", type=int, default=400)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sagareel-bench-", dir=os.environ.get("TMPDIR")) as folder,
        Stack(Path(folder)) as stack,
    ):
        environment = Environment.from_env({**stack.environment, "SAGAREEL_SIMULATED_VENDORS": "1"})
        with workers(environment.variables):
            figures = uvloop.run(measure(replace(environment, instance="bench"), options))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
