"""Messages of the notifier: it delivers signed webhooks."""

from typing import ClassVar, Literal

from contracts.base import CancelWork, Command, Event, Failed, Progressed


class OwnerNotified(Event):
    """The owner's endpoint has accepted the notification."""

    TYPE: ClassVar = "sagareel.notifier.OwnerNotified.v1"
    url: str
    deliveries: int


class NotificationFailed(Failed):
    """The notification could not be delivered."""

    TYPE: ClassVar = "sagareel.notifier.NotificationFailed.v1"


class NotifyOwner(Command):
    """Tell the owner's endpoint how the film ended; the body is a thin payload with a link."""

    TYPE: ClassVar = "sagareel.notifier.NotifyOwner.v1"
    DONE: ClassVar = OwnerNotified
    FAILED: ClassVar = NotificationFailed
    url: str
    state: Literal["completed", "completed_with_stand_ins", "failed", "cancelled", "needs_attention"]
    title: str = ""


class NotifierProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.notifier.NotifierProgressed.v1"


class CancelNotifier(CancelWork):
    """Stop the sequence's unfinished notifier jobs."""

    TYPE: ClassVar = "sagareel.notifier.CancelNotifier.v1"
