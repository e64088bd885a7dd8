"""HTTP with the gateway: one place for keys, retries and what its errors mean."""

import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from sagareel.connection import Connection
from sagareel.failures import CommandFailed, Exit, failure_of

TRIES = 4
PAUSE = 0.5


class Client:
    """Speaks to one gateway."""

    def __init__(self, connection: Connection, transport: httpx.BaseTransport | None = None) -> None:
        self.url = connection.url
        self._http = httpx.Client(
            base_url=connection.url,
            headers={"Authorization": f"Bearer {connection.key}", "User-Agent": "sagareel-cli"},
            timeout=httpx.Timeout(30, connect=5),
            transport=transport,
            follow_redirects=False,
        )

    def get(self, path: str, **query: str | int | None) -> Any:
        """A resource; tried again while the gateway cannot be reached."""
        return self._asked("GET", path, params={k: v for k, v in query.items() if v is not None})

    def post(self, path: str, body: Mapping[str, Any] | None = None, key: str | None = None) -> Any:
        """Send something; the idempotency key makes trying again safe."""
        return self._asked("POST", path, json=body, headers={"Idempotency-Key": key or uuid.uuid4().hex})

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Put something in its place; trying again changes nothing."""
        return self._asked("PUT", path, json=body)

    def delete(self, path: str) -> None:
        """Remove something; trying again changes nothing."""
        self._asked("DELETE", path)

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str] | None = None, silence: float = 60) -> Iterator[httpx.Response]:
        """A response that is read as it comes; not tried again."""
        timeout = httpx.Timeout(30, connect=5, read=silence)
        try:
            with self._http.stream("GET", path, headers=headers, timeout=timeout) as response:
                if response.status_code >= 400:
                    response.read()
                    raise failure_of(response.status_code, _json(response))
                yield response
        except httpx.TransportError as error:
            raise _unreachable(self.url, error) from None

    def _asked(self, method: str, path: str, **sent: Any) -> Any:
        for left in reversed(range(TRIES)):
            try:
                response = self._http.request(method, path, **sent)
            except httpx.TransportError as error:
                if not left:
                    raise _unreachable(self.url, error) from None
            except UnicodeEncodeError:
                raise CommandFailed(
                    Exit.USAGE, "Something that was typed is not UTF-8 text. Put it into a file as UTF-8."
                ) from None
            else:
                if response.status_code < 400:
                    return _json(response)
                if response.status_code != 503 or not left:
                    raise failure_of(response.status_code, _json(response))
            time.sleep(PAUSE * (TRIES - left))
        raise AssertionError("the last try has either answered or raised")


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _unreachable(url: str, error: Exception) -> CommandFailed:
    return CommandFailed(
        Exit.UNREACHABLE, f"The gateway at {url} cannot be reached ({error}). Is it running? `make up` starts it."
    )
