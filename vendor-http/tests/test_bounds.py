"""A vendor that sends two gigabytes, or one byte after the other, costs neither memory nor patience, and is told by name."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from chassis.errors import JobError, Unsure
from vendor_http import elevenlabs
from vendor_http.answers import as_object
from vendor_http.bounds import BoundedTransport, Bounds, UnboundedError, bounded, client
from vendor_http.fal.account import Account, Hosts
from vendor_http.series import Part
from vendor_http.text import anthropic, openai
from vendor_http.text.events import events
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

SMALL = Bounds(bytes=300_000, seconds=0.6)
SPEECH = {"text": "Hello.", "model_id": "eleven_v3"}


def fault(vendor: Any, name: Any, path: str) -> Rule:
    return Rule(vendor=vendor, fault=name, path=path, seconds=0.02, times=1)


@pytest.mark.parametrize("how", ["endless", "drip"])
async def test_a_call_of_elevenlabs_ends(simulator: "Simulator", elevenlabs_account: elevenlabs.Account, how: str) -> None:
    await simulator.plan(fault("elevenlabs", how, "/v1/text-to-speech/*"))
    part = Part("v1/text-to-speech/EXAVITQu4vr4xnSDxMaL/with-timestamps", SPEECH, "w", gives="json", since=time.time())
    api = elevenlabs.Api(replace(elevenlabs_account, bounds=SMALL))
    await told(lambda: api.ask(part), Unsure, how)


@pytest.mark.parametrize("how", ["endless", "drip"])
@pytest.mark.parametrize("status", [None, 500])
async def test_what_fal_says_of_a_request_ends(
    simulator: "Simulator", fal_account: Account, how: str, status: int | None
) -> None:
    await simulator.plan(fault("fal", how, "/queue/*"))
    hosts = Hosts(replace(fal_account, bounds=SMALL))
    url = f"{fal_account.queue}/fal-ai/flux-2{'' if status is None else '/nowhere/at/all'}"

    async def post() -> httpx.Response:
        return await hosts.http.post(url, headers=hosts.headers("w"), json={"prompt": "A tower"})

    await told(post, UnboundedError, how)


@pytest.mark.parametrize("how", ["endless", "drip"])
async def test_a_stream_ends(simulator: "Simulator", how: str) -> None:
    for vendor, path in (("anthropic", "/v1/messages"), ("openai", "/v1/conversations")):
        await simulator.plan(fault(vendor, how, path))
        async with client(SMALL, 10.0) as http:

            async def listen(
                http: httpx.AsyncClient = http, url: str = f"{simulator.at[vendor]}{path.removeprefix('/v1')}"
            ) -> None:
                headers = {"Authorization": "Bearer k", "anthropic-version": anthropic.VERSION}
                async with http.stream("POST", url.replace("/messages", "/v1/messages"), headers=headers, json={}) as response:
                    async for _ in events(response):
                        pass

            await told(listen, UnboundedError, how)


async def told(call: Callable[[], Awaitable[Any]], kind: type[Exception], how: str) -> None:
    async with asyncio.timeout(5):
        with pytest.raises(kind) as caught:
            await call()
    sentence = caught.value.message if isinstance(caught.value, JobError) else str(caught.value)
    assert ("300,000 bytes" if how == "endless" else "0.6 seconds") in sentence


async def test_no_more_is_read_than_the_bounds_allow() -> None:
    pulled = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal pulled
        while True:
            pulled += 1
            yield b"x" * 1000

    ends = asyncio.get_running_loop().time() + 60
    with pytest.raises(UnboundedError):
        async for _ in bounded(chunks(), Bounds(bytes=10_000), ends):
            pass
    assert pulled == 11


async def test_a_bomb_is_not_unpacked() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b" " * 10_000_000))

    async with httpx.AsyncClient(transport=BoundedTransport(httpx.MockTransport(answer), SMALL)) as http:
        with pytest.raises(UnboundedError, match="compressed"):
            await http.get("https://vendor.example")


def test_json_that_is_nested_without_end_is_no_object() -> None:
    assert as_object(httpx.Response(200, content=b'{"a":' + b"[" * 200_000)) is None


def test_every_account_has_bounds() -> None:
    for account in (Account("k"), elevenlabs.Account("k"), anthropic.Account("k"), openai.Account("k")):
        assert 1_000_000 <= account.bounds.bytes <= 128_000_000
        assert account.bounds.seconds <= 3600
