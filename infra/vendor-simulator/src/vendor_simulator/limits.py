"""How much one key may do: calls at once and a token bucket, as vendors enforce them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from vendor_simulator.plan import Limit

Clock = Callable[[], float]


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled: float


class Limits:
    """The use of every key."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._running: Counter[tuple[str, str]] = Counter()
        self._most: Counter[str] = Counter()
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def wait(self, vendor: str, key: str, limit: Limit | None) -> float:
        """Takes a token: 0 if there was one, else the seconds until there is."""
        if limit is None or limit.per_second is None:
            return 0.0
        now = self._clock()
        bucket = self._buckets.setdefault((vendor, key), _Bucket(limit.burst, now))
        bucket.tokens = min(limit.burst, bucket.tokens + (now - bucket.filled) * limit.per_second)
        bucket.filled = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / limit.per_second

    def is_full(self, vendor: str, key: str, limit: Limit | None) -> bool:
        """Whether the key does all it may at once."""
        return limit is not None and limit.at_once is not None and self._running[vendor, key] >= limit.at_once

    def begin(self, vendor: str, key: str) -> None:
        """One more at once."""
        self._running[vendor, key] += 1
        self._most[vendor] = max(self._most[vendor], self._running[vendor, key])

    def end(self, vendor: str, key: str) -> None:
        """One less."""
        self._running[vendor, key] -= 1

    def most_at_once(self) -> dict[str, int]:
        """The most that any key of each vendor did at once."""
        return dict(self._most)
