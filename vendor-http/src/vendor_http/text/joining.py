"""Puts a broken answer and its rest together. Pure."""

RESTARTED = 40
"""Characters that are the same when a model has begun from the beginning again."""
LEAST_OVERLAP, MOST_OVERLAP = 12, 600


def kept_of(part: str, *, structured: bool) -> str:
    """What is kept of a broken answer: whole lines of a text, so that no word is torn; JSON as it came."""
    line_end = part.rfind("\n") + 1
    return part if structured or not line_end else part[:line_end]


def joined(part: str, rest: str) -> str:
    """The whole answer; what the rest repeats is not there twice."""
    rest = _unfenced(rest)
    start = part.lstrip()[:RESTARTED]
    if len(part) > RESTARTED and rest.lstrip().startswith(start):
        return rest.lstrip()
    longest = min(len(part), len(rest), MOST_OVERLAP)
    again = next((length for length in range(longest, LEAST_OVERLAP - 1, -1) if part.endswith(rest[:length])), 0)
    return part + rest[again:]


def _unfenced(rest: str) -> str:
    """Without the line that opens a code block."""
    return rest.lstrip().partition("\n")[2] if rest.lstrip().startswith("```") else rest
