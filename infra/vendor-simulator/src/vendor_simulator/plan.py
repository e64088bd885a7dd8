"""What goes wrong, how slowly, and how much each key may do at once: the plan that tests and demos set."""

from fnmatch import fnmatchcase
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Vendor = Literal["anthropic", "openai", "fal", "elevenlabs"]
VENDORS: tuple[Vendor, ...] = ("anthropic", "openai", "fal", "elevenlabs")

WireFault = Literal[
    "status",
    "busy",
    "overloaded",
    "quota",
    "unauthorized",
    "refusal",
    "drop_before",
    "drop_after",
    "slow_headers",
    "truncate",
    "wrong_type",
    "wrong_body",
    "other_body",
    "stream_error",
    "stream_drop",
    "endless",
    "drip",
]
"""What happens to one HTTP exchange. `drop_after`, `slow_headers`, `truncate`, `wrong_*`, `other_body` (valid JSON of another
shape), `endless` (2 GB) and `drip` (one byte after the other) strike after it took effect."""

JobFault = Literal[
    "job_error",
    "job_refusal",
    "job_flagged",
    "job_stuck",
    "job_lost",
    "result_expires",
    "webhook_missing",
    "webhook_late",
    "webhook_duplicate",
    "webhook_unsigned",
    "webhook_wrong_signature",
    "webhook_stale",
    "webhook_early",
]
"""What happens to one queued job; decided when it is submitted. `flagged` is made and marked by the filter, `early` is before the
answer to the submit, `stale` has an old timestamp."""

JOB_FAULTS = frozenset(JobFault.__args__)  # type: ignore[attr-defined]  # a Literal has them


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Match(_Strict):
    """Which calls: by vendor, method, path (a pattern with `*`), words in the body."""

    vendor: Vendor | Literal["*"] = "*"
    method: str = "*"
    path: str = "*"
    contains: str = ""

    def fits(self, vendor: str, method: str, path: str, body: bytes) -> bool:
        """Whether a call is meant."""
        return (
            self.vendor in ("*", vendor)
            and self.method in ("*", method)
            and fnmatchcase(path, self.path)
            and self.contains.encode() in body
        )


class Rule(Match):
    """One fault: the first `skip` matching calls are spared, then at most `times` are hit, each with `probability`."""

    fault: WireFault | JobFault
    probability: float = Field(default=1.0, ge=0, le=1)
    skip: int = Field(default=0, ge=0)
    times: int | None = Field(default=None, ge=1)
    status: int = Field(default=500, ge=400, le=599)
    """For `status`; openai's `quota` also comes with 400, elevenlabs' `refusal` with 403."""
    form: Literal["vendor", "proxy", "empty"] = "vendor"
    """For `status`: the vendor's own error body, a proxy's page, or nothing."""
    taken: bool = False
    """For `status`: the call took effect all the same."""
    told: JsonValue = None
    """For `other_body`: what stands in the place of the answer; in a stream, of its events."""
    retry_after: float | None = None
    retry_after_as: Literal["seconds", "milliseconds", "date"] = "seconds"
    seconds: float = Field(default=1.0, ge=0)
    """How slow, how late, or how soon something expires."""
    after: int = Field(default=2, ge=0)
    """For `stream_error` and `stream_drop`: so many events come first."""


class Latency(Match):
    """How long something takes, in seconds: the answer to a call, or a job's queueing, work, and webhook."""

    what: Literal["answer", "queue", "work", "webhook", "chunk"] = "answer"
    distribution: Literal["fixed", "uniform", "lognormal", "exponential"] = "fixed"
    seconds: float = Field(default=0.0, ge=0)
    """The value, the lower end, the median or the mean."""
    most: float = Field(default=0.0, ge=0)
    """The upper end of `uniform`; where something else is cut off, if it is not 0."""
    sigma: float = Field(default=0.5, ge=0)


class Limit(_Strict):
    """What one key of a vendor may do: calls (fal: jobs) at once, and a bucket of calls that fills by so many a second."""

    vendor: Vendor
    at_once: int | None = Field(default=None, ge=1)
    per_second: float | None = Field(default=None, gt=0)
    burst: int = Field(default=1, ge=1)


class Plan(_Strict):
    """Everything that a run of the simulator depends on besides the calls themselves."""

    seed: int = 0
    rules: tuple[Rule, ...] = ()
    latencies: tuple[Latency, ...] = ()
    limits: tuple[Limit, ...] = ()
    keys: dict[Vendor, tuple[str, ...]] = {}
    """The keys that exist; a vendor that is not named takes any key."""
    results_live: float = Field(default=86_400.0, gt=0)
    """Seconds for which finished media can be fetched."""

    def limit(self, vendor: str) -> Limit | None:
        """The limit of a vendor's keys."""
        return next((limit for limit in self.limits if limit.vendor == vendor), None)
