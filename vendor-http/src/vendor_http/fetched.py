"""Fetches what a vendor made: through the one guard for URLs, capped, and known by its bytes and not by what it is called."""

from dataclasses import dataclass

from chassis.errors import Broken, Invalid, Refused
from chassis.urlguard import STRICT, Limits, Policy, fetch

KINDS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "image/png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "image/jpeg": ((0, b"\xff\xd8\xff"),),
    "image/webp": ((0, b"RIFF"), (8, b"WEBP")),
    "video/mp4": ((4, b"ftyp"),),
    "audio/wav": ((0, b"RIFF"), (8, b"WAVE")),
    "audio/flac": ((0, b"fLaC"),),
    "audio/ogg": ((0, b"OggS"),),
    "audio/mpeg": ((0, b"ID3"),),
}
"""What we take, by the bytes that it begins with."""
PICTURES, CLIPS = frozenset({"image/png", "image/jpeg", "image/webp"}), frozenset({"video/mp4"})
SOUNDS = frozenset({"audio/wav", "audio/flac", "audio/ogg", "audio/mpeg"})
LARGEST = {"image": 60_000_000, "video": 500_000_000, "audio": 200_000_000}
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes, and what they are."""

    media_type: str
    content: bytes


def kind_of(content: bytes) -> str | None:
    """What bytes are; None when they are nothing that we take."""
    for kind, marks in KINDS.items():
        if all(content[at : at + len(mark)] == mark for at, mark in marks):
            return kind
    return "audio/mpeg" if content[:1] == b"\xff" and content[1:2] and content[1] & 0xE0 == 0xE0 else None


def known(content: bytes, wanted: frozenset[str], vendor: str) -> Fetched:
    """The bytes, if they are what is wanted; raises Broken."""
    kind = kind_of(content)
    if kind is None or kind not in wanted:
        raise Broken(f"{vendor} gave a file that is not {' or '.join(sorted(wanted))}.", code="vendor_media")
    return Fetched(kind, content)


async def fetched(url: object, wanted: frozenset[str], vendor: str, policy: Policy = STRICT) -> Fetched:
    """A file that a vendor made. Its address is as hostile as any other.

    Raises Broken: it is paid already, so another try fetches it again.
    """
    if not isinstance(url, str):
        raise Broken(f"{vendor} did not say where the result lies.", code="vendor_media")
    size = LARGEST[next(iter(wanted)).partition("/")[0]]
    try:
        found = await fetch(url, limits=Limits(size=size, seconds=SECONDS), policy=policy)
    except (Refused, Invalid) as error:
        raise Broken(f"The result of {vendor} cannot be fetched: {error.message}", code="vendor_media") from None
    return known(found.body, wanted, vendor)
