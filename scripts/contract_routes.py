"""Who sends and who reads each message, derived from the registry's rules; the catalogue and AsyncAPI are made from it."""

from contracts.base import Command, Event, Message
from contracts.registry import MESSAGES, OUTCOMES, owner_of


def senders_of(message: type[Message]) -> tuple[str, ...]:
    """An event is told by its owner alone; the coordinator orders work, the gateway starts and cancels sequences."""
    owner = owner_of(message)
    if issubclass(message, Event):
        return (owner,)
    return ("gateway",) if owner == "coordinator" else ("coordinator",)


def readers_of(message: type[Message]) -> tuple[str, ...]:
    """Commands go to their owner, outcomes to the coordinator, and the gateway projects every event."""
    if not issubclass(message, Event):
        return (owner_of(message),)
    return ("coordinator", "gateway") if message.TYPE in OUTCOMES else ("gateway",)


def sent_by(service: str) -> tuple[type[Message], ...]:
    """What a service sends."""
    return tuple(message for message in MESSAGES.values() if service in senders_of(message))


def read_by(service: str) -> tuple[type[Message], ...]:
    """What a service reads."""
    return tuple(message for message in MESSAGES.values() if service in readers_of(message))


def kind_of(message: type[Message]) -> str:
    """How the catalogue calls it."""
    if issubclass(message, Event):
        return "outcome" if message.TYPE in OUTCOMES else "event"
    return "command" if issubclass(message, Command) else "order"


def meaning_of(message: type[Message]) -> str:
    """The first sentence of its docstring."""
    return " ".join((message.__doc__ or "").split("\n\n", 1)[0].split())
