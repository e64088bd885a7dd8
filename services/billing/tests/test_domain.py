"""The ledger's rules, for any commands in any order."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.domain import Account, Books, Entry, Hold, Outcome, capture, credits_of, grow, hold, open_account, release

START = Account(balance=1_000, sponsored=300)
amounts = st.integers(0, 2_000)
commands = st.one_of(
    st.tuples(st.just(hold), amounts),
    st.tuples(st.just(grow), amounts),
    st.tuples(st.just(capture), amounts),
    st.just((release,)),
)
interleavings = st.lists(st.tuples(st.integers(0, 3), commands), max_size=40)
Command = tuple[Callable[..., Outcome], int] | tuple[Callable[..., Outcome]]


def run(steps: list[tuple[int, Command]]) -> tuple[Account, dict[int, Hold], list[Entry], list[Outcome]]:
    account, holds, entries, outcomes = START, dict[int, Hold](), list[Entry](), list[Outcome]()
    for sequence, (command, *arguments) in steps:
        outcome = command(Books(account, holds.get(sequence)), *arguments)
        account = outcome.books.account
        if outcome.books.hold is not None:
            holds[sequence] = outcome.books.hold
        entries += outcome.entries
        outcomes.append(outcome)
    return account, holds, entries, outcomes


def booked(entries: list[Entry], name: str) -> int:
    return sum(e.amount for e in entries if e.credit == name) - sum(e.amount for e in entries if e.debit == name)


@given(interleavings)
def test_accounts_are_the_sum_of_their_entries_and_never_below_zero(steps: list[tuple[int, Command]]) -> None:
    for end in range(len(steps) + 1):
        account, _, entries, _ = run(steps[:end])
        assert account.balance == START.balance + booked(entries, "balance") >= 0
        assert account.sponsored == START.sponsored + booked(entries, "sponsored") >= 0
        assert account.held == booked(entries, "held") >= 0
        assert account.balance + account.sponsored + account.held + booked(entries, "revenue") == START.available


@given(interleavings)
def test_held_is_captured_and_released_and_open(steps: list[tuple[int, Command]]) -> None:
    account, holds, _, _ = run(steps)
    for kept in holds.values():
        assert kept.amount == kept.captured + kept.released + kept.open
        assert min(kept.captured, kept.released, kept.open, kept.sponsored) >= 0
        assert kept.sponsored <= kept.amount
    assert account.held == sum(kept.open for kept in holds.values())


@given(interleavings)
def test_a_refusal_changes_nothing_and_says_why(steps: list[tuple[int, Command]]) -> None:
    books = Books(START)
    for _, (command, *arguments) in steps:
        outcome = command(books, *arguments)
        if outcome.refusal is not None:
            assert (outcome.books, outcome.entries, outcome.amount) == (books, (), 0)
            assert outcome.refusal.message.endswith(".")
        books = outcome.books


@given(interleavings, st.lists(st.booleans(), max_size=40))
def test_a_repeat_of_a_command_moves_no_money(steps: list[tuple[int, Command]], again: list[bool]) -> None:
    books = Books(START)
    for (_, (command, *arguments)), repeated in zip(steps, again, strict=False):
        books = command(books, *arguments).books
        if repeated:
            assert command(books, *arguments).entries == ()


@given(interleavings)
def test_nothing_is_charged_but_by_a_capture_within_its_hold(steps: list[tuple[int, Command]]) -> None:
    books = Books(START)
    for _, (command, *arguments) in steps:
        outcome = command(books, *arguments)
        charged = booked(list(outcome.entries), "revenue")
        if charged:
            assert command is capture
            assert books.hold is not None
            assert charged == arguments[0] <= books.hold.open
        books = outcome.books


@given(interleavings)
def test_a_hold_that_was_closed_stays_closed(steps: list[tuple[int, Command]]) -> None:
    books = Books(START)
    for _, (command, *arguments) in steps:
        after = command(books, *arguments).books
        if books.hold is not None and books.hold.state != "open":
            assert after == books
        books = after


@given(amounts, amounts, amounts)
def test_sponsors_pay_first_and_get_back_last(first: int, more: int, charge: int) -> None:
    books = grow(hold(Books(START), first).books, first + more).books
    before = books.hold
    outcome = capture(books, charge)
    if before is None or outcome.refusal is not None:
        return
    after = outcome.books.account
    assert START.sponsored - after.sponsored == min(charge, START.sponsored)
    assert START.balance - after.balance == charge - min(charge, START.sponsored)
    assert before.sponsored == min(before.amount, START.sponsored)


def test_a_hold_of_nothing_is_held_captured_and_released() -> None:
    empty = Books(Account())
    held = hold(empty, 0)
    assert held.refusal is None
    assert held.books.hold == Hold()
    assert capture(held.books, 0).books.hold == Hold(state="captured")
    assert release(held.books).books.hold == Hold(state="released")


def test_too_few_credits_are_told_with_what_is_missing() -> None:
    outcome = hold(Books(Account(balance=2_500_000, sponsored=250_000)), 1_004_000_000)
    assert outcome.refusal is not None
    assert outcome.refusal.message.startswith(
        "This film needs 1,004 credits and 1,001.25 are missing: you have 2.75 that are free."
    )


def test_all_that_is_there_can_be_held_and_not_a_micro_more() -> None:
    assert hold(Books(START), START.available).books.account == Account(held=START.available)
    assert hold(Books(START), START.available + 1).refusal is not None


def test_a_growth_that_cannot_be_paid_leaves_the_hold() -> None:
    books = hold(Books(Account(balance=100)), 80).books
    outcome = grow(books, 150)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "too_few_credits"
    assert outcome.books == books


def test_a_smaller_growth_leaves_the_hold_as_it_is() -> None:
    books = hold(Books(START), 80).books
    assert grow(books, 10) == Outcome(books, amount=80)


@pytest.mark.parametrize("late", [(capture, 50), (grow, 50)])
def test_after_a_release_nothing_can_be_charged_or_raised(late: Command) -> None:
    books = release(hold(Books(START), 80).books).books
    command, *arguments = late
    assert command(books, *arguments).refusal is not None
    assert books.account == START


def test_a_capture_above_the_hold_charges_nothing() -> None:
    books = hold(Books(START), 80).books
    outcome = capture(books, 81)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "above_the_hold"


def test_a_repeated_capture_is_answered_again_and_another_amount_is_refused() -> None:
    books = capture(hold(Books(START), 80).books, 60).books
    assert capture(books, 60) == Outcome(books, amount=60)
    assert capture(books, 61).refusal is not None


def test_a_release_after_a_capture_gives_back_nothing() -> None:
    books = capture(hold(Books(START), 80).books, 60).books
    assert release(books) == Outcome(books)
    assert release(Books(START)) == Outcome(Books(START, Hold(state="released")))


def test_a_hold_that_comes_after_the_end_of_its_film_is_refused() -> None:
    open_ = hold(Books(START), 80).books
    for ended in (capture(open_, 60).books, release(open_).books, release(Books(START)).books):
        outcome = hold(ended, 80)
        assert outcome.refusal is not None
        assert outcome.refusal.code == "film_has_ended"
        assert outcome.books == ended


def test_an_account_opens_with_what_was_issued() -> None:
    account, entries = open_account(700, 0)
    assert account == Account(balance=700)
    assert entries == (Entry("opening", "issued", "balance", 700),)


@pytest.mark.parametrize(
    ("micros", "text"), [(0, "0"), (1, "0.000001"), (1_250_000, "1.25"), (10_000_000, "10"), (1_234_000_000, "1,234")]
)
def test_credits_are_written_as_people_read_them(micros: int, text: str) -> None:
    assert credits_of(micros) == text
