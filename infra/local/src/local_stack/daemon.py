"""`run` keeps everything running in the foreground; `up` starts it detached, `down` stops it, `status` tells what runs."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

from local_stack.errors import StackError
from local_stack.folders import Folders, Lock
from local_stack.given import given_by
from local_stack.services import Services
from local_stack.stack import Stack
from local_stack.state import State, remove_state, running_state, write_state
from local_stack.tell import tell

START_SECONDS = 300.0
STOP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Setup:
    """The folders and the settings that a command works with."""

    folders: Folders
    settings: Mapping[str, str]


class Stopped(BaseException):
    """A signal asked us to stop; not an error, so that no `except Exception` holds it up."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # once is enough: stopping is under way
    raise Stopped


def stop_on_signals() -> None:
    """End the context that we are in on SIGTERM, Ctrl-C and a closed terminal."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, _stop)


@contextmanager
def everything(setup: Setup, *, hurry: bool = False) -> Iterator[State]:
    """The stack and the services, from here to the end of the context."""
    started = time.monotonic()
    stack = Stack(setup.folders.data, cache=setup.folders.cache, given=given_by(setup.settings), hurry=hurry)
    services = Services(stack, setup.settings)
    tell("Starting Kafka, PostgreSQL, S3 and the services (what is not in the cache yet is fetched: 80 MB) ...")
    with ExitStack() as ending:
        ending.callback(stack.stop)
        ending.callback(services.stop)
        stack.start(meanwhile=services.launch)
        tell(f"The servers are ready after {time.monotonic() - started:.1f} s.")
        services.open()
        tell(f"The services are ready after {time.monotonic() - started:.1f} s.")
        write_state(setup.folders, State(os.getpid(), services.page, services.environment))
        try:
            yield State(os.getpid(), services.page, services.environment)
        finally:
            remove_state(setup.folders)
            tell("Stopping ...")


def run(setup: Setup) -> None:
    """Everything in the foreground, until a signal."""
    stop_on_signals()
    with suppress(Stopped), everything(setup) as state:
        tell(f"Ready: {state.page}")
        threading.Event().wait()


def up(setup: Setup) -> None:
    """Start everything detached, wait until it is ready, and say where the page is."""
    state = running_state(setup.folders)
    if state is None:
        setup.folders.make()
        state = _start_detached(setup.folders)
    tell(f"Sagareel runs; `make down` stops it. Make and watch films at:\n{link_to_page(setup.folders, state)}")


def link_to_page(folders: Folders, state: State) -> str:
    """The gateway's link that lets the owner of this data in without typing a key."""
    path = folders.data / "page-url"
    return path.read_text().strip() if path.exists() else state.page


def _start_detached(folders: Folders) -> State:
    log = folders.log / "stack.log"
    offset = log.stat().st_size if log.exists() else 0
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "local_stack", "run"],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    try:
        return _wait_for_state(folders, process, offset)
    except BaseException:
        process.terminate()
        process.wait(STOP_SECONDS)
        raise


def _wait_for_state(folders: Folders, process: subprocess.Popen[bytes], offset: int) -> State:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with (folders.log / "stack.log").open("rb") as stream:
            stream.seek(offset)
            news = stream.read()
        offset += len(news)
        sys.stderr.buffer.write(news)
        sys.stderr.flush()
        if process.poll() is not None:
            raise StackError("Sagareel did not start.")
        state = running_state(folders)
        if state is not None and state.pid == process.pid:
            return state
        time.sleep(0.1)
    raise StackError(f"Sagareel was not ready after {START_SECONDS:.0f} s; see {folders.log}.")


def down(setup: Setup) -> None:
    """Stop what runs on this data, and wait until it has ended."""
    lock = Lock(setup.folders.data / "lock")
    holder = lock.holder()
    if holder is None:
        remove_state(setup.folders)  # a stack that was killed could not
        tell("Nothing is running.")
        return
    os.kill(holder, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    while lock.holder() == holder:
        if time.monotonic() > until:
            os.kill(holder, signal.SIGKILL)  # its children die with it
            raise StackError(f"Process {holder} did not stop within {STOP_SECONDS:.0f} s and was killed.")
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        for _ in range(50):  # it has let go of everything and is about to end
            os.kill(holder, 0)
            time.sleep(0.1)
    tell("Stopped.")


def status(setup: Setup) -> None:
    """Say what runs, where."""
    state = running_state(setup.folders)
    if state is None:
        raise StackError("Nothing is running. Start it with `make up`.")
    for path in sorted(setup.folders.log.glob("*.pid")):
        tell(f"{path.stem:<12} {_told_of(path.read_text())}")
    tell(f"{'page':<12} {state.page}\n{'environment':<12} {setup.folders.data / 'environment'}\n{'logs':<12} {setup.folders.log}")


def _told_of(pid: str) -> str:
    """What runs under a recorded process number: nothing does for a moment after a crash."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return "does not run at the moment; its log says why"
    except PermissionError:  # it is somebody else's, such as PostgreSQL under root
        pass
    return f"process {pid}"
