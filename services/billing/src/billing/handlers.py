"""A batch of commands: decided one by one by the domain, loaded and written as a whole. Registered in `app`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from billing import domain, repository
from billing.domain import Account, Books, Hold, Outcome, Refusal
from billing.repository import Key, Line
from billing.settings import Settings
from chassis.records import Delivery
from chassis.transaction import Transaction
from contracts.base import Event, Failure, Message
from contracts.billing import (
    CaptureFailed,
    CaptureHold,
    CreditsHeld,
    CreditsRefused,
    GrowHold,
    HoldCaptured,
    HoldCredits,
    HoldGrown,
    HoldGrowthRefused,
    HoldReleased,
    ReleaseHold,
)
from contracts.envelope import answer

COMMANDS = (HoldCredits, GrowHold, CaptureHold, ReleaseHold)
SOURCE = "/sagareel/billing"


@dataclass(slots=True)
class Page:
    """What a batch has read and changed so far."""

    accounts: dict[str, Account]
    holds: dict[Key, Hold]
    changed: dict[Key, Hold] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def book(self, command: str, key: Key, outcome: Outcome) -> None:
        """Take over what a command has led to."""
        if outcome.refusal is not None:
            return
        self.accounts[key[0]] = outcome.books.account
        if outcome.books.hold is not None:
            self.holds[key] = self.changed[key] = outcome.books.hold
        self.lines += [Line(command, number, *key, entry) for number, entry in enumerate(outcome.entries)]


async def settle(deliveries: Sequence[Delivery], tx: Transaction, settings: Settings) -> None:
    """Hold, grow, capture and release, each answered by exactly one event."""
    page = await _open(deliveries, tx, settings)
    for delivery in deliveries:
        envelope = delivery.envelope
        key = (envelope.tenant, envelope.sequence)
        outcome = decide(Books(page.accounts[key[0]], page.holds.get(key)), delivery.message)
        page.book(envelope.id, key, outcome)
        event = event_of(delivery.message, outcome)
        tx.publish(answer(envelope, event, SOURCE), event)
    if page.changed or page.lines:
        await repository.store(tx, page.accounts, page.changed, page.lines)


async def _open(deliveries: Sequence[Delivery], tx: Transaction, settings: Settings) -> Page:
    keys = {(delivery.envelope.tenant, delivery.envelope.sequence) for delivery in deliveries}
    accounts, new = await repository.lock_accounts(tx, (tenant for tenant, _ in keys))
    page = Page(accounts, await repository.load_holds(tx, keys))
    for tenant in sorted(new):
        page.accounts[tenant], entries = domain.open_account(settings.opening_balance, settings.opening_sponsored)
        page.lines += [Line(f"opening:{tenant}", number, tenant, "", entry) for number, entry in enumerate(entries)]
    return page


def decide(books: Books, command: Message) -> Outcome:
    """The domain's decision on one command."""
    match command:
        case HoldCredits():
            return domain.hold(books, command.amount)
        case GrowHold():
            return domain.grow(books, command.amount)
        case CaptureHold():
            return domain.capture(books, command.amount)
        case ReleaseHold():
            return domain.release(books)
    raise TypeError(f"{type(command).__name__} is no command of billing.")


_DONE: dict[type[Message], Callable[[int], Event]] = {
    HoldCredits: lambda amount: CreditsHeld(amount=amount),
    GrowHold: lambda amount: HoldGrown(amount=amount),
    CaptureHold: lambda amount: HoldCaptured(amount=amount),
    ReleaseHold: lambda amount: HoldReleased(amount=amount),
}
_REFUSED: dict[type[Message], Callable[[Failure], Event]] = {
    HoldCredits: lambda failure: CreditsRefused(failure=failure),
    GrowHold: lambda failure: HoldGrowthRefused(failure=failure),
    CaptureHold: lambda failure: CaptureFailed(failure=failure),
}


def event_of(command: Message, outcome: Outcome) -> Event:
    """What billing tells about a decision."""
    if outcome.refusal is None:
        return _DONE[type(command)](outcome.amount)
    return _REFUSED[type(command)](_failure(outcome.refusal))


def _failure(refusal: Refusal) -> Failure:
    return Failure(kind="refused", code=refusal.code, message=refusal.message)
