"""A first look at the addresses that users give. Who fetches them checks again, after DNS and on every redirect."""

import ipaddress
import socket
import unicodedata
from urllib.parse import SplitResult, urlsplit

from gateway.domain.faults import Unacceptable, unacceptable

LONGEST = 2000
_INNER = ("localhost", "local", "internal", "localdomain", "lan", "home.arpa")


def check_url(field: str, url: str, *, private: bool = False) -> str:
    """The address, if it may be fetched from outside; `private` allows plain http and inner addresses.

    Raises Unacceptable with a sentence that says what is wrong.
    """
    parts = _parse(field, url)
    if private and parts.scheme in {"http", "https"} and parts.hostname:
        return url
    if parts.scheme != "https":
        raise _refused(field, "Only https:// addresses are fetched.")
    if "@" in parts.netloc:
        raise _refused(field, "The address must not hold a user name or password.")
    if (parts.port or 443) < 1024 and (parts.port or 443) != 443:
        raise _refused(field, f"Port {parts.port} is not a web server's. Use an address without a port.")
    _check_host(field, unicodedata.normalize("NFKC", parts.hostname or "").rstrip("."))
    return url


def _parse(field: str, url: str) -> SplitResult:
    if len(url) > LONGEST:
        raise _refused(field, f"The address is longer than {LONGEST} characters.")
    if any(c in "\\ \t\r\n" or ord(c) < 33 or "\ud800" <= c <= "\udfff" or ord(c) == 127 for c in url):
        raise _refused(field, "The address holds a space, a backslash or a control character.")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise _refused(field, "This is not an address. Write it as https://example.com/page.") from None
    return parts


def _check_host(field: str, host: str) -> None:
    address = _address(host)
    if address is not None:
        if not _public(address):
            raise _refused(field, "This address is private: only addresses on the public internet are fetched.")
        return
    if not host:
        raise _refused(field, "The address has no host. Write it as https://example.com/page.")
    if "." not in host or any(host == inner or host.endswith(f".{inner}") for inner in _INNER):
        raise _refused(field, f"{host} is a name of an inner network: only addresses on the public internet are fetched.")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))  # octal, hexadecimal and short forms, as a resolver reads them
    except (OSError, UnicodeEncodeError, ValueError):
        return None


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inner and not _public(inner):
            return False
    return address.is_global and not address.is_multicast


def _refused(field: str, message: str) -> Unacceptable:
    return unacceptable(field, "url_not_allowed", message)
