"""One supervised child process: started on a leash, started again when it dies, stopped politely and then surely."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from local_stack import leash
from local_stack.errors import StackError

GIVE_UP_AFTER = 3
"""Exits during start-up before the start counts as failed."""
STEADY_SECONDS = 10.0
"""A child that ran this long is started again at once."""
LONGEST_PAUSE = 10.0


@dataclass(frozen=True, slots=True)
class Program:
    """What to run and how to end it."""

    name: str
    command: tuple[str, ...]
    folder: Path
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    identity: str = "same"
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    stop_seconds: float = 15.0

    @property
    def pid_file(self) -> Path:
        """Names the running process, for the next start to find what this one may leave."""
        return self.log.with_suffix(".pid")


def leashed(command: Sequence[str], identity: str, death_signal: signal.Signals) -> list[str]:
    """The command line that runs a command tied to this process."""
    return [sys.executable, "-I", "-S", str(leash.__file__), str(os.getpid()), str(int(death_signal)), identity, *command]


def pause_before_restart(lived: float, last_pause: float) -> float:
    """No pause after a long life, and doubling pauses for one that keeps dying."""
    if lived >= STEADY_SECONDS:
        return 0.0
    return min(LONGEST_PAUSE, last_pause * 2 or 0.25)


def end_leftover(pid_file: Path, program: str) -> None:
    """Kill what an earlier stack on this data left running; a process number used by another program since is left alone."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError, PermissionError):
        pid = int(pid_file.read_text())
        seen = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
        if program in seen:
            os.killpg(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)


class Child:
    """A thread per child: the leash breaks when the thread ends that made the process, so the thread lives as long."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.exits = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Begin to keep the program running."""
        end_leftover(self.program.pid_file, self.program.command[0])
        self.exits = 0
        self._stopping.clear()
        self._thread = threading.Thread(target=self._keep_running, name=f"keep-{self.program.name}", daemon=True)
        self._thread.start()

    def kill(self) -> int:
        """End it as a crash would; it is started again. Returns the process that was killed."""
        pid = self.pid
        if pid is None:
            raise StackError(f"{self.program.name} is not running.")
        os.kill(pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()
        return pid

    def stop(self) -> None:
        """Ask it to end, wait, and end its whole process group if it does not."""
        self._stopping.set()
        self._signal(self.program.stop_signal)
        if self._thread is not None:
            self._thread.join(self.program.stop_seconds)
            self._signal(signal.SIGKILL)
            self._thread.join()
        self.program.pid_file.unlink(missing_ok=True)

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return when it is ready; a program that ends again and again raises with the last lines of its log."""
        until = time.monotonic() + seconds
        while not ready():
            if self.exits >= GIVE_UP_AFTER:
                raise StackError(self._says("does not start"))
            if time.monotonic() > until:
                raise StackError(self._says(f"was not ready after {seconds:.0f} s"))
            time.sleep(0.05)

    def _says(self, what: str) -> str:
        return f"{self.program.name} {what}. The end of {self.program.log}:\n{self.last_lines()}"

    def last_lines(self, count: int = 15) -> str:
        """The end of its log."""
        if not self.program.log.exists():
            return "(nothing was logged)"
        return "\n".join(self.program.log.read_text(errors="replace").splitlines()[-count:])

    def _keep_running(self) -> None:
        pause = 0.0
        while not self._stopping.is_set():
            started = time.monotonic()
            try:
                ending = f"ended with status {self._run_once()}"
            except OSError as error:  # no room for a file, or for a process
                ending = f"could not be started: {error}"
            if self._stopping.is_set():
                return
            self.exits += 1
            pause = pause_before_restart(time.monotonic() - started, pause)
            self._note(f"--- {self.program.name} {ending}; it is started again in {pause:.1f} s\n")
            self._stopping.wait(pause)

    def _note(self, line: str) -> None:
        """Into the log, if there is room: who keeps a program running must not end because its disk was full for a while."""
        with suppress(OSError), self.program.log.open("a") as log:
            log.write(line)

    def _run_once(self) -> int:
        program = self.program
        with program.log.open("ab") as log:
            process = subprocess.Popen(
                leashed(program.command, program.identity, program.death_signal),
                cwd=program.folder,
                env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._process = process
        with suppress(OSError):  # without it the next start finds nothing to end; the leash has done that already
            program.pid_file.write_text(str(process.pid))
        if self._stopping.is_set():  # stop() came while there was no process to signal
            process.send_signal(program.stop_signal)
        status = process.wait()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # what the program itself left behind
        return status

    def _signal(self, number: signal.Signals) -> None:
        pid = self.pid
        if pid is None:
            return
        with suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(pid, number)
            else:
                os.kill(pid, number)
