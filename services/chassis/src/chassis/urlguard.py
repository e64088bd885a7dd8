"""The one guard for URLs that users give: https to public addresses only, connected to exactly the address that was checked.

`fetch` reads a page with limits; `PinnedTransport` is for httpx clients that do more than read (webhooks). No
setting opens it for inner networks, but for media of vendors while the vendor simulator stands in for all of them.
"""

import asyncio
import ipaddress
import re
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import httpx

from chassis.errors import Broken, Invalid, Refused
from chassis.trust import trusted

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_HOST = re.compile(r"^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$")
LONGEST = 4096
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}]|[\u3002\uff0e\uff61]")
_INNER = frozenset({"localhost", "local", "internal", "localdomain", "lan", "intranet", "home"})
_TUNNELS = tuple(ipaddress.ip_network(n) for n in ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10"))
"""IPv6 addresses that carry another address inside, or are site-local."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, from the system's resolver."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Policy:
    """What is let through. The default is the strict one; `networks` names addresses that need not be public."""

    plain_http: bool = False
    any_port: bool = False
    networks: tuple[Network, ...] = ()
    resolve: Resolve = resolve


@dataclass(frozen=True, slots=True)
class Limits:
    """When a fetch is cut off: bytes after decompression, seconds for all of it, redirects; and the types that are wanted."""

    size: int = 5_000_000
    seconds: float = 15.0
    redirects: int = 5
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """A URL that may be called, and the addresses it was checked for."""

    url: httpx.URL
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave; `media_type` is what the bytes are, whatever the server called them."""

    url: str
    media_type: str
    charset: str | None
    body: bytes = field(repr=False)


STRICT = Policy()


def spelled_right(url: str, policy: Policy = STRICT) -> httpx.URL:
    """The URL, as far as its spelling tells: a first check before anything is stored; raises Invalid `url_not_allowed`."""
    parsed = _parsed(url, policy)
    host = parsed.host.strip("[]")
    if (literal := _literal(host)) and not _is_allowed(str(literal), policy):
        raise _refused(f"{host} is not a public address")
    if host.rstrip(".").rpartition(".")[2] in _INNER:
        raise _refused(f"{host} is a name of an inner network")
    return parsed


async def checked_address(url: str | httpx.URL, policy: Policy = STRICT) -> Checked:
    """The URL's addresses, all of them allowed; raises Invalid `url_not_allowed`, or Broken when its name does not resolve."""
    parsed = spelled_right(str(url), policy)
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    host = parsed.host.strip("[]")
    if literal := _literal(host):
        addresses: Sequence[str] = [str(literal)]
    else:
        try:
            addresses = await policy.resolve(host, port)
        except (OSError, UnicodeError):
            raise Broken(f"The address {host} does not resolve. Check its spelling.", code="url_not_found") from None
    if not addresses or not all(_is_allowed(address, policy) for address in addresses):
        raise _refused(f"{host} is not a public address")
    return Checked(parsed, tuple(addresses))


class PinnedTransport(httpx.AsyncBaseTransport):
    """An httpx transport that checks every request's URL and connects to the very address that it checked.

    The name stays in the Host header and in TLS; connections are not kept, so that names on one address never share one.
    """

    def __init__(self, policy: Policy = STRICT) -> None:
        self._policy = policy
        limits = httpx.Limits(max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(verify=trusted(), trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Check, then send to one of the checked addresses."""
        checked = await checked_address(request.url, self._policy)
        name = request.url.host
        for number, address in enumerate(checked.addresses[:3], start=1):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": name},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except httpx.ConnectError:
                if number == len(checked.addresses[:3]):
                    raise
        raise httpx.ConnectError(f"{name} has no address")

    async def aclose(self) -> None:
        """Close what is open."""
        await self._inner.aclose()


async def fetch(url: str, *, limits: Limits = Limits(), policy: Policy = STRICT) -> Fetched:
    """Read a page, following redirects through the same checks.

    Raises Invalid (`url_not_allowed`), Refused (`page_*`: too large, too slow, wrong type, not there) or Broken (try again).
    """
    client = httpx.AsyncClient(transport=PinnedTransport(policy), timeout=limits.seconds, trust_env=False)
    try:
        async with asyncio.timeout(limits.seconds), client:
            return await _followed(client, url, limits)
    except (TimeoutError, httpx.TimeoutException):
        raise Refused(f"The page did not come within {limits.seconds:g} seconds.", code="page_too_slow") from None
    except httpx.InvalidURL:
        raise _refused("it cannot be read as a URL") from None
    except httpx.HTTPError as error:
        raise Broken(f"The page could not be read: {error or type(error).__name__}.", code="page_unreachable") from error


async def _followed(client: httpx.AsyncClient, url: str, limits: Limits) -> Fetched:
    for _ in range(limits.redirects + 1):
        headers = {"accept-encoding": "gzip, identity", "user-agent": "Sagareel/1 (+reads pages for films)"}
        async with client.stream("GET", url, headers=headers, follow_redirects=False) as response:
            if response.is_redirect:
                url = _next(response)
                continue
            return await _read(response, url, limits)
    raise Refused(f"The page redirects more than {limits.redirects} times.", code="page_redirects")


def _next(response: httpx.Response) -> str:
    """Where a redirect leads; the request that goes there is checked again."""
    try:
        return str(response.request.url.join(response.headers.get("location", "")))
    except httpx.InvalidURL:
        raise _refused("it redirects to something that is no URL") from None


async def _read(response: httpx.Response, url: str, limits: Limits) -> Fetched:
    if response.status_code >= 500 or response.status_code == 429:
        raise Broken(f"The page answers with error {response.status_code}.", code="page_unreachable")
    if response.status_code != 200:
        raise Refused(f"The page answers with {response.status_code}; there is nothing to read.", code="page_not_there")
    body = bytearray()
    async for part in _unpacked(response, limits.size):
        body += part
        if len(body) > limits.size:
            raise Refused(f"The page is larger than {limits.size:,} bytes.", code="page_too_large")
    media_type = sniffed(bytes(body[:2048]), response.headers)
    if limits.types and media_type not in limits.types:
        wanted = " or ".join(sorted(limits.types))
        raise Refused(f"The address gives {media_type}; wanted is {wanted}.", code="page_wrong_type")
    return Fetched(url, media_type, response.charset_encoding, bytes(body))


async def _unpacked(response: httpx.Response, limit: int) -> AsyncIterator[bytes]:
    """The body, decompressed by hand: a bomb never unfolds beyond the limit."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"", "identity"}:
        async for raw in response.aiter_raw():
            yield raw
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise Refused(f"The page is packed with {encoding}, which was not asked for.", code="page_wrong_type")
    unpack = zlib.decompressobj(47 if "gzip" in encoding else 15)
    room = limit + 1
    try:
        async for raw in response.aiter_raw():
            part = unpack.decompress(raw, room)
            room -= len(part)
            yield part
            if room <= 0:
                return
    except zlib.error:
        raise Refused("The page is packed in a way that cannot be read.", code="page_wrong_type") from None


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "application/pdf"), (b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"RIFF", "application/octet-stream"), (b"PK\x03\x04", "application/zip"), (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
)  # fmt: skip


def sniffed(start: bytes, headers: Mapping[str, str]) -> str:
    """What bytes are: by their first characters; only among kinds of text does the server's word count."""
    for magic, media_type in _MAGIC:
        if start.startswith(magic):
            return media_type
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "application/octet-stream"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"<(?:!doctype html|html|head|body|!--|meta|title|div|p|h1|article)\b", head) or b"<html" in head:
        return "text/html"
    told = headers.get("content-type", "").split(";")[0].strip().lower()
    return told if told.startswith("text/") and told != "text/html" else "text/html" if told == "text/html" else "text/plain"


def _parsed(url: str, policy: Policy) -> httpx.URL:
    """The URL, if nothing about its spelling is suspect."""
    if len(url) > LONGEST:
        raise _refused(f"it is longer than {LONGEST:,} characters")
    if _UNSAFE.search(url):
        raise _refused("it holds characters that no web address has")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise _refused("it cannot be read as a URL") from None
    if parsed.scheme != "https" and not (policy.plain_http and parsed.scheme == "http"):
        raise _refused("only https:// addresses are read")
    if parsed.userinfo or "@" in parsed.fragment:
        raise _refused("it names a user")
    if not policy.any_port and parsed.port not in {None, 443, 80}:
        raise _refused(f"port {parsed.port} is not a web port")
    host = parsed.raw_host.decode("ascii", errors="replace").lower()
    if not _literal(host.strip("[]")) and not _HOST.match(host):
        raise _refused("its host is no full name and no plain address")
    return parsed


def _literal(host: str) -> Address | None:
    """The host as an address, if it is one in its usual spelling."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_allowed(address: str, policy: Policy) -> bool:
    found = _literal(address.split("%", maxsplit=1)[0])
    if found is None:
        return False
    if any(found in network for network in policy.networks):
        return True
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return found.is_global and not found.is_multicast and not found.is_reserved and not any(found in n for n in _TUNNELS)


def _refused(reason: str) -> Invalid:
    return Invalid(f"This web address is not allowed: {reason}. Give a public https:// address.", code="url_not_allowed")


def policy_of(variables: Mapping[str, str]) -> Policy:
    """The policy of an installation: SAGAREEL_PLAIN_HTTP=1 lets http:// through; nothing lets private addresses through."""
    return replace(STRICT, plain_http=variables.get("SAGAREEL_PLAIN_HTTP", "") == "1")
