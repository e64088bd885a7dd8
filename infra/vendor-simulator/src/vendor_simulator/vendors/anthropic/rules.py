"""What the messages API refuses; each rule is a sentence as its error tells it."""

from collections.abc import Iterator
from typing import Any

FIELDS = frozenset(
    {
        "model", "max_tokens", "messages", "system", "thinking", "output_config", "tools", "tool_choice", "stop_sequences",
        "stream", "metadata",
        "cache_control", "container", "diagnostics", "inference_geo", "service_tier", "speed", "context_management",
        "mcp_servers",
    }
)  # fmt: skip
MODELS = frozenset(
    {
        "claude-fable-5-2", "claude-mythos-5-2", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-fable-5-1", "claude-opus-5-5",
        "claude-mythos-5-1", "claude-sonnet-5", "claude-fable-5", "claude-mythos-5", "claude-opus-5", "claude-opus-4-8",
        "claude-opus-4-7", "claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5", "claude-haiku-4-5-20251001",
        "claude-opus-4-5", "claude-opus-4-5-20251101", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929",
    }
)  # fmt: skip
UNKNOWN_TO_GRAMMAR = (
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "maxItems",
)
MOST_TOKENS = 128_000


def refusals(body: Any) -> Iterator[str]:
    """Why a request is invalid."""
    if not isinstance(body, dict):
        yield "The request body is not a JSON object."
        return
    for name in sorted(set(body) - FIELDS):
        yield f"{name}: Extra inputs are not permitted"
    for name in ("model", "max_tokens", "messages"):
        if name not in body:
            yield f"{name}: Field required"
    tokens = body.get("max_tokens")
    if tokens is not None and (not isinstance(tokens, int) or not 1 <= tokens <= MOST_TOKENS):
        yield f"max_tokens: must be between 1 and {MOST_TOKENS}"
    yield from _message_refusals(body.get("messages"))
    schema = wanted_schema(body)
    if schema is not None:
        yield from schema_refusals(schema, "output_config.format.schema")
    for number, tool in enumerate(body.get("tools", ())):
        if tool.get("strict"):
            yield from schema_refusals(tool.get("input_schema", {}), f"tools.{number}.input_schema")


def _message_refusals(messages: Any) -> Iterator[str]:
    if not isinstance(messages, list) or not messages:
        yield "messages: at least one message is required"
        return
    for number, message in enumerate(messages):
        if message.get("role") not in ("user", "assistant"):
            yield f"messages.{number}.role: Input should be 'user' or 'assistant'"
        if not message.get("content"):
            yield f"messages.{number}: all messages must have non-empty content"
    if messages[-1].get("role") == "assistant":
        yield "This model does not support assistant message prefill. The conversation must end with a user message."


def wanted_schema(body: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of a structured answer."""
    form = (body.get("output_config") or {}).get("format") or {}
    schema = form.get("schema") if form.get("type") == "json_schema" else None
    return schema if isinstance(schema, dict) else None


def schema_refusals(schema: Any, where: str) -> Iterator[str]:
    """What a strict grammar cannot say."""
    parts = enumerate(schema) if isinstance(schema, list) else ()
    for number, part in parts:
        yield from schema_refusals(part, f"{where}.{number}")
    if isinstance(schema, dict):
        yield from _own_refusals(schema, where)
        for name, part in schema.items():
            if name in ("properties", "$defs", "definitions") and isinstance(part, dict):
                for inner, value in part.items():
                    yield from schema_refusals(value, f"{where}.{name}.{inner}")
            elif name not in ("enum", "const", "default", "examples", "required"):
                yield from schema_refusals(part, f"{where}.{name}")


def _own_refusals(schema: dict[str, Any], where: str) -> Iterator[str]:
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        yield f"{where}: For 'object' type, 'additionalProperties' must be explicitly set to false"
    if isinstance(schema.get("type"), str):
        for word in UNKNOWN_TO_GRAMMAR:
            if word in schema:
                yield f"{where}: For '{schema['type']}' type, property '{word}' is not supported"
    if schema.get("minItems", 0) > 1:
        yield f"{where}: For 'array' type, 'minItems' values other than 0 or 1 are not supported"
