"""Runs ffmpeg as a child that never outlives its work: killed on cancel, on its time limit, and with its parent."""

import asyncio
import contextlib
import ctypes
import functools
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import imageio_ffmpeg

from assembly.room import FULL, disk_full
from chassis.compute import die_with_parent
from chassis.errors import Broken, Invalid

SAFE_INPUT = ("-protocol_whitelist", "file,pipe")
"""Before every input: nothing inside a medium can make ffmpeg open anything but that one file."""

EXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
"""No versions and no times of day in the output: the same input gives the same bytes."""

_FRUGAL = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Pictures go back to the system as soon as they are encoded: a fifth less memory."""

_FULL = tuple(os.strerror(number) for number in FULL)
_UNKNOWN_ENCODER = re.compile(r"Unknown encoder '([\w-]+)'")


class FfmpegError(Exception):
    """ffmpeg refused its input; the text is the end of what it said."""


_PR_SET_THP_DISABLE = 41


def _start() -> None:
    """In the child, before it becomes ffmpeg. Pictures are not laid out in pages of 2 MB, of which half would stay empty."""
    die_with_parent()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_THP_DISABLE, 1, 0, 0, 0)


@functools.cache
def encoder() -> str:
    """Which ffmpeg makes the bytes."""
    return f"ffmpeg {imageio_ffmpeg.get_ffmpeg_version()}"


async def run_ffmpeg(arguments: Sequence[str], folder: Path, seconds: float) -> None:
    """Run to its end inside `folder`.

    Raises FfmpegError when it fails, Broken when the disk is full or the time is up, Invalid when it lacks the encoder.
    """
    process = await asyncio.create_subprocess_exec(
        imageio_ffmpeg.get_ffmpeg_exe(),
        *("-nostdin", "-hide_banner", "-v", "error", "-y", *arguments),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=_start,
        env={**os.environ, **_FRUGAL},
    )
    try:
        async with asyncio.timeout(seconds):
            said = await _last_words(process)
    except TimeoutError:
        raise Broken(f"Encoding took longer than {seconds:.0f} seconds and was stopped.", code="encoder_timeout") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        if any(full in said for full in _FULL) or process.returncode == -signal.SIGXFSZ:
            raise disk_full()
        if missing := _UNKNOWN_ENCODER.search(said):
            message = f"The ffmpeg of this machine has no encoder {missing[1]}; order the film in another codec."
            raise Invalid(message, code="no_encoder")
        raise FfmpegError(said.strip()[-500:] or f"ffmpeg ended with {process.returncode}")


async def _last_words(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    kept = b""
    while chunk := await process.stderr.read(65_536):
        kept = (kept + chunk)[-8_192:]
    await process.wait()
    return kept.decode(errors="replace")
