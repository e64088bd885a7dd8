"""Folders for one try of a job each. `Tools` lends them; `chassis.run` removes those that a killed process has left.

Whoever uses a folder holds a lock on it, which ends with the process, however it ends: what nobody locks belongs to nobody.
"""

import asyncio
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "sagareel-job-"
YOUNG = 60.0
"""Seconds within which a folder may just have been made, and not be locked yet."""
_CLEANINGS = 100


class Scratch:
    """The folder of one try, made when it is first asked for."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock = -1

    @property
    def used(self) -> bool:
        """Whether there is anything to clean."""
        return self._folder is not None

    def folder(self) -> Path:
        """The folder."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            self._lock = os.open(self._folder, os.O_RDONLY)
            fcntl.flock(self._lock, fcntl.LOCK_SH)
        return self._folder

    async def clean(self) -> None:
        """Remove it, also when a call that outlives the try still puts files into it."""
        if self._folder is None:
            return
        for _ in range(_CLEANINGS):
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
            if not self._folder.exists():
                break
            await asyncio.sleep(0.1)
        os.close(self._lock)
        self._folder = None


def remove_abandoned(young: float = YOUNG) -> int:
    """Remove the folders of processes that were killed; how many there were."""
    found = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime < young:
                continue
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:  # gone meanwhile, somebody else's, or no folder: a pipe of this name would be waited for for ever
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
            found += 1
        except BlockingIOError:
            continue
        finally:
            os.close(lock)
    return found
