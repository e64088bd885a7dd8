"""Runs one or several services in this process: `python -m imagery`, or `python -m chassis imagery motion`. Drains on SIGTERM."""

import asyncio
import contextlib
import faulthandler
import gc
import importlib.util
import os
import pkgutil
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog
import uvloop

from chassis import telemetry
from chassis.compute import URGENT, Compute, preload
from chassis.environment import Environment, MissingSettingError
from chassis.http import health_app, http_server
from chassis.logs import log_to_stderr
from chassis.scratch import remove_abandoned
from chassis.service import Service

log = structlog.get_logger()


def build(name: str, environment: Environment) -> Service:
    """The service from its composition root."""
    service: Service = importlib.import_module(f"{name}.app").build(environment)
    return service


def calm_the_collector() -> None:
    """Keep Python's cyclic collector from walking everything that was imported, again and again: 40 % of a busy process's CPU."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


@asynccontextmanager
async def running(
    services: Sequence[Service], *, compute: Compute | None = None, urgent: Compute | None = None
) -> AsyncIterator[Compute]:
    """Services that run while the context is open, and are drained when it closes. Tests use it as well.

    Services whose work is urgent compute in a pool of their own if there is one.
    """
    pool = compute or Compute()
    started: list[Service] = []
    try:
        async with asyncio.TaskGroup() as group:
            for service in services:
                group.create_task(_start(service, urgent or pool if service.urgent else pool, started))
        yield pool
    finally:
        await asyncio.gather(*(s.drain() for s in started))
        if compute is None:
            pool.close()


async def _start(service: Service, compute: Compute, started: list[Service]) -> None:
    await service.start(compute)
    started.append(service)


async def serve(names: Sequence[str], environment: Environment) -> None:
    """Run services until SIGTERM or SIGINT; a signal while they start ends the start."""
    stop = asyncio.Event()
    modules = _local_vendors(names)
    compute, urgent = Compute(modules=modules), Compute(modules=modules, niceness=URGENT)
    if not environment.simulated:
        preload(modules)
    life = asyncio.current_task()
    assert life is not None
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, life.cancel)
    services = [build(name, environment) for name in names]
    if not environment.simulated:
        for pool in {urgent if service.urgent else compute for service in services}:
            pool.warm()
    server = http_server(health_app(services), environment.http_host, environment.http_port)
    serving = asyncio.create_task(server.serve())
    try:
        await _gate(environment)
        async with running(services, compute=compute, urgent=urgent):
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, stop.set)
            calm_the_collector()
            log.info("ready", services=list(names))
            await asyncio.to_thread(remove_abandoned)
            await stop.wait()
            log.info("draining", services=list(names))
            server.should_exit = True
    except asyncio.CancelledError:
        log.info("stopped before everything had started", services=list(names))
    finally:
        server.should_exit = True
        compute.close()
        urgent.close()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def _gate(environment: Environment) -> None:
    """Wait for the file that SAGAREEL_START_AFTER names: who starts us beside the servers makes it when these are ready."""
    wanted = environment.variables.get("SAGAREEL_START_AFTER")
    while wanted and not os.path.exists(wanted):  # noqa: ASYNC110, ASYNC240, PTH110  # a look at a local file, until it is there
        await asyncio.sleep(0.02)


def _local_vendors(names: Sequence[str]) -> list[str]:
    """What the workers will need first: the vendors that compute here, with all modules of those that are packages.

    A package may name those of its modules that compute, as COMPUTING; then the workers need no others.
    """
    found = list[str]()
    for name in names:
        if importlib.util.find_spec(f"{name}.vendors") and (spec := importlib.util.find_spec(f"{name}.vendors.local")):
            found.append(spec.name)
            if spec.submodule_search_locations:
                all_ = [module.name for module in pkgutil.iter_modules(spec.submodule_search_locations)]
                computing = getattr(importlib.import_module(spec.name), "COMPUTING", all_)
                found += [f"{spec.name}.{module}" for module in computing]
    return found


def main(*names: str) -> None:
    """The entry point of every service's `__main__`; without names they come from the command line."""
    log_to_stderr()
    faulthandler.enable()
    chosen = list(names) or sys.argv[1:]
    if not chosen:
        sys.exit("Name the services to run, for example: python -m chassis imagery motion")
    try:
        environment = Environment.from_env()
        telemetry.start_tracing(chosen[0] if len(chosen) == 1 else "studio")
        uvloop.run(serve(chosen, environment))
    except MissingSettingError as error:
        sys.exit(str(error))
