"""A child process is kept alive, given up on with its last words, and stopped with all that it started."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from local_stack import StackError
from local_stack.addresses import Addresses
from local_stack.child import LONGEST_PAUSE, Child, Program, pause_before_restart
from local_stack.services import processes_of


def program(tmp_path: Path, code: str, stop_seconds: float = 5.0) -> Program:
    return Program("thing", (sys.executable, "-c", code), tmp_path, tmp_path / "thing.log", stop_seconds=stop_seconds)


def eventually(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_program_that_cannot_start_is_given_up_with_its_last_words(tmp_path: Path) -> None:
    child = Child(program(tmp_path, "print('no such setting'); raise SystemExit(3)"))
    child.start()
    with pytest.raises(StackError, match=r"(?s)thing does not start.*no such setting.*ended with status 3"):
        child.wait_until(lambda: False, 10)
    child.stop()


def test_a_program_that_is_not_ready_in_time_is_named(tmp_path: Path) -> None:
    child = Child(program(tmp_path, "import time; time.sleep(60)"))
    child.start()
    with pytest.raises(StackError, match="thing was not ready after 0 s"):
        child.wait_until(lambda: False, 0.2)
    child.stop()


def test_a_program_that_ignores_the_signal_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    stubborn = (
        "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    child = Child(program(tmp_path, stubborn, stop_seconds=0.5))
    child.start()
    eventually(lambda: child.program.log.exists() and bool(child.last_lines()))
    grandchild = int(child.last_lines())
    child.stop()
    assert child.pid is None
    eventually(lambda: "Z" in _state(grandchild))


def test_what_dies_while_the_disk_is_full_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "thing.log").symlink_to("/dev/full")
    child = Child(program(tmp_path, "raise SystemExit(3)"))
    child.start()
    eventually(lambda: child.exits > 1)
    child.stop()


def test_what_cannot_be_started_at_the_moment_is_started_later(tmp_path: Path) -> None:
    (tmp_path / "thing.log").mkdir()
    child = Child(program(tmp_path, "import time; time.sleep(60)"))
    child.start()
    eventually(lambda: child.exits > 0)
    (tmp_path / "thing.log").rmdir()
    eventually(lambda: child.pid is not None)
    child.stop()


def test_what_an_earlier_stack_left_is_ended_before_the_next_start(tmp_path: Path) -> None:
    waiting = program(tmp_path, "import time; time.sleep(60)")
    leftover = subprocess.Popen(waiting.command, start_new_session=True)
    waiting.pid_file.write_text(str(leftover.pid))
    child = Child(waiting)
    child.start()
    assert leftover.wait(5) < 0
    child.stop()


def test_a_process_number_that_another_program_has_now_is_left_alone(tmp_path: Path) -> None:
    waiting = program(tmp_path, "import time; time.sleep(60)")
    other = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
    waiting.pid_file.write_text(str(other.pid))
    child = Child(waiting)
    child.start()
    child.stop()
    assert other.poll() is None
    other.kill()
    other.wait()


def test_pauses_grow_while_it_keeps_dying_and_vanish_after_a_long_life() -> None:
    pauses = [0.0]
    for _ in range(8):
        pauses.append(pause_before_restart(lived=0.1, last_pause=pauses[-1]))
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert pause_before_restart(lived=60, last_pause=LONGEST_PAUSE) == 0


def test_ports_are_remembered_and_change_only_when_taken(tmp_path: Path) -> None:
    import socket

    first = Addresses(tmp_path / "addresses.json").port("kafka")
    assert Addresses(tmp_path / "addresses.json").port("kafka") == first
    with socket.socket() as other:
        other.bind(("127.0.0.1", first))
        other.listen()
        assert Addresses(tmp_path / "addresses.json").port("kafka") != first


def test_services_share_processes_as_wished() -> None:
    names = ("gateway", "imagery", "motion", "audio")
    assert processes_of("one", names) == [names]
    assert processes_of("each", names) == [("gateway",), ("imagery",), ("motion",), ("audio",)]
    assert processes_of("imagery motion/audio", names) == [("gateway",), ("imagery", "motion"), ("audio",)]
    with pytest.raises(StackError, match="SAGAREEL_PROCESSES"):
        processes_of("imagry", names)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2]
    except FileNotFoundError:
        return "Z" if not _exists(pid) else ""


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
