"""All messages by type string: which service owns each and on which topic it travels. Read by services, generators and checks."""

import inspect
from types import ModuleType

from contracts import analysis, assembly, audio, billing, coordinator, imagery, motion, notifier, script
from contracts.base import CancelWork, Command, Event, Message
from contracts.topics import owner_of, topic_of

__all__ = ["MESSAGES", "MODULES", "OUTCOMES", "commands_of", "events_of", "owner_of", "topic_of"]

MODULES: dict[str, ModuleType] = {
    "coordinator": coordinator,
    "script": script,
    "analysis": analysis,
    "imagery": imagery,
    "motion": motion,
    "audio": audio,
    "assembly": assembly,
    "billing": billing,
    "notifier": notifier,
}


def _messages_of(module: ModuleType) -> tuple[type[Message], ...]:
    classes = (value for _, value in inspect.getmembers(module, inspect.isclass))
    return tuple(c for c in classes if issubclass(c, Message) and c.__module__ == module.__name__ and "TYPE" in vars(c))


MESSAGES: dict[str, type[Message]] = {c.TYPE: c for module in MODULES.values() for c in _messages_of(module)}
"""Type string to class."""


def commands_of(service: str) -> tuple[type[Message], ...]:
    """What a service can be told to do."""
    return tuple(m for m in MESSAGES.values() if owner_of(m) == service and not issubclass(m, Event))


def events_of(service: str) -> tuple[type[Message], ...]:
    """What a service tells."""
    return tuple(m for m in MESSAGES.values() if owner_of(m) == service and issubclass(m, Event))


OUTCOMES: dict[str, bool] = {
    event.TYPE: good
    for command in MESSAGES.values()
    if issubclass(command, Command) and not issubclass(command, CancelWork)
    for event, good in ((command.DONE, True), (command.FAILED, False))
}
"""Type string of every event that ends a command to whether it is the good outcome."""
