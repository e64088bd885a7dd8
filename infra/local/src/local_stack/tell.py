"""The one way in which these commands speak to people: lines on stderr, at once."""

import sys


def tell(text: str) -> None:
    """Print a line on stderr."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # this is a command's own output
