"""Every topic, declared once: compose, Helm, ACLs, AsyncAPI and the local stack are made from this declaration."""

from dataclasses import dataclass

from contracts.base import Event, Message

PARTITIONS = 4
"""The same for all topics, so that one sequence has one partition number everywhere."""

WORKERS = ("script", "analysis", "imagery", "motion", "audio", "assembly", "billing", "notifier")
"""The services that take commands and tell events."""

SERVICES = ("coordinator", "gateway", *WORKERS)


@dataclass(frozen=True, slots=True)
class Topic:
    """One Kafka topic; `key` is always the sequence id. Retention in hours."""

    name: str
    owner: str
    purpose: str
    partitions: int = PARTITIONS
    retention_hours: int = 24 * 7
    max_message_bytes: int = 4 * 1024 * 1024


def commands_of(service: str) -> str:
    """The topic that the service takes its commands from."""
    return f"{service}.commands.v1"


def events_of(service: str) -> str:
    """The topic that the service tells its events on."""
    return f"{service}.events.v1"


def owner_of(message: type[Message]) -> str:
    """The service that a type belongs to: it takes the command or tells the event."""
    return message.TYPE.split(".")[1]


def topic_of(message: type[Message]) -> str:
    """The topic a message travels on."""
    owner = owner_of(message)
    return events_of(owner) if issubclass(message, Event) else commands_of(owner)


def dead_of(group: str) -> str:
    """Where a consumer group puts the messages it cannot read."""
    return f"{group}.dead.v1"


TOPICS: tuple[Topic, ...] = (
    *(Topic(commands_of(s), s, f"commands to {s}") for s in ("coordinator", *WORKERS)),
    *(Topic(events_of(s), s, f"events of {s}") for s in ("coordinator", *WORKERS)),
    *(
        Topic(
            dead_of(s),
            s,
            f"messages that {s} could not read",
            partitions=1,
            retention_hours=24 * 30,
            max_message_bytes=8 * 1024 * 1024,
        )
        for s in SERVICES
    ),
)
