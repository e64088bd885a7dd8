"""The URL guard: no packet to a private address, no way around by spelling, redirect or rebinding, no endless page."""

import asyncio
import gzip
import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import httpx
import pytest

from chassis.errors import Broken, Invalid, Refused
from chassis.urlguard import Limits, PinnedTransport, Policy, checked_address, fetch, policy_of

LOOPBACK = ipaddress.ip_network("127.0.0.0/8")
OPEN = Policy(plain_http=True, any_port=True, networks=(LOOPBACK,))
PAGE = b"<html><body><p>Hello</p></body></html>"

PRIVATE = (
    *("https://127.0.0.1/", "https://0.0.0.0/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest"),
    *("https://[fd00::1]/", "https://100.64.0.1/", "https://10.0.0.1/", "https://192.168.1.1/", "https://172.16.0.1/"),
    *("https://0177.0.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://127.1/"),
    *("https://localhost/", "https://localhost./", "https://127.0.0.1./", "https://127。0。0。1/", "https://１２７.0.0.1/"),
    *("https://user@example.com/", "https://user:pass@example.com/", "https://example.com\\@10.0.0.1/", "https:\\\\example.com"),
    *("http://ok.example#@10.0.0.1", "https://ok.example#@10.0.0.1", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/"),
    *(
        "https://[2002:7f00:1::]/",
        "https://[fe80::1%25eth0]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[ff02::1]/",
    ),
    *("gopher://example.com/", "file:///etc/passwd", "ftp://example.com/", "data:text/html,x", "javascript:alert(1)", ""),
    *(
        "https://example.com:22/",
        "https://example.com:25/",
        "https://example.com:6379/",
        "http://example.com/",
        "https:///x",
        "x",
    ),
    *(
        "https://exa mple.com/",
        "https://example.com/\r\nHost: a",
        "https://-.com/",
        "https://example.com:99999/",
        "https://" + "a" * 5000,
    ),
)


@dataclass
class Server:
    """A web server of our own that counts who comes."""

    port: int
    visits: int = 0
    hosts: Sequence[str] = ()


Answer = Callable[[asyncio.StreamWriter, str], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[Server]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        state.visits += 1
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        state.hosts = [*state.hosts, next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))]
        try:
            await answer(writer, head.split()[1])
            writer.close()
        except (ConnectionError, asyncio.CancelledError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    state = Server(server.sockets[0].getsockname()[1])
    async with server:
        yield state


def page(body: bytes, kind: str = "text/html", extra: str = "", length: int | None = None) -> Answer:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        size = len(body) if length is None else length
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {size}\r\n{extra}\r\n".encode() + body)
        await writer.drain()

    return answer


def resolving(*answers: Sequence[str]) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    """A resolver that gives one answer after the other, as a rebinding server does."""
    left = list(answers)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


@pytest.mark.parametrize("url", PRIVATE)
async def test_a_private_or_odd_address_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as error:
        await checked_address(url, Policy(resolve=resolving(["93.184.216.34"])))
    assert error.value.code == "url_not_allowed"


async def test_no_packet_is_sent_to_a_private_address() -> None:
    async with serving(page(PAGE)) as server:
        policy = Policy(plain_http=True, any_port=True, resolve=resolving(["127.0.0.1"]))
        for url in (f"http://127.0.0.1:{server.port}/", f"http://inside.example:{server.port}/"):
            with pytest.raises(Invalid):
                await fetch(url, policy=policy)
        assert server.visits == 0


async def test_a_public_name_is_let_through_in_any_script() -> None:
    policy = Policy(resolve=resolving(["93.184.216.34"]))
    for url in (
        "https://example.com/a?b=c#d",
        "https://example.com:443/",
        "https://müller.example/@user",
        "https://93.184.216.34/",
    ):
        assert (await checked_address(url, policy)).addresses == ("93.184.216.34",)


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Invalid):
        await checked_address("https://two.example/", Policy(resolve=resolving(["93.184.216.34", "10.0.0.1"])))


async def test_a_name_that_does_not_resolve_is_told_apart() -> None:
    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError

    with pytest.raises(Broken) as error:
        await checked_address("https://nowhere.example/", Policy(resolve=nowhere))
    assert error.value.code == "url_not_found"


async def test_the_connection_goes_to_the_checked_address_and_names_the_host() -> None:
    async with serving(page(PAGE)) as server:
        policy = replace(OPEN, resolve=resolving(["127.0.0.1"], ["10.255.255.1"]))
        fetched = await fetch(f"http://pinned.example:{server.port}/", policy=policy)
        assert fetched.body == PAGE
        assert server.hosts == [f"pinned.example:{server.port}"]


