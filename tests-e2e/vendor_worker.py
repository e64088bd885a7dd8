"""The services as processes that can be killed and are back at once: everything is imported here once, and each life is a fork.

`chaos_nursery.py` starts it with `FAULTS`, a file that tells in which line a life broke down. Each line of its input orders one
life: its name, its services, its own variables, and where it dies by itself. It tells the pid, that messages are taken, and the
end of each. This process opens no connection and runs no loop. But for our patience a life is what runs in production: the same
composition roots, gates, notes and limits, and SIGTERM drains it.
"""

import asyncio
import faulthandler
import importlib
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast

import chaos_seams
import uvloop
from chaos_patience import hurry

from chassis.compute import Compute, die_with_parent
from chassis.environment import Environment
from chassis.http import health_app, http_server
from chassis.logs import log_to_stderr
from chassis.run import build, calm_the_collector, running
from chassis.trust import trusted

P = ParamSpec("P")
T = TypeVar("T")


class Thread:
    """Computes in one thread of this process: a pool of others would have to be started anew in each life, for seconds.

    One call at a time, as in each worker of the pool: what computes need not be safe for threads, and the voices are not.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Threads end with their process."""


def say(**told: Any) -> None:
    """One line to whoever started us; short enough that lives do not write into each other's."""
    os.write(1, json.dumps(told).encode() + b"\n")


async def live(order: Mapping[str, Any]) -> None:
    """Serve until killed, or until SIGTERM has been followed to its end."""
    environment = Environment.from_env()
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    services = [build(name, environment) for name in order["services"]]
    server = http_server(health_app(services), environment.http_host, environment.http_port)
    serving = asyncio.create_task(server.serve()) if environment.http_port else None
    async with running(services, compute=cast("Compute", Thread())):
        say(ready=order["name"], modules=_new_modules() if order.get("rehearsal") else [])
        await stop.wait()
        server.should_exit = True
    if serving is not None:
        await serving


KNOWN: set[str] = set()


def _new_modules() -> list[str]:
    return [name for name in sys.modules if name not in KNOWN and not name.startswith("__")]


def born(order: Mapping[str, Any]) -> int:
    """Fork one life; its pid."""
    pid = os.fork()
    if pid:
        return pid
    die_with_parent()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["variables"])
    if order.get("seam"):
        chaos_seams.arm(order["seam"], order["passes"])
    try:
        uvloop.run(live(order))
    finally:
        os._exit(0)


def main() -> None:
    """Bear lives and bury them, until nobody wants any more."""
    die_with_parent()
    log_to_stderr()
    faulthandler.enable(os.open(os.environ["FAULTS"], os.O_WRONLY | os.O_APPEND))
    hurry()
    trusted()
    KNOWN.update(sys.modules)
    calm_the_collector()
    alive: dict[int, tuple[int, str]] = {}
    waiting = b""
    while True:
        for found in select.select([0, *alive], [], [])[0]:
            if found:
                pid, name = alive.pop(found)
                os.close(found)
                _, status, used = os.wait4(pid, 0)
                say(ended=name, pid=pid, status=os.waitstatus_to_exitcode(status), cpu=used.ru_utime + used.ru_stime)
                continue
            read = os.read(0, 65536)
            if not read:
                return
            *lines, waiting = (waiting + read).split(b"\n")
            for line in lines:
                order = json.loads(line)
                if "learn" in order:
                    _learn(order["learn"])
                    continue
                pid = born(order)
                alive[os.pidfd_open(pid)] = (pid, order["name"])
                say(born=order["name"], pid=pid)


def _learn(modules: list[str]) -> None:
    """Import what a rehearsal has imported, so that no later life does."""
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:  # a module that makes itself, or one that its package has replaced
            continue
    KNOWN.update(sys.modules)
    calm_the_collector()


if __name__ == "__main__":
    main()
