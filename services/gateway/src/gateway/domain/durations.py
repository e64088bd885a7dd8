"""Lengths of films as people write them: `30`, `30s`, `1m`, `1m30s`."""

import re

from gateway.domain.faults import unacceptable

SHORTEST = 5
LONGEST = 600

_WRITTEN = re.compile(r"(?:(\d{1,4})m)?(?:(\d{1,5})s?)?", re.ASCII)


def seconds_of(written: int | str | None) -> int | None:
    """Seconds; None stays None.

    Raises Unacceptable when it is no length, or not one that a film may have.
    """
    if written is None:
        return None
    seconds = written if isinstance(written, int) else _parse(written.strip().lower())
    if seconds is None:
        raise unacceptable("duration", "invalid_duration", "This is no length of time. Write seconds (30) or 30s, 1m, 1m30s.")
    if not SHORTEST <= seconds <= LONGEST:
        raise unacceptable("duration", "invalid_duration", f"A film may be {SHORTEST} to {LONGEST} seconds long.")
    return seconds


def _parse(written: str) -> int | None:
    found = _WRITTEN.fullmatch(written)
    if found is None or not written:
        return None
    return int(found[1] or 0) * 60 + int(found[2] or 0)
