"""The rules of the ledger, pure: what a hold, a growth, a capture and a release do to a tenant's account. Called by handlers.

Money only moves between accounts, so their sum is always zero; and of every hold, held = captured + released + open.
"""

from dataclasses import dataclass, replace
from typing import Literal

Name = Literal["issued", "revenue", "balance", "sponsored", "held"]
"""`issued` and `revenue` are the platform's; a tenant has a `balance`, `sponsored` credits (spent first), and what is `held`."""
Reason = Literal["opening", "hold", "grow", "capture", "release"]


@dataclass(frozen=True, slots=True)
class Account:
    """What a tenant has, in micro-credits."""

    balance: int = 0
    sponsored: int = 0
    held: int = 0

    @property
    def available(self) -> int:
        """What can still be held."""
        return self.balance + self.sponsored


@dataclass(frozen=True, slots=True)
class Hold:
    """What is reserved for one sequence; `sponsored` is the part that sponsors gave. Once closed, it stays closed."""

    amount: int = 0
    sponsored: int = 0
    captured: int = 0
    released: int = 0
    state: Literal["open", "captured", "released"] = "open"

    @property
    def open(self) -> int:
        """What is neither captured nor given back."""
        return self.amount - self.captured - self.released


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: `amount` leaves `debit` and reaches `credit`, so a line is balanced by its shape."""

    reason: Reason
    debit: Name
    credit: Name
    amount: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done; the sentence tells what to do about it."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Books:
    """A tenant's account and the hold of one of its sequences."""

    account: Account
    hold: Hold | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The books afterwards, the lines that led there, and the amount to tell, or why it was refused."""

    books: Books
    entries: tuple[Entry, ...] = ()
    amount: int = 0
    refusal: Refusal | None = None


def open_account(balance: int, sponsored: int) -> tuple[Account, tuple[Entry, ...]]:
    """A new tenant's account with its opening credits."""
    return Account(balance=balance, sponsored=sponsored), _lines(
        Entry("opening", "issued", "balance", balance), Entry("opening", "issued", "sponsored", sponsored)
    )


def hold(books: Books, amount: int) -> Outcome:
    """Reserve `amount`; when a hold is open already, raise it to that. After the end of its film nothing is held any more."""
    if books.hold is not None and books.hold.state != "open":
        return Outcome(books, refusal=_ENDED)
    outcome = _raise(books if books.hold else replace(books, hold=Hold()), amount, "hold")
    return outcome if outcome.refusal is None else Outcome(books, refusal=outcome.refusal)


def grow(books: Books, amount: int) -> Outcome:
    """Raise the open hold to `amount`; a smaller amount leaves it as it is."""
    if books.hold is None or books.hold.state != "open":
        return Outcome(books, refusal=_NOTHING_OPEN)
    return _raise(books, amount, "grow")


def capture(books: Books, amount: int) -> Outcome:
    """Charge `amount` from the open hold, sponsors first, and give back the rest; never above the hold, never twice."""
    held = books.hold
    if held is not None and held.state == "captured" and held.captured == amount:
        return Outcome(books, amount=amount)
    if held is None or held.state != "open":
        return Outcome(books, refusal=_NOTHING_OPEN)
    if amount > held.amount:
        return Outcome(books, refusal=_above(amount, held.amount))
    sponsored = max(0, held.sponsored - amount)
    entries = _lines(Entry("capture", "held", "revenue", amount), *_back("capture", sponsored, held.amount - amount - sponsored))
    closed = replace(held, captured=amount, released=held.amount - amount, state="captured")
    return Outcome(Books(_moved(books.account, entries), closed), entries, amount)


def release(books: Books) -> Outcome:
    """Give back everything that the hold still holds. Where there is none, a closed one keeps a late command from opening it."""
    held = books.hold or Hold()
    if held.state != "open":
        return Outcome(books)
    entries = _lines(*_back("release", held.sponsored, held.amount - held.sponsored))
    closed = replace(held, released=held.amount, state="released")
    return Outcome(Books(_moved(books.account, entries), closed), entries, held.amount)


def credits_of(micros: int) -> str:
    """Micro-credits as people read them: 1,250,000 are 1.25 credits."""
    whole, rest = divmod(micros, 1_000_000)
    return f"{whole:,}" + (f".{rest:06d}".rstrip("0") if rest else "")


def _raise(books: Books, amount: int, reason: Reason) -> Outcome:
    account, held = books.account, books.hold
    assert held is not None
    more = amount - held.amount
    if more <= 0:
        return Outcome(books, amount=held.amount)
    if more > account.available:
        return Outcome(books, refusal=_too_few(amount, more, account.available))
    sponsored = min(more, account.sponsored)
    entries = _lines(Entry(reason, "sponsored", "held", sponsored), Entry(reason, "balance", "held", more - sponsored))
    raised = replace(held, amount=amount, sponsored=held.sponsored + sponsored)
    return Outcome(Books(_moved(account, entries), raised), entries, amount)


def _back(reason: Reason, sponsored: int, balance: int) -> tuple[Entry, Entry]:
    return Entry(reason, "held", "sponsored", sponsored), Entry(reason, "held", "balance", balance)


def _lines(*entries: Entry) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.amount)


def _moved(account: Account, entries: tuple[Entry, ...]) -> Account:
    change = {"balance": 0, "sponsored": 0, "held": 0, "revenue": 0, "issued": 0}
    for entry in entries:
        change[entry.debit] -= entry.amount
        change[entry.credit] += entry.amount
    return Account(
        balance=account.balance + change["balance"],
        sponsored=account.sponsored + change["sponsored"],
        held=account.held + change["held"],
    )


_NOTHING_OPEN = Refusal("no_open_hold", "No credits are held for this film any more, so nothing can be charged. Start it again.")

_ENDED = Refusal("film_has_ended", "This film has ended, so no credits are held for it any more. Order it again.")


def _too_few(amount: int, more: int, available: int) -> Refusal:
    return Refusal(
        "too_few_credits",
        f"This film needs {credits_of(amount)} credits and {credits_of(more - available)} are missing: "
        f"you have {credits_of(available)} that are free. Add credits or make it shorter.",
    )


def _above(amount: int, held: int) -> Refusal:
    return Refusal(
        "above_the_hold",
        f"{credits_of(amount)} credits were to be charged, but only {credits_of(held)} are held; nothing was charged.",
    )
