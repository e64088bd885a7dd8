"""Writes a large file out of stretches of others for `join`, and sums it up on the way: its bytes are in hand only once."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from chassis.sums import Sums

BUFFER = 1 << 20
_OPEN = 2
"""Files that stay open: pictures and sound are read by turns."""


class CutOffError(Exception):
    """A file that is shorter than it should be; the text is its name."""


class Extent(NamedTuple):
    """Bytes of a file."""

    path: Path
    offset: int
    size: int


def pour(out: Path, head: bytes, extents: Iterable[Extent]) -> Sums:
    """Write the head and then all extents. The slower sum is made beside the rest.

    Raises CutOffError when a file ends too early.
    """
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with out.open("wb") as film, ThreadPoolExecutor(1) as aside:
        summed = aside.submit(md5.update, head)
        sha256.update(head)
        film.write(head)
        for block in _blocks(extents):
            summed.result()
            summed = aside.submit(md5.update, block)
            sha256.update(block)
            film.write(block)
        summed.result()
    return Sums(sha256.hexdigest(), md5.digest())


def _blocks(extents: Iterable[Extent]) -> Iterator[memoryview]:
    """The same bytes, many at a time; two buffers by turns, as the last one is still being summed while the next is filled."""
    buffers, filled = [memoryview(bytearray(BUFFER)), memoryview(bytearray(BUFFER))], 0
    for file, path, size in _opened(extents):
        left = size
        while left:
            got = file.readinto(buffers[0][filled : filled + left])
            if not got:
                raise CutOffError(path.name)
            filled, left = filled + got, left - got
            if filled == BUFFER:
                yield buffers[0]
                buffers, filled = buffers[::-1], 0
    yield buffers[0][:filled]


def _opened(extents: Iterable[Extent]) -> Iterator[tuple[FileIO, Path, int]]:
    """Each extent's file at its begin."""
    files = OrderedDict[Path, FileIO]()
    with ExitStack() as all_of_them:
        for path, offset, size in extents:
            if path not in files:
                files[path] = all_of_them.enter_context(FileIO(path))
            files.move_to_end(path)
            if len(files) > _OPEN:
                files.popitem(last=False)[1].close()
            files[path].seek(offset)
            yield files[path], path, size
