"""Recorded film histories still replay on this version: the same states, commands and events (promise 14)."""

import json
from pathlib import Path
from typing import Any

import pytest

from contracts.registry import MESSAGES

from .recorder import FOLDER, replay, version_of

HISTORIES = sorted(FOLDER.glob("*.json"))


def test_there_are_histories() -> None:
    assert len(HISTORIES) >= 7


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_a_recorded_history_replays(path: Path) -> None:
    history = json.loads(path.read_text())
    assert read(replay(history, version_of(path.stem))) == read(history["outcome"])


def read(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome with its messages as consumers read them: a field that came later says nothing while it has its default."""
    sent = [told | {"body": MESSAGES[told["type"]].read(json.dumps(told["body"]))} for told in outcome["sent"]]
    return outcome | {"sent": sent}
