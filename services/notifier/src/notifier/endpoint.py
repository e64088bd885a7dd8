"""Posts to endpoints over HTTP: one try, ten seconds, no redirects, nothing of the answer but its status. Bound in `app`."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from chassis.errors import Broken, Invalid
from notifier.ports import ForbiddenUrlError, UnreachableError

TIMEOUT = 10.0
"""Seconds for everything: name, connection, request and the answer's headers."""


@dataclass(frozen=True, slots=True)
class HttpEndpoints:
    """`transport` is the guarded one, which reaches public addresses only; a client around it would keep cookies."""

    transport: httpx.AsyncBaseTransport
    timeout: float = TIMEOUT

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Deliver once and return the status; the answer's body is never read, so its size does not matter.

        Raises UnreachableError or ForbiddenUrlError.
        """
        try:
            async with asyncio.timeout(self.timeout):
                request = httpx.Request("POST", url, headers=dict(headers), content=body)
                response = await self.transport.handle_async_request(request)
                await response.aclose()
                return response.status_code
        except TimeoutError:
            raise UnreachableError(f"it did not answer within {self.timeout:g} seconds.") from None
        except Invalid as error:
            raise ForbiddenUrlError(error.message) from error
        except Broken as error:
            raise UnreachableError(error.message) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise ForbiddenUrlError("This is no web address. Give a public https:// address.") from error
        except httpx.ConnectError as error:
            raise UnreachableError("no connection could be made.") from error
        except httpx.HTTPError as error:
            raise UnreachableError("the connection ended without an answer.") from error
