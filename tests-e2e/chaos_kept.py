"""Keeps what a crash run leaves behind when it broke a promise, for whoever looks for the cause. Used by `chaos_vendors.py`."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chaos_films import Orders

from chassis.environment import Environment
from local_stack import Stack


@contextmanager
def servers(folder: Path) -> Iterator[Environment]:
    """Those that the environment names, or our own, whose data lie in the folder."""
    if "SAGAREEL_KAFKA" in os.environ:
        yield Environment.from_env()
        return
    with Stack(folder, fsync=False) as stack:
        yield Environment.from_env(stack.environment)


def a_folder() -> Path:
    """For one run."""
    return Path(tempfile.mkdtemp(prefix="sagareel-chaos-", dir=os.environ.get("TMPDIR")))


def write_down(folder: Path, orders: Orders, vendor: Mapping[str, Any], faults: str) -> None:
    """Every message, what the vendors were paid for and which calls to cancel came, and where lives broke down."""
    with (folder / "told.jsonl").open("w", encoding="utf-8") as told:
        for envelope, message in orders.wire.seen:
            line = {"envelope": envelope._asdict(), "message": message.model_dump(mode="json")}
            told.write(json.dumps(line, default=str) + "\n")
    (folder / "vendor.json").write_text(json.dumps(vendor), encoding="utf-8")
    (folder / "faults.txt").write_text(faults, encoding="utf-8")


def let_go(folder: Path, *, wrong: bool) -> None:
    """Delete it where nothing was wrong; else say where it lies, with the data of the servers."""
    if wrong:
        print(f"Kept for looking into: {folder}", flush=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
