"""Where everything lies: one data folder and one cache folder, and the lock that keeps a second stack off the same data."""

import fcntl
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local_stack.errors import StackError


@dataclass(frozen=True, slots=True)
class Folders:
    """The data of one stack, and the downloads that all stacks of a user share."""

    data: Path
    cache: Path

    @property
    def log(self) -> Path:
        """One log file per child process."""
        return self.data / "log"

    @property
    def temporary(self) -> Path:
        """What the processes put aside for a moment; emptied at every start."""
        return self.data / "tmp"

    def make(self) -> None:
        """Create the folders; as root others may pass through (not list), because PostgreSQL then runs as nobody."""
        try:
            for folder in (self.data, self.log, self.temporary, self.cache):
                folder.mkdir(parents=True, exist_ok=True)
            self.data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        except PermissionError as error:
            raise StackError(
                f"{error.filename} cannot be written by this user; did root make it? "
                "Remove it, or set SAGAREEL_DATA and SAGAREEL_CACHE to other folders."
            ) from error


def folders_of(environment: Mapping[str, str], checkout: Path) -> Folders:
    """SAGAREEL_DATA or `.sagareel` in the checkout; SAGAREEL_CACHE or the user's cache folder."""
    cache_home = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Folders(
        data=Path(environment.get("SAGAREEL_DATA") or checkout / ".sagareel").absolute(),
        cache=Path(environment.get("SAGAREEL_CACHE") or Path(cache_home) / "sagareel").absolute(),
    )


LOCK_TRIES, LOCK_PAUSE = 10, 0.02


class Lock:
    """An advisory lock on a file; the kernel drops it when the holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def take(self, *, wait: bool = False) -> bool:
        """True when we hold it now."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not (_locked(file, fcntl.LOCK_EX) if wait else _locked_soon(file)):
            os.close(file)
            return False
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        self._file = file
        return True

    def holder(self) -> int | None:
        """The process that holds it, if any does."""
        if not self._path.exists():
            return None
        file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            if _locked(file, fcntl.LOCK_SH | fcntl.LOCK_NB):
                return None
            return int(os.pread(file, 20, 0) or 0) or None
        finally:
            os.close(file)

    def release(self) -> None:
        """Give it back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _locked(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        return False
    return True


def _locked_soon(file: int) -> bool:
    """Tries for a moment: whoever asks `holder` has the lock for the time of a blink."""
    for _ in range(LOCK_TRIES):
        if _locked(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
        time.sleep(LOCK_PAUSE)
    return False


def write_private(path: Path, text: str) -> None:
    """Replace a file at once; only its owner may read it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w") as stream:
        stream.write(text)
    draft.replace(path)
