"""Who may run a stack on which data, and what remains when its process ends in whatever way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from local_stack import Stack, StackError
from local_stack.child import leashed

RUN = """
import sys, time
from pathlib import Path
from local_stack import Stack
with Stack(Path(sys.argv[1])):
    print('up', flush=True)
    time.sleep(600)
"""
CHECK_UNLESS_ROOT = """
import os, sys
from local_stack.__main__ import main
assert os.geteuid() != 0
sys.argv[1:] = ['check']
sys.exit(main())
"""


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that every user may pass through; pytest's own folders are closed to others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


def descendants(ancestor: int) -> set[int]:
    """All processes below one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    found = {ancestor}
    while more := {int(pid) for pid, parent in rows if int(parent) in found} - found:
        found |= more
    return found - {ancestor}


def alive(pids: set[int]) -> set[int]:
    """Those of them that run."""
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]}


def test_a_second_stack_on_the_same_data_is_refused_with_the_way_out(stack: Stack) -> None:
    with pytest.raises(StackError, match=rf"process {os.getpid()}.*already runs on.*make down.*SAGAREEL_DATA"):
        Stack(stack.folders.data).start()
    assert stack.pid("kafka") is not None


def test_nothing_is_left_when_the_parent_is_killed_and_the_next_start_stops_cleanly(data: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", RUN, str(data)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "up\n"
    children = descendants(parent.pid)
    assert len(children) > 3
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until = time.monotonic() + 30
    while left := alive(children):
        assert time.monotonic() < until, f"still running: {left}"
        time.sleep(0.05)

    before = descendants(os.getpid())
    with Stack(data):
        children = descendants(os.getpid()) - before
    assert not alive(children)
    assert (data / "kafka/data/.kafka_cleanshutdown").exists()
    assert (data / "log/postgres.log").read_text().endswith("database system is shut down\n")
    assert not list(data.glob("log/*.pid"))


def test_secrets_lie_in_files_that_only_the_owner_reads(stack: Stack) -> None:
    for name in ("credentials.json", "s3/s3proxy.conf"):
        assert (stack.folders.data / name).stat().st_mode & 0o777 == 0o600


def test_an_ordinary_user_can_run_it(data: Path) -> None:
    """As root, in a user namespace: there this process, and with it PostgreSQL's programs, are not root."""
    identity = "namespace" if os.geteuid() == 0 else "same"
    done = subprocess.run(
        leashed([sys.executable, "-c", CHECK_UNLESS_ROOT], identity, signal.SIGKILL),
        env={**os.environ, "SAGAREEL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("ready again") == 3
