"""Server-sent events as language models send them: one JSON object each."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx

LONGEST = 8_000_000
"""Characters of one stream; more is no answer to anything that we ask."""


class TooLongError(ValueError):
    """The stream does not end."""


async def events(response: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    """The objects of a stream, in their order.

    Raises httpx.HTTPError when the connection breaks, ValueError when something else than objects comes.
    """
    data, size = list[str](), 0
    async for line in response.aiter_lines():
        size += len(line)
        if size > LONGEST:
            raise TooLongError
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            told, data = "\n".join(data), []
            if told != "[DONE]":
                yield _object(told)


def _object(told: str) -> dict[str, Any]:
    try:
        found = json.loads(told)
    except RecursionError:
        raise ValueError("An event is nested without end.") from None
    if not isinstance(found, dict):
        raise ValueError("An event is no object.")  # noqa: TRY004 — its content is wrong, not its type
    return found
