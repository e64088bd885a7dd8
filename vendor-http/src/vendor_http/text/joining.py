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
    bare = rest.lstrip()
    if bare.startswith("```"):
        bare = bare.partition("\n")[2]
    start = part.lstrip()[:RESTARTED]
    if start and len(part) > RESTARTED and bare.startswith(start):
        return bare
    longest = min(len(part), len(bare), MOST_OVERLAP)
    for length in range(longest, LEAST_OVERLAP - 1, -1):
        if part.endswith(bare[:length]):
            return part + bare[length:]
    return part + (bare if bare is not rest and rest.lstrip().startswith("```") else rest)
