"""The encoder as a child: it ends with its work, on its time limit, on a full disk; nothing is left running."""

import asyncio
import time
from pathlib import Path

import pytest

from assembly.vendors.local.ffmpeg import FfmpegError, run_ffmpeg
from chassis.errors import Broken

FOREVER = ["-re", "-f", "lavfi", "-i", "testsrc2=s=64x64", "-f", "null", "-"]


def encoders() -> list[str]:
    """The children of this process that are ffmpeg."""
    children = [child for listed in Path("/proc/self/task").glob("*/children") for child in listed.read_text().split()]
    names = [(Path("/proc") / child / "comm") for child in children]
    return [name.read_text() for name in names if name.exists() and "ffmpeg" in name.read_text()]


async def test_a_cancelled_encoder_is_gone(tmp_path: Path) -> None:
    work = asyncio.create_task(run_ffmpeg(FOREVER, tmp_path, 60))
    async with asyncio.timeout(20):
        while not encoders():  # noqa: ASYNC110 — a process tells nobody that it has started
            await asyncio.sleep(0.01)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert encoders() == []


async def test_an_encoder_that_never_ends_is_stopped_at_its_limit(tmp_path: Path) -> None:
    before = time.monotonic()
    with pytest.raises(Broken, match="longer than") as raised:
        await run_ffmpeg(FOREVER, tmp_path, 0.3)
    assert raised.value.code == "encoder_timeout"
    assert time.monotonic() - before < 20
    assert encoders() == []


async def test_a_full_disk_is_named_and_tried_again(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="disk is full") as raised:
        await run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=640x360:d=2", "-f", "rawvideo", "/dev/full"], tmp_path, 60)
    assert raised.value.code == "disk_full"


async def test_what_ffmpeg_says_is_kept(tmp_path: Path) -> None:
    with pytest.raises(FfmpegError, match="No such file"):
        await run_ffmpeg(["-f", "mov", "-i", "file:absent.mp4", "-f", "null", "-"], tmp_path, 60)
