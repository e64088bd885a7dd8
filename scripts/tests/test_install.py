"""The installer says everything that is missing at once, with the packages that bring it, and does nothing twice."""

import importlib.util
import platform
from pathlib import Path

import install
import pytest


def test_everything_that_is_missing_is_named_at_once_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(install, "loads", lambda library: library == "libexpat.so.1")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    found = "\n".join(install.problems())
    assert "riscv64" in found
    assert "python3-venv" in found
    assert "apt install libegl1 libgl1`" in found


def test_a_machine_with_everything_has_no_problems() -> None:
    assert install.problems() == []


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not install.loads("libnosuchthing.so.1")


def test_a_changed_lock_asks_for_a_new_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(install, "VENV", tmp_path)
    assert not install.is_current("runtime")
    install.stamp("everything").write_text(install.fingerprint("everything"))
    assert install.is_current("everything")
    assert install.is_current("runtime"), "the wider set contains the narrower"
    monkeypatch.setattr(install, "requirements", lambda chosen: Path(install.__file__))
    assert not install.is_current("everything")


def test_every_package_of_the_tree_is_installed() -> None:
    names = {folder.name for folder in install.packages()}
    assert names >= {"contracts", "chassis", "coordinator", "gateway", "imagery", "local", "cli", "animatic"}
