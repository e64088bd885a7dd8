"""Pools of processes for CPU-bound work, so that the event loop never stalls: one for all services of a process, another for
those whose work somebody waits for.
"""

import asyncio
import ctypes
import faulthandler
import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from typing import ParamSpec, TypeVar

from chassis.errors import Broken

P = ParamSpec("P")
T = TypeVar("T")
_PR_SET_PDEATHSIG = 1
START_METHOD = "forkserver" if sys.platform == "linux" else "spawn"
"""On Linux one process imports what the workers need, and they are its copies: its imports are paid once, not once per worker."""

PATIENT, URGENT = 5, 0
"""How nice a pool's processes are to others: where all cores are busy, an urgent one gets three times a patient one's share."""


def die_with_parent() -> None:
    """Have the kernel end this process when the one that started it dies (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end_with_service() -> None:
    """Workers hold each other and the process that they are copies of alive, whatever happens to the service."""
    service = multiprocessing.parent_process()
    if service is not None:
        service.join()
        os.kill(os.getpid(), signal.SIGKILL)


def _start_worker(modules: Sequence[str], niceness: int) -> None:
    die_with_parent()
    faulthandler.enable()
    threading.Thread(target=_end_with_service, name="end-with-service", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(niceness)
    for module in modules:
        importlib.import_module(module)
    gc.freeze()  # what was imported before the copy stays shared: the collector does not write to it


def _nothing() -> None:
    """What a worker is started for when it is to be ready early."""


def preload(modules: Sequence[str]) -> None:
    """Begin to import what all workers of this process will need, where they are copies; only the first call is heard."""
    if START_METHOD == "forkserver":
        multiprocessing.set_forkserver_preload([__name__, *modules])
        forkserver.ensure_running()


class Compute:
    """Runs picklable top-level functions; as many at a time as there are cores. Workers have imported `modules`.

    Calls are begun in their order, so whoever must not wait behind long ones takes another pool, of URGENT `niceness`.
    """

    def __init__(self, workers: int | None = None, modules: Sequence[str] = (), *, niceness: int = PATIENT) -> None:
        self._workers = workers or os.cpu_count() or 2
        self._modules = tuple(modules)
        self._niceness = niceness
        self._pool: ProcessPoolExecutor | None = None
        self._starting = threading.Lock()

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The function's result, computed in another process.

        Raises what the function raises; Broken when its process died, for example for want of memory.
        """
        pool = self._pool
        if pool is None:
            pool = await asyncio.to_thread(self._started)
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wrap_future(pool.submit(function, *args, **kwargs), loop=loop)
        except BrokenProcessPool as error:
            if self._pool is pool:
                self._pool = None
                pool.shutdown(wait=False, cancel_futures=True)
            raise Broken("The process that computed this died; it may have run out of memory.", code="compute_died") from error

    def warm(self) -> None:
        """Start the workers now, so that the first call does not wait for their imports."""
        threading.Thread(target=self._started, name="warm-compute", daemon=True).start()

    def _started(self) -> ProcessPoolExecutor:
        """The pool with all of its workers; not for the event loop, because it waits until what they need is imported."""
        with self._starting:
            if self._pool is None:
                preload(self._modules)
                pool = ProcessPoolExecutor(
                    self._workers,
                    mp_context=multiprocessing.get_context(START_METHOD),
                    initializer=_start_worker,
                    initargs=(self._modules, self._niceness),
                )
                for _ in range(self._workers):
                    pool.submit(_nothing)
                self._pool = pool
            return self._pool

    def close(self) -> None:
        """Stop the workers; what they were at is lost."""
        with self._starting:
            if self._pool is None:
                return
            workers = list((self._pool._processes or {}).values())  # noqa: SLF001 — the executor has no way to end a running call
            self._pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
            self._pool = None
