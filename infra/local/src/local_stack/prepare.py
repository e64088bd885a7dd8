"""`prepare` fetches the servers and makes the archives of their classes; `make install` does it once per machine."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from local_stack.archive import Archive
from local_stack.daemon import Setup
from local_stack.downloads import class_path, unpack_postgres
from local_stack.folders import Folders
from local_stack.given import given_by
from local_stack.plan import PORTS_OF, Plan, make_plan
from local_stack.servers import run_kafka, run_s3
from local_stack.tell import tell

RUN = {"kafka": run_kafka, "s3": run_s3}
"""The servers that run on Java, and so start twice as fast when their classes are in an archive."""


def prepare(setup: Setup) -> None:
    """Fetch the servers and get them ready to start fast."""
    setup.folders.cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=setup.folders.cache, prefix="preparing-") as folder:
        folders = Folders(Path(folder), setup.folders.cache)
        folders.make()
        plan = make_plan(folders, given_by(setup.settings), fsync=False)
        if "postgres" in plan.ports:
            unpack_postgres(plan.coordinates, plan.jars, plan.folders.cache)
        missing = [server for server in RUN if _is_missing(plan, server)]
        if missing:
            tell("Getting the servers ready to start fast, once on this machine ...")
        with ThreadPoolExecutor(len(RUN)) as pool:
            for done in [pool.submit(_run_once, plan, server) for server in missing]:
                done.result()


def _is_missing(plan: Plan, server: str) -> bool:
    own = all(port in plan.ports for port in PORTS_OF[server])
    return own and not Archive(plan.folders.cache, server, class_path(plan.coordinates, server, plan.jars)).exists


def _run_once(plan: Plan, server: str) -> None:
    running = RUN[server](plan)
    try:
        running.finish()
    finally:
        running.stop()
