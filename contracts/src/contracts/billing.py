"""Messages of the billing service: it keeps the ledger; a sequence has one hold."""

from typing import ClassVar

from contracts.base import Command, Event, Failed, Micros


class CreditsHeld(Event):
    """Credits are reserved for the sequence."""

    TYPE: ClassVar = "sagareel.billing.CreditsHeld.v1"
    amount: Micros


class CreditsRefused(Failed):
    """The tenant has too few credits; nothing was reserved."""

    TYPE: ClassVar = "sagareel.billing.CreditsRefused.v1"


class HoldCredits(Command):
    """Reserve credits for a sequence, before anything is made."""

    TYPE: ClassVar = "sagareel.billing.HoldCredits.v1"
    DONE: ClassVar = CreditsHeld
    FAILED: ClassVar = CreditsRefused
    amount: Micros


class HoldGrown(Event):
    """The hold now covers the whole plan."""

    TYPE: ClassVar = "sagareel.billing.HoldGrown.v1"
    amount: Micros


class HoldGrowthRefused(Failed):
    """The tenant has too few credits for the whole plan; the hold is unchanged."""

    TYPE: ClassVar = "sagareel.billing.HoldGrowthRefused.v1"


class GrowHold(Command):
    """Raise the hold of a sequence to `amount`; a smaller amount leaves it as it is."""

    TYPE: ClassVar = "sagareel.billing.GrowHold.v1"
    DONE: ClassVar = HoldGrown
    FAILED: ClassVar = HoldGrowthRefused
    amount: Micros


class HoldCaptured(Event):
    """The sequence is paid; what was held above `amount` is given back."""

    TYPE: ClassVar = "sagareel.billing.HoldCaptured.v1"
    amount: Micros


class CaptureFailed(Failed):
    """The hold could not be captured."""

    TYPE: ClassVar = "sagareel.billing.CaptureFailed.v1"


class CaptureHold(Command):
    """Charge `amount` from the hold and give back the rest."""

    TYPE: ClassVar = "sagareel.billing.CaptureHold.v1"
    DONE: ClassVar = HoldCaptured
    FAILED: ClassVar = CaptureFailed
    amount: Micros


class HoldReleased(Event):
    """Everything held for the sequence is given back."""

    TYPE: ClassVar = "sagareel.billing.HoldReleased.v1"
    amount: Micros


class ReleaseFailed(Failed):
    """The hold could not be released."""

    TYPE: ClassVar = "sagareel.billing.ReleaseFailed.v1"


class ReleaseHold(Command):
    """Give back everything held for the sequence."""

    TYPE: ClassVar = "sagareel.billing.ReleaseHold.v1"
    DONE: ClassVar = HoldReleased
    FAILED: ClassVar = ReleaseFailed
    reason: str
