"""What is tried next when a wish is refused or its model cannot be reached. Pure; `chassis.climbing` climbs it.

The rungs: another seed, softer words, then where the user allows it other routes and models. Each once, so it ends.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chassis.errors import Broken, Busy, Invalid, JobError, Refused
from contracts.base import Rung
from contracts.catalogue.climbing import Spot

SEEDS = 2**31
STRIDE = 104_729
"""Between the seeds of two rungs."""
AWAY = frozenset({"route_away", "vendor_key", "vendor_quota"})
"""Codes of what neither another seed nor other words help against."""
OVER = frozenset({"vendor_failed", "vendor_unreachable"})
"""Codes of Broken that leave nothing at the vendor, so that what is asked for elsewhere is not paid twice."""
LACKING = frozenset({"model_lacks", "no_vendor"})
"""Codes of an equivalent that cannot do what is wanted."""


@dataclass(frozen=True, slots=True)
class Footing:
    """Where a try stands: the rungs below it, and with which model, vendor, seed and words it is made."""

    spot: Spot
    seed: int
    rungs: tuple[Rung, ...] = ()

    @property
    def softened(self) -> bool:
        """Whether milder words are told."""
        return any(rung.kind == "softened" for rung in self.rungs)

    @property
    def elsewhere(self) -> str:
        """By which leave of the user it is made: `model`, `route`, or nothing where none was needed."""
        kinds = {rung.kind for rung in self.rungs}
        return next((kind for kind in ("model", "route") if kind in kinds), "")


@dataclass(frozen=True, slots=True)
class Ladder:
    """What may be tried for one wish; `softens` tells whether its words can be milder, and is only asked after a refusal."""

    spots: tuple[Spot, ...]
    seed: int
    softens: Callable[[], bool]

    def footing(self, rungs: tuple[Rung, ...]) -> Footing:
        """Where these rungs lead."""
        if not rungs:
            return Footing(self.spots[0], self.seed)
        return Footing(Spot(rungs[-1].model, rungs[-1].vendor), rungs[-1].seed, rungs)

    def following(self, at: Footing, error: JobError, *, last: bool) -> Rung | None:
        """The rung to take after an error; None when this is no error to climb from, or there is none left.

        `last` says that the job would not be tried again.
        """
        kinds = {rung.kind for rung in at.rungs}
        if isinstance(error, Refused) and error.code == "content_refused":
            if "seed" not in kinds:
                return self._rung("seed", at.spot, at, error)
            if "softened" not in kinds and self.softens():
                return self._rung("softened", at.spot, at, error)
            return self._elsewhere(at, error)
        away = isinstance(error, Refused | Busy) and error.code in AWAY
        over = isinstance(error, Broken) and error.code in OVER and last
        lacking = isinstance(error, Invalid) and error.code in LACKING and bool(at.elsewhere)
        return self._elsewhere(at, error) if away or over or lacking else None

    def _elsewhere(self, at: Footing, error: JobError) -> Rung | None:
        number = self.spots.index(at.spot) + 1 if at.spot in self.spots else len(self.spots)
        if number >= len(self.spots):
            return None
        spot = self.spots[number]
        return self._rung("route" if spot.model == at.spot.model else "model", spot, at, error)

    def _rung(self, kind: str, spot: Spot, at: Footing, error: JobError) -> Rung:
        seed = (self.seed + STRIDE * (len(at.rungs) + 1)) % SEEDS
        told = {"kind": kind, "model": spot.model, "vendor": spot.vendor, "seed": seed}
        return Rung.model_validate({**told, "code": error.code, "reason": error.message[:500]})
