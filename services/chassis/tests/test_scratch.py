"""A try leaves nothing on the disk, also when it ends while another process is still writing for it."""

import asyncio
import contextlib
import shutil
from pathlib import Path
from typing import Any

from chassis.compute import Compute
from chassis.work import Tools


async def test_nothing_is_left_of_a_try_whose_call_goes_on(compute: Compute, tmp_path: Path) -> None:
    none: Any = None
    many = tmp_path / "many"
    many.mkdir()
    for number in range(2000):
        (many / str(number)).touch()
    for _ in range(5):
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
