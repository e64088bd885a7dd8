"""The count of paid jobs: what the real vendors would have charged for, and what was charged for twice."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from vendor_simulator.calls import Call, fingerprint


@dataclass(slots=True)
class PaidJob:
    """One unit of work that a vendor took on; `refunded` when it was cancelled in time or failed on the vendor's side."""

    number: int
    vendor: str
    path: str
    model: str
    key: str
    label: str
    digest: str
    request_id: str
    units: dict[str, float]
    refunded: bool = False


class PaidJobs:
    """All of them, in the order in which they took effect."""

    def __init__(self) -> None:
        self._jobs: list[PaidJob] = []
        self._by_id: dict[str, PaidJob] = {}

    def pay(self, call: Call, request_id: str, model: str, units: dict[str, float] | None = None) -> None:
        """A call took effect."""
        digest = hashlib.sha256(call.path.encode() + b"\n" + call.body).hexdigest()
        job = PaidJob(
            len(self._jobs) + 1, call.vendor, call.path, model, fingerprint(call.key), call.label, digest, request_id, units or {}
        )
        self._jobs.append(job)
        self._by_id[request_id] = job

    def refund(self, request_id: str) -> None:
        """The vendor takes nothing for it after all."""
        if request_id in self._by_id:
            self._by_id[request_id].refunded = True

    def jobs(self, vendor: str = "") -> list[dict[str, Any]]:
        """Every job, of one vendor or all."""
        return [asdict(job) for job in self._jobs if vendor in ("", job.vendor)]

    def counts(self) -> dict[str, Any]:
        """How many were paid, by vendor and path, and the labels and the bodies that were paid more than once."""
        kept = [job for job in self._jobs if not job.refunded]
        labels = Counter(job.label for job in kept if job.label)
        bodies = Counter((job.path, job.digest[:16]) for job in kept)
        return {
            "paid": len(kept),
            "refunded": len(self._jobs) - len(kept),
            "by_vendor": dict(Counter(job.vendor for job in kept)),
            "by_path": dict(Counter(f"{job.vendor} {job.path}" for job in kept)),
            "unlabelled": sum(not job.label for job in kept),
            "paid_twice": {label: count for label, count in labels.items() if count > 1},
            "same_body": {f"{path} {digest}": count for (path, digest), count in bodies.items() if count > 1},
        }
