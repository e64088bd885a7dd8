"""The receiver that the README shows: takes what we send, once, and rejects what an attacker makes of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from notifier.domain import Notification
from notifier.repository import new_secret
from notifier.work import signed

README = Path(__file__).parent.parent / "README.md"
SECRET = new_secret()
BODY = Notification("msg_1", "t", "seq-1", "completed", "", "/v1/sequences/seq-1").body()
Receive = Callable[[bytes, dict[str, str]], int]


@pytest.fixture
def receive() -> Receive:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    receiver: dict[str, Any] = {}
    exec(code.replace("whsec_…", SECRET), receiver)
    sample: Receive = receiver["receive"]
    return sample


def headers(age: timedelta = timedelta(), *secrets: str) -> dict[str, str]:
    return signed("msg_1", BODY, secrets or (SECRET,), datetime.now(UTC) - age)


@pytest.mark.parametrize("age", [timedelta(), timedelta(minutes=4)])
def test_what_was_sent_is_taken_and_a_repeat_is_known(
    receive: Receive, age: timedelta, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (receive(BODY, headers(age)), receive(BODY, headers(age))) == (204, 204)
    assert capsys.readouterr().out == "sequence.completed /v1/sequences/seq-1\n"


def test_it_takes_either_secret_of_a_rotation(receive: Receive) -> None:
    assert receive(BODY, headers(timedelta(), new_secret(), SECRET)) == 204


def test_a_changed_body_is_rejected(receive: Receive) -> None:
    assert receive(BODY.replace(b"seq-1", b"seq-2"), headers()) == 401


def test_a_forged_one_is_rejected(receive: Receive) -> None:
    assert receive(BODY, headers(timedelta(), new_secret())) == 401


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_an_old_or_early_one_is_rejected(receive: Receive, age: timedelta) -> None:
    assert receive(BODY, headers(age)) == 401


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_an_old_one_under_a_new_id_or_time_is_rejected(receive: Receive, header: str) -> None:
    fresh = {"webhook-id": "msg_2", "webhook-timestamp": str(int(datetime.now(UTC).timestamp()) + 1)}
    assert receive(BODY, headers() | {header: fresh[header]}) == 401


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_rejected(receive: Receive, header: str) -> None:
    assert receive(BODY, {name: value for name, value in headers().items() if name != header}) == 401
