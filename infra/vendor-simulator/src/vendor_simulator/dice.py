"""Decides by the plan's seed which rule strikes which call and how long things take; the same calls in one order end alike."""

import math
from collections import Counter
from dataclasses import dataclass
from random import Random

from vendor_simulator.calls import Call
from vendor_simulator.plan import JOB_FAULTS, Latency, Plan, Rule


@dataclass(frozen=True, slots=True)
class Strikes:
    """What goes wrong with a call: the first rule for its exchange, and all rules for the job that it submits."""

    wire: Rule | None = None
    job: tuple[Rule, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the vendor refuses the content."""
        return self.wire is not None and self.wire.fault == "refusal"

    def on_job(self, fault: str) -> Rule | None:
        """The rule that does this to the job."""
        return next((rule for rule in self.job if rule.fault == fault), None)


class Dice:
    """Counts what each rule has met; one lives as long as its plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._met: Counter[int] = Counter()
        self._hit: Counter[int] = Counter()
        self._drawn: Counter[int] = Counter()

    def strikes(self, call: Call) -> Strikes:
        """What strikes a call."""
        wire: Rule | None = None
        job: list[Rule] = []
        for number, rule in enumerate(self.plan.rules):
            is_job = rule.fault in JOB_FAULTS
            if (wire is not None and not is_job) or not rule.fits(call.vendor, call.method, call.path, call.body):
                continue
            if self._fires(number, rule):
                if is_job:
                    job.append(rule)
                else:
                    wire = rule
        return Strikes(wire, tuple(job))

    def seconds(self, what: str, call: Call) -> float:
        """How long this takes for this call."""
        for number, latency in enumerate(self.plan.latencies):
            if latency.what == what and latency.fits(call.vendor, call.method, call.path, call.body):
                self._drawn[number] += 1
                return drawn(latency, Random(f"{self.plan.seed}:latency:{number}:{self._drawn[number]}"))
        return 0.0

    def hits(self) -> list[int]:
        """How often each rule has struck."""
        return [self._hit[number] for number in range(len(self.plan.rules))]

    def _fires(self, number: int, rule: Rule) -> bool:
        self._met[number] += 1
        if self._met[number] <= rule.skip or (rule.times is not None and self._hit[number] >= rule.times):
            return False
        if Random(f"{self.plan.seed}:rule:{number}:{self._met[number]}").random() >= rule.probability:
            return False
        self._hit[number] += 1
        return True


def drawn(latency: Latency, random: Random) -> float:
    """One value of a distribution."""
    match latency.distribution:
        case "fixed":
            return latency.seconds
        case "uniform":
            return random.uniform(latency.seconds, max(latency.seconds, latency.most))
        case "exponential":
            value = random.expovariate(1 / latency.seconds) if latency.seconds else 0.0
        case "lognormal":
            value = random.lognormvariate(math.log(latency.seconds), latency.sigma) if latency.seconds else 0.0
    return min(value, latency.most) if latency.most else value
