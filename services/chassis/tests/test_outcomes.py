"""What follows from each error, as a table."""

import pytest

from chassis.errors import Broken, Busy, Invalid, Refused, Unsure
from chassis.outcomes import FOR_GOOD, PATIENT, SLOWEST_RETRY, Fail, GiveBack, TryTimedOutError, outcome_of


def test_busy_waits_as_long_as_the_vendor_says_and_counts_no_try() -> None:
    assert outcome_of(Busy("Full.", retry_after=7), 3, 3, 1.0) == GiveBack(7, 3, "busy")


@pytest.mark.parametrize("error", [Broken("x"), Unsure("x"), TryTimedOutError("x"), RuntimeError("x"), TimeoutError()])
def test_what_may_work_next_time_is_tried_again_later_each_time(error: Exception) -> None:
    delays = []
    for tries in range(1, 9):
        decided = outcome_of(error, tries, 9, 1.0)
        assert isinstance(decided, GiveBack)
        assert decided.tries == tries + 1
        delays.append(decided.delay)
    assert delays == sorted(delays)
    assert delays[-1] == SLOWEST_RETRY


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Broken("x"), "broken"),
        (Unsure("x"), "unsure"),
        (TryTimedOutError("x"), "timeout"),
        (RuntimeError("x"), "broken"),
        (Refused("x"), "refused"),
        (Invalid("x"), "invalid"),
    ],
)
def test_the_last_try_fails_with_its_kind(error: Exception, kind: str) -> None:
    decided = outcome_of(error, 3, 3, 1.0)
    assert isinstance(decided, Fail)
    assert decided.failure.kind == kind


def test_a_message_that_no_column_could_hold_is_cleaned() -> None:
    decided = outcome_of(Refused("a\x00b" * 5000), 1, 3, 1.0)
    assert isinstance(decided, Fail)
    assert "\x00" not in decided.failure.message
    assert len(decided.failure.message) == 2000


def test_a_bug_does_not_tell_its_insides_to_the_user() -> None:
    decided = outcome_of(KeyError("secret-key"), 3, 3, 1.0)
    assert isinstance(decided, Fail)
    assert "secret" not in decided.failure.message


@pytest.mark.parametrize(
    ("error", "kind"),
    [(Broken("x"), "unsure"), (RuntimeError("x"), "unsure"), (Refused("x"), "refused"), (Invalid("x"), "invalid")],
)
def test_what_may_be_paid_for_already_is_not_called_broken_because_that_is_ordered_again(error: Exception, kind: str) -> None:
    decided = outcome_of(error, PATIENT, 3, 1.0, noted=True)
    assert isinstance(decided, Fail)
    assert decided.failure.kind == kind


def test_what_is_paid_for_outlives_an_outage_of_a_minute() -> None:
    waited, tries = 0.0, 1
    while isinstance(decided := outcome_of(Broken("x", code="store"), tries, 3, 1.0, noted=True), GiveBack):
        waited, tries = waited + decided.delay, decided.tries
    assert waited > 60
    assert isinstance(outcome_of(Broken("x", code="store"), 3, 3, 1.0), Fail)


@pytest.mark.parametrize("code", sorted(FOR_GOOD))
def test_what_another_look_does_not_mend_is_not_looked_at_for_longer(code: str) -> None:
    assert isinstance(outcome_of(Broken("x", code=code), 3, 3, 1.0, noted=True), Fail)
