"""The AsyncAPI 3 document of the whole system, made from the registry and the topic declaration; used by gen_contracts.

It is not taken from FastStream: messages that leave through the outbox have no publisher there and would be missing.
"""

from typing import Any

import yaml
from contract_routes import meaning_of, read_by, sent_by
from contract_schemas import ROOT, place_of

from contracts.base import Message
from contracts.envelope import JSON
from contracts.registry import MESSAGES, topic_of
from contracts.topics import SERVICES, TOPICS, Topic, dead_of

ASYNCAPI = ROOT / "asyncapi.yaml"
_BINDING = "0.5.0"
_HEADERS: dict[str, tuple[bool, str]] = {
    "ce_specversion": (True, "always 1.0"),
    "ce_id": (True, "with ce_source it identifies the message; a repeat carries the same id"),
    "ce_source": (True, "the service that has sent it"),
    "ce_type": (True, "sagareel.<service>.<Name>.v<major>"),
    "ce_tenant": (True, "whose it is"),
    "ce_sequence": (True, "the film that it belongs to; also the record's key"),
    "ce_time": (False, "when it was sent, RFC 3339"),
    "ce_step": (False, "the step that it belongs to"),
    "ce_attempt": (False, "the attempt of that step, a decimal number"),
    "ce_causation": (False, "the id of the command that an event answers"),
    "traceparent": (False, "the W3C trace context"),
    "content-type": (False, JSON.decode()),
}


def asyncapi_text() -> str:
    """The document as YAML."""
    head = "# Made by scripts/gen_contracts.py from contracts/src; do not edit.\n"
    return head + yaml.safe_dump(document(), sort_keys=False, allow_unicode=True, width=130)


def document() -> dict[str, Any]:
    """The document as plain data."""
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "Sagareel",
            "version": "1.0.0",
            "description": "The messages between the Sagareel services: CloudEvents 1.0 in binary mode on Kafka, JSON bodies.",
        },
        "defaultContentType": JSON.decode(),
        "servers": {
            "kafka": {"host": "{bootstrap}", "protocol": "kafka", "variables": {"bootstrap": {"default": "127.0.0.1:9092"}}}
        },
        "channels": {topic.name: _channel(topic) for topic in TOPICS},
        "operations": {name: operation for service in SERVICES for name, operation in _operations(service).items()},
        "components": {
            "schemas": {"CloudEventHeaders": _headers()},
            "messages": {**{message.TYPE: _message(message) for message in MESSAGES.values()}, "dead": _dead()},
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    carried = [message.TYPE for message in MESSAGES.values() if topic_of(message) == topic.name] or ["dead"]
    return {
        "address": topic.name,
        "description": f"{topic.purpose[0].upper()}{topic.purpose[1:]}.",
        "messages": {type_: {"$ref": f"#/components/messages/{_escaped(type_)}"} for type_ in carried},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": ["delete"],
                    "retention.ms": topic.retention_hours * 3_600_000,
                    "max.message.bytes": topic.max_message_bytes,
                },
                "bindingVersion": _BINDING,
            }
        },
    }


def _operations(service: str) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for action, messages in (("send", sent_by(service)), ("receive", read_by(service))):
        for topic in dict.fromkeys(topic_of(message) for message in messages):
            carried = [message for message in messages if topic_of(message) == topic]
            operations[f"{service}.{action}.{topic}"] = _operation(service, action, topic, carried)
    dead = dead_of(service)
    operations[f"{service}.send.{dead}"] = {"action": "send", "channel": _channel_ref(dead)}
    return operations


def _operation(service: str, action: str, topic: str, messages: list[type[Message]]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "action": action,
        "channel": _channel_ref(topic),
        "messages": [{"$ref": f"#/channels/{topic}/messages/{message.TYPE}"} for message in messages],
    }
    if action == "receive":
        group = {"type": "string", "enum": [service]}
        operation["bindings"] = {"kafka": {"groupId": group, "bindingVersion": _BINDING}}
    return operation


def _message(message: type[Message]) -> dict[str, Any]:
    return {
        "name": message.TYPE,
        "title": message.__name__,
        "summary": meaning_of(message),
        "contentType": JSON.decode(),
        "headers": {
            "allOf": [
                {"$ref": "#/components/schemas/CloudEventHeaders"},
                {"type": "object", "properties": {"ce_type": {"type": "string", "const": message.TYPE}}},
            ]
        },
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./schemas/{place_of(message)}.json"},
        },
        "bindings": {"kafka": {"key": _key(), "bindingVersion": _BINDING}},
    }


def _dead() -> dict[str, Any]:
    return {
        "name": "dead",
        "title": "Dead message",
        "summary": "A record that a consumer group could not read, as it came, with the reason in its headers.",
        "bindings": {"kafka": {"key": _key(), "bindingVersion": _BINDING}},
    }


def _headers() -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name, (required, _) in _HEADERS.items() if required],
        "properties": {name: {"type": "string", "description": text} for name, (_, text) in _HEADERS.items()},
    }


def _key() -> dict[str, str]:
    return {"type": "string", "description": "The sequence id."}


def _channel_ref(topic: str) -> dict[str, str]:
    return {"$ref": f"#/channels/{topic}"}


def _escaped(name: str) -> str:
    """A JSON pointer's step."""
    return name.replace("~", "~0").replace("/", "~1")
