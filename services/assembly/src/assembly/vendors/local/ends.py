"""The ends of foreign clips, as raw pictures: decoded beside the clip's body, so that its transitions need not decode it again.

A shortcut and nothing else: what is made from them is byte for byte what is made from the clips. They may be gone at any time.
"""

import contextlib
import itertools
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from assembly.domain.address import address_of
from assembly.domain.plan import Encoding, Span

MOST_BYTES = 1 << 30
"""Kept on disk by one process; of more, the oldest go."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Those of all films of a process."""

    _folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=partial(tempfile.TemporaryDirectory, prefix="sagareel-ends-")
    )
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    """Each file is another one: where two shots show the same clip, one's may be read while the other's is written."""
    _kept: OrderedDict[str, Path] = field(default_factory=OrderedDict)

    @contextlib.contextmanager
    def cut(self, encoding: Encoding, spans: Sequence[Span]) -> Iterator[dict[Span, Path]]:
        """Where to write each span's pictures; they are kept when all went well."""
        places = {span: Path(self._folder.name) / f"{next(self._numbers)}.yuv" for span in spans}
        try:
            yield places
        except BaseException:
            for path in places.values():
                path.unlink(missing_ok=True)
            raise
        for span, path in places.items():
            if before := self._kept.pop(_name(encoding, span), None):
                before.unlink()
            self._kept[_name(encoding, span)] = path
        while sum(path.stat().st_size for path in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)[1].unlink()

    @contextlib.contextmanager
    def taken(self, encoding: Encoding, spans: Sequence[Span]) -> Iterator[dict[Span, Path]]:
        """Those of the spans that are there. Each is needed once, and gone afterwards."""
        found = {span: path for span in spans if (path := self._kept.pop(_name(encoding, span), None))}
        try:
            yield found
        finally:
            for path in found.values():
                path.unlink(missing_ok=True)


def _name(encoding: Encoding, span: Span) -> str:
    return address_of("ends", encoding.parts(), span.parts())
