"""Which bytes a request asks for. Used by `gateway.http.media` for what is passed through from the store."""

import re

_ASKED = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
"""Longer numbers are no places in any medium, and Python reads none of 4,300 digits."""


class BeyondTheEndError(ValueError):
    """Nothing of what was asked for is there."""


def asked_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None for everything, as also for what cannot be read and for several ranges at once.

    Raises BeyondTheEndError when the range lies outside.
    """
    found = _ASKED.fullmatch(header.replace(" ", "")) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) + 1, size) if first and last else size
    if first and last and int(last) < int(first):
        return None
    if start >= size or (not first and int(last) == 0):
        raise BeyondTheEndError
    return start, end
