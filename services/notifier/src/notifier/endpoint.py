"""Posts to endpoints over HTTP: one try, ten seconds, no redirects, nothing of the answer but its status. Bound in `app`."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from notifier.ports import ForbiddenUrlError, UnreachableError

TIMEOUT = 10.0
"""Seconds for everything: name, connection, request and the answer's headers."""


@dataclass(frozen=True, slots=True)
class HttpEndpoints:
    """`client` makes an HTTP client that reaches public addresses only."""

    client: Callable[[], httpx.AsyncClient]
    timeout: float = TIMEOUT

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Deliver once and return the status; the answer's body is never read, so its size does not matter.

        Raises UnreachableError or ForbiddenUrlError.
        """
        try:
            async with asyncio.timeout(self.timeout), self.client() as client:
                request = client.build_request("POST", url, headers=dict(headers), content=body)
                response = await client.send(request, stream=True, follow_redirects=False)
                await response.aclose()
                return response.status_code
        except TimeoutError:
            raise UnreachableError(f"it did not answer within {self.timeout:g} seconds.") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise ForbiddenUrlError("its address is no https URL.") from error
        except httpx.ConnectError as error:
            raise UnreachableError("no connection could be made.") from error
        except httpx.HTTPError as error:
            raise UnreachableError("the connection ended without an answer.") from error
