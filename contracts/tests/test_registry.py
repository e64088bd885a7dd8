"""Types, owners and topics belong together."""

import re

import pytest
from contract_asyncapi import document
from contract_routes import read_by, readers_of, senders_of, sent_by

from contracts.base import CancelWork, Command, Event, Failed, Message
from contracts.registry import MESSAGES, MODULES, OUTCOMES, commands_of, events_of, owner_of, topic_of
from contracts.topics import PARTITIONS, SERVICES, TOPICS, WORKERS, dead_of

every_message = pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)


@every_message
def test_every_message_has_exactly_one_owner_and_says_so_in_its_type(message: type[Message]) -> None:
    assert re.fullmatch(r"sagareel\.[a-z]+\.[A-Z][A-Za-z]+\.v[1-9]\d*", message.TYPE)
    owners = [service for service in MODULES if message in (*commands_of(service), *events_of(service))]
    assert owners == [owner_of(message)] == [message.__module__.removeprefix("contracts.")]
    assert message.TYPE.split(".")[2] == message.__name__.removesuffix("V" + message.TYPE.rsplit("v", 1)[1])


def test_no_two_classes_share_a_type() -> None:
    declared = [
        value.TYPE for module in MODULES.values() for value in vars(module).values() if _is_message_of(value, module.__name__)
    ]
    assert len(declared) == len(set(declared)) == len(MESSAGES)


def _is_message_of(value: object, module: str) -> bool:
    return isinstance(value, type) and issubclass(value, Message) and value.__module__ == module and "TYPE" in vars(value)


@every_message
def test_every_message_travels_on_a_declared_topic_of_its_owner(message: type[Message]) -> None:
    topic = next(topic for topic in TOPICS if topic.name == topic_of(message))
    assert topic.owner == owner_of(message)
    assert topic.partitions == PARTITIONS


def test_every_declared_topic_carries_something() -> None:
    carried = {topic_of(message) for message in MESSAGES.values()} | {dead_of(service) for service in SERVICES}
    assert carried == {topic.name for topic in TOPICS}
    assert len({topic.name for topic in TOPICS}) == len(TOPICS)


@pytest.mark.parametrize("command", [c for c in MESSAGES.values() if issubclass(c, Command)], ids=lambda c: c.TYPE)
def test_a_command_ends_in_one_of_two_events_of_the_same_service(command: type[Command]) -> None:
    assert owner_of(command.DONE) == owner_of(command.FAILED) == owner_of(command)
    assert issubclass(command.FAILED, Failed)
    assert not issubclass(command.DONE, Failed)
    assert OUTCOMES[command.DONE.TYPE] is True
    assert OUTCOMES[command.FAILED.TYPE] is False


def test_no_outcome_answers_two_commands() -> None:
    commands = [c for c in MESSAGES.values() if issubclass(c, Command)]
    assert len(OUTCOMES) == 2 * len(commands)


@pytest.mark.parametrize("service", [service for service in WORKERS if service != "billing"])
def test_every_service_that_works_long_can_be_cancelled(service: str) -> None:
    assert [c for c in commands_of(service) if issubclass(c, CancelWork)]


@every_message
def test_every_message_is_sent_and_read_by_somebody(message: type[Message]) -> None:
    assert senders_of(message)
    assert readers_of(message)
    if issubclass(message, Event):
        assert senders_of(message) == (owner_of(message),)


def test_asyncapi_has_one_sender_per_event_and_every_receiver_has_a_sender() -> None:
    operations = document()["operations"].values()
    pairs = {
        action: [m["$ref"] for o in operations if o["action"] == action for m in o.get("messages", ())]
        for action in ("send", "receive")
    }
    assert len(pairs["send"]) == len(set(pairs["send"]))
    assert set(pairs["receive"]) == set(pairs["send"])
    assert len(pairs["send"]) == sum(len(sent_by(service)) for service in SERVICES)
    assert len(pairs["receive"]) == sum(len(read_by(service)) for service in SERVICES)
