"""Answers of vendors are hostile: how many bytes one may have and how long it may take, whoever speaks to them.

Every client of an adapter is made here, or reads through `bounded`. Compressed answers are not asked for and not taken, so that
what is counted on the wire is what is kept in memory.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

from chassis.trust import trusted

PLAIN = frozenset({"", "identity"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one exchange may cost us: bytes of its answer, and seconds from its beginning to its end."""

    bytes: int = 32_000_000
    seconds: float = 600.0


USUAL = Bounds()
TALK = Bounds(seconds=3600.0)
"""Of language models, which think before they write."""
MEDIA = Bounds(bytes=128_000_000)
"""Of those who send a medium in the answer itself."""


class UnboundedError(httpx.ReadError):
    """The answer is larger, or takes longer, than anything that we ask for; `told` says which, behind the vendor's name."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


def client(bounds: Bounds, timeout: httpx.Timeout | float, through: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client without redirects, and without a proxy or key from the environment."""
    transport = BoundedTransport(through or httpx.AsyncHTTPTransport(verify=trusted(), trust_env=False), bounds)
    headers = {"Accept-Encoding": "identity"}
    return httpx.AsyncClient(transport=transport, headers=headers, timeout=timeout, follow_redirects=False, trust_env=False)


class BoundedTransport(httpx.AsyncBaseTransport):
    """Another transport, whose answers have bounds."""

    def __init__(self, inner: httpx.AsyncBaseTransport, bounds: Bounds) -> None:
        self._inner, self._bounds = inner, bounds

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange; raises UnboundedError where its answer does not begin in time, and later where it does not end."""
        ends = asyncio.get_running_loop().time() + self._bounds.seconds
        try:
            async with asyncio.timeout_at(ends):
                response = await self._inner.handle_async_request(request)
        except TimeoutError:
            raise _endless(self._bounds) from None
        if response.headers.get("content-encoding", "").lower() not in PLAIN:
            await response.aclose()
            raise UnboundedError("sends a compressed answer, which was not asked for")
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Stream(response.stream, self._bounds, ends)
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream, bounds: Bounds, ends: float) -> None:
        self._inner, self._bounds, self._ends = inner, bounds, ends

    def __aiter__(self) -> AsyncIterator[bytes]:
        return bounded(aiter(self._inner), self._bounds, self._ends)

    async def aclose(self) -> None:
        await self._inner.aclose()


async def bounded(chunks: AsyncIterator[bytes], bounds: Bounds, ends: float) -> AsyncIterator[bytes]:
    """The chunks of an answer, of which no more is read than its bounds allow; `ends` is a time of the event loop.

    Raises UnboundedError.
    """
    size = 0
    while True:
        try:
            async with asyncio.timeout_at(ends):
                chunk = await anext(chunks, None)
        except TimeoutError:
            raise _endless(bounds) from None
        if chunk is None:
            return
        size += len(chunk)
        if size > bounds.bytes:
            raise UnboundedError(f"sends more than {bounds.bytes:,} bytes, which is no answer to anything that is asked")
        yield chunk


def _endless(bounds: Bounds) -> UnboundedError:
    return UnboundedError(f"has not come to the end of its answer in {bounds.seconds:g} seconds")
