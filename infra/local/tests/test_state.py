"""What a running installation tells others, and takes back when it stops."""

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from local_stack.child import Child
from local_stack.daemon import Setup, down, status
from local_stack.folders import Folders, Lock
from local_stack.services import Services
from local_stack.stack import Stack
from local_stack.state import State, remove_state, write_state


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Of an installation that has run: what it told, and what the gateway left."""
    folders = Folders(tmp_path / "data", tmp_path / "cache")
    folders.make()
    write_state(folders, State(1, "http://127.0.0.1:8400", {"A": "b"}))
    for name in ("gateway-url", "page-url", "api-key"):
        (folders.data / name).write_text("x")
    return folders


def told(folders: Folders) -> set[str]:
    return {path.name for path in folders.data.iterdir() if path.is_file()}


def test_after_the_end_no_address_is_left_that_somebody_else_may_get(folders: Folders) -> None:
    remove_state(folders)
    assert told(folders) == {"api-key"}


def test_down_takes_back_what_a_stack_that_was_killed_could_not(folders: Folders) -> None:
    down(Setup(folders, {}))
    assert told(folders) == {"api-key"}


@pytest.mark.parametrize(
    ("settings", "public"),
    [
        ({"SAGAREEL_HTTP_PORT": "8555"}, "http://127.0.0.1:8555"),
        ({"SAGAREEL_PUBLIC_URL": "https://f.example"}, "https://f.example"),
    ],
)
def test_every_process_knows_how_the_gateway_is_reached_from_outside(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], public: str
) -> None:
    monkeypatch.setattr(Child, "start", lambda _: None)
    monkeypatch.setattr(Child, "stop", lambda _: None)
    services = Services(
        cast("Stack", SimpleNamespace(folders=folders, environment={"SAGAREEL_KAFKA": "k"})),
        {**settings, "SAGAREEL_PROCESSES": "notifier/imagery"},
    )
    services.launch()
    programs: list[Any] = [child.program for child, _ in services._children]
    assert len(programs) == 3
    assert {program.environment["SAGAREEL_PUBLIC_URL"] for program in programs} == {public}
    assert {program.environment["SAGAREEL_KAFKA"] for program in programs} == {"k"}
    assert len({program.environment["SAGAREEL_HTTP_PORT"] for program in programs}) == 3


def test_status_does_not_call_a_dead_process_running(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    for name, pid in (("kafka", dead.pid), ("postgres", os.getpid()), ("s3", "")):
        (folders.log / f"{name}.pid").write_text(str(pid))
    lock = Lock(folders.data / "lock")
    lock.take()
    write_state(folders, State(os.getpid(), "http://127.0.0.1:8400", {}))
    status(Setup(folders, {}))
    lock.release()
    said = capsys.readouterr().err
    assert said.count("does not run at the moment") == 2
    assert f"postgres     process {os.getpid()}" in said
