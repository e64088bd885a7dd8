"""MP4's boxes as bytes: found in a piece's header, and written for the film's."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]


class BoxError(ValueError):
    """A header that cannot be a header; the text says what is wrong."""


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of these parts."""
    body = b"".join(parts)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def full(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    """A box of version 0 with flags."""
    return box(kind, flags.to_bytes(4, "big"), *parts)


def children(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the body of each box in a box.

    Raises BoxError when a box is longer than the one that it lies in.
    """
    at = 0
    while at + 8 <= len(body):
        size = int.from_bytes(body[at : at + 4], "big")
        if size < 8 or at + size > len(body):
            raise BoxError("holds a box that ends outside it")
        yield body[at + 4 : at + 8], body[at + 8 : at + size]
        at += size


def opened(body: bytes) -> dict[bytes, bytes]:
    """The first box of each kind in a box."""
    found: dict[bytes, bytes] = {}
    for kind, inside in children(body):
        found.setdefault(kind, inside)
    return found


def need(boxes: Mapping[bytes, bytes], kind: bytes) -> bytes:
    """The body of the box of this kind.

    Raises BoxError when there is none.
    """
    found = boxes.get(kind)
    if found is None:
        raise BoxError(f"has no {kind.decode(errors='replace')}")
    return found


def inner(body: bytes, *path: bytes) -> bytes:
    """The body of the first box on this path.

    Raises BoxError when there is none.
    """
    for kind in path:
        body = need(opened(body), kind)
    return body


def numbers(*values: int) -> bytes:
    """Each as four bytes."""
    return b"".join(value.to_bytes(4, "big") for value in values)


def table(rows: NDArray[np.int64] | NDArray[np.uint32], width: int = 4) -> bytes:
    """A count and rows of whole numbers, each `width` bytes."""
    return len(rows).to_bytes(4, "big") + rows.astype(f">u{width}").tobytes()


def runs(values: Array) -> Array:
    """Run lengths as rows of (how often, what), as MP4's tables of times have them."""
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] - 1))
    return np.stack([np.diff(starts, append=len(values)), values[starts]], axis=1)
