"""Recorded film histories still replay on this version: the same states, commands and events (promise 14)."""

import json

import pytest

from .recorder import FOLDER, replay

HISTORIES = sorted(FOLDER.glob("*.json"))


def test_there_are_histories() -> None:
    assert len(HISTORIES) >= 2


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_a_recorded_history_replays(path: object) -> None:
    history = json.loads(FOLDER.joinpath(str(path)).read_text())
    assert replay(history) == history["outcome"]