async def test_a_second_resolution_to_a_private_address_is_never_used() -> None:
    """One resolution per request: what a rebinding name says afterwards matters for the next request only, which is refused."""
    async with serving(page(PAGE)) as server:
        policy = Policy(plain_http=True, any_port=True, resolve=resolving(["127.0.0.1"]))
        async with httpx.AsyncClient(transport=PinnedTransport(policy)) as client:
            with pytest.raises(Invalid):
                await client.post(f"http://rebind.example:{server.port}/")
        assert server.visits == 0


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "file:///etc/passwd", "http://[::1]/", "https://0x7f000001/", "//169.254.169.254/"]
)
async def test_a_redirect_is_checked_like_a_first_address(target: str) -> None:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        writer.write(f"HTTP/1.1 302 Found\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n".encode())

    async with serving(answer) as server:
        with pytest.raises(Invalid) as error:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN)
        assert error.value.code == "url_not_allowed"
        assert server.visits == 1


async def test_redirects_are_followed_but_not_for_ever() -> None:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        if path == "/end":
            await page(PAGE)(writer, path)
        else:
            target = "/end" if path == "/once" else "/again"
            writer.write(f"HTTP/1.1 301 Moved\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n".encode())

    async with serving(answer) as server:
        fetched = await fetch(f"http://127.0.0.1:{server.port}/once", policy=OPEN)
        assert (fetched.body, fetched.url.rsplit("/", 1)[1]) == (PAGE, "end")
        with pytest.raises(Refused) as error:
            await fetch(f"http://127.0.0.1:{server.port}/round", policy=OPEN)
        assert error.value.code == "page_redirects"
        assert server.visits == 2 + 6


async def test_a_page_that_never_ends_is_cut_at_the_limit() -> None:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
            await writer.drain()

    async with serving(answer) as server:
        with pytest.raises(Refused) as error:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN, limits=Limits(size=100_000))
        assert error.value.code == "page_too_large"


async def test_a_page_that_drips_is_cut_at_the_deadline() -> None:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving(answer) as server:
        with pytest.raises(Refused) as error:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN, limits=Limits(seconds=0.3))
        assert error.value.code == "page_too_slow"


async def test_a_decompression_bomb_does_not_unfold() -> None:
    bomb = gzip.compress(b"a" * 20_000_000)
    async with serving(page(bomb, extra="content-encoding: gzip\r\n")) as server:
        with pytest.raises(Refused) as error:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN, limits=Limits(size=1_000_000))
        assert error.value.code == "page_too_large"


async def test_a_packed_page_is_unpacked() -> None:
    async with serving(page(gzip.compress(PAGE), extra="content-encoding: gzip\r\n")) as server:
        assert (await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN)).body == PAGE


@pytest.mark.parametrize(
    ("body", "told", "is_really"),
    [
        (PAGE, "image/png", "text/html"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "text/html", "image/png"),
        (b"%PDF-1.7", "text/plain", "application/pdf"),
        (b"Just words.", "application/octet-stream", "text/plain"),
        (b"ab\0cd", "text/html", "application/octet-stream"),
    ],
)
async def test_the_bytes_decide_what_a_page_is(body: bytes, told: str, is_really: str) -> None:
    async with serving(page(body, told)) as server:
        assert (await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN)).media_type == is_really


async def test_a_type_that_is_not_wanted_is_refused() -> None:
    async with serving(page(b"%PDF-1.7")) as server:
        with pytest.raises(Refused) as error:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN, limits=Limits(types=frozenset({"text/html"})))
        assert error.value.code == "page_wrong_type"


@pytest.mark.parametrize(("length", "error"), [(10, None), (10_000, Broken)])
async def test_a_lying_length_does_no_harm(length: int, error: type[Exception] | None) -> None:
    async with serving(page(PAGE, length=length)) as server:
        url = f"http://127.0.0.1:{server.port}/"
        if error is None:
            assert (await fetch(url, policy=OPEN)).body == PAGE[:10]
        else:
            with pytest.raises(error):
                await fetch(url, policy=OPEN)


@pytest.mark.parametrize(("status", "error", "code"), [(404, Refused, "page_not_there"), (503, Broken, "page_unreachable")])
async def test_an_error_page_is_no_page(status: int, error: type[Exception], code: str) -> None:
    async def answer(writer: asyncio.StreamWriter, path: str) -> None:
        writer.write(f"HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n".encode())

    async with serving(answer) as server:
        with pytest.raises(error) as caught:
            await fetch(f"http://127.0.0.1:{server.port}/", policy=OPEN)
        assert getattr(caught.value, "code", "") == code


def test_settings_open_plain_http_and_nothing_else() -> None:
    assert policy_of({}) == Policy()
    assert policy_of({"SAGAREEL_PLAIN_HTTP": "1"}) == Policy(plain_http=True)
