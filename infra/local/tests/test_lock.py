"""The lock that keeps a second stack off the same data."""

import os
import threading
from pathlib import Path

from local_stack.folders import Lock


def test_asking_who_holds_a_lock_keeps_nobody_from_taking_it(tmp_path: Path) -> None:
    path, stop = tmp_path / "lock", threading.Event()
    path.touch()

    def ask() -> None:
        while not stop.is_set():
            Lock(path).holder()

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(200):
            lock = Lock(path)
            assert lock.take()
            lock.release()
    finally:
        stop.set()
        asking.join()


def test_a_held_lock_names_its_holder_and_is_not_taken_twice(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    assert second.holder() == os.getpid()
    first.release()
    assert second.holder() is None
