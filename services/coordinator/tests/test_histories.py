"""Recorded film histories still replay on this version: the same states, commands and events (promise 14)."""

import json
from pathlib import Path

import pytest

from .recorder import FOLDER, replay, version_of

HISTORIES = sorted(FOLDER.glob("*.json"))


def test_there_are_histories() -> None:
    assert len(HISTORIES) >= 7


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_a_recorded_history_replays(path: Path) -> None:
    history = json.loads(path.read_text())
    assert replay(history, version_of(path.stem)) == history["outcome"]
