"""What is logged, and where: one JSON object per line to stderr. Set up by `chassis.run`.

Nothing stops because a line cannot be written, and what libraries say again and again is written once in a while.
"""

import contextlib
import logging
import sys

import structlog

SELDOM = 60.0
"""Seconds after which a library may say the same again; a broker that is away makes some hundred lines a second otherwise."""

_REMEMBERED = 1000


class Lines:
    """Where lines go. One that cannot be written, because the disk is full, is lost and nothing else with it."""

    def msg(self, line: str) -> None:
        """Write a line."""
        with contextlib.suppress(OSError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201 — this is the log

    debug = info = warning = error = critical = exception = msg


class Seldom:
    """A filter that lets the same line of a library through once in SELDOM seconds."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write it."""
        line = (record.name, record.getMessage())
        if record.created - self._last.get(line, -SELDOM) < SELDOM:
            return False
        if len(self._last) >= _REMEMBERED:
            self._last.clear()
        self._last[line] = record.created
        return True


def log_to_stderr() -> None:
    """One JSON object per line; what libraries warn of comes as text."""
    handler = logging.StreamHandler()
    handler.addFilter(Seldom())
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s", handlers=[handler])
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: Lines(),
    )
