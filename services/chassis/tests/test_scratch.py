"""A try leaves nothing on the disk, also when it ends while another process is still writing for it."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from chassis.compute import Compute
from chassis.scratch import remove_abandoned
from chassis.work import Tools


async def test_nothing_is_left_of_a_try_whose_call_goes_on(compute: Compute, tmp_path: Path) -> None:
    none: Any = None
    many = tmp_path / "many"
    many.mkdir()
    for number in range(800):
        (many / str(number)).touch()
    for _ in range(3):
        tools = Tools(none, none, compute, none, none)
        folder = tools.scratch()
        call = asyncio.create_task(tools.compute(shutil.copytree, many, folder / "copy"))
        async with asyncio.timeout(120):
            while not (folder / "copy" / "7").exists() and not call.done():  # noqa: ASYNC110 — another process has no event for it
                await asyncio.sleep(0.001)
        call.cancel()
        with contextlib.suppress(asyncio.CancelledError, shutil.Error):
            await call
        await tools.clean()
        assert not folder.exists()


WRITES = """
import os, sys, time
from chassis.scratch import Scratch
scratch = Scratch()
(scratch.folder() / "clip.mp4").write_bytes(bytes(1000))
print(scratch.folder(), flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_has_left_on_the_disk_is_removed_and_nobody_elses_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "sagareel-jobs-of-mine").mkdir()
    (tmp_path / "sagareel-job-of-nobody").symlink_to("sagareel-jobs-of-mine")
    os.mkfifo(tmp_path / "sagareel-job-pipe")
    lives = [
        subprocess.Popen([sys.executable, "-c", WRITES], stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)})
        for _ in range(2)
    ]
    try:
        folders = [Path(life.stdout.readline().decode().strip()) for life in lives if life.stdout]
        lives[0].kill()
        lives[0].wait()
        assert remove_abandoned() == 0, "It may just have been made."
        assert remove_abandoned(young=0.0) == 1
        assert [folder.exists() for folder in folders] == [False, True]
        assert (tmp_path / "sagareel-jobs-of-mine").exists()
    finally:
        for life in lives:
            life.kill()
            life.wait()
