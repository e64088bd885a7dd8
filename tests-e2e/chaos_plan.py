"""What the simulated vendors do wrong while their callers are killed. Used by `chaos_vendors.py`."""

from typing import Any

from vendor_simulator.plan import Latency, Plan, Rule

HOOKS: Any = (
    ("webhook_late", 0.08, 1.5),
    ("webhook_duplicate", 0.1, 0.2),
    ("webhook_early", 0.08, 0.1),
    ("webhook_missing", 0.05, 0.0),
    ("webhook_wrong_signature", 0.05, 0.0),
    ("webhook_unsigned", 0.03, 0.0),
    ("webhook_stale", 0.03, 0.0),
)
"""What becomes of fal's webhooks: how often, and how many seconds it takes."""


def plan_of(seed: int) -> Plan:
    """What goes wrong besides the crashes, and how long things take."""
    faults = (
        Rule(fault="drop_before", probability=0.02),
        Rule(fault="drop_after", probability=0.03),
        Rule(fault="status", status=500, probability=0.03),
        Rule(fault="status", status=502, form="proxy", probability=0.01),
        Rule(fault="busy", retry_after=0.3, probability=0.02),
        Rule(fault="truncate", probability=0.01),
        Rule(fault="wrong_body", probability=0.005),
        Rule(vendor="anthropic", fault="overloaded", probability=0.03),
        Rule(fault="stream_drop", after=6, probability=0.05),
        *(Rule(vendor="fal", method="POST", path="/queue/*", fault=f, probability=p, seconds=s) for f, p, s in HOOKS),
        Rule(vendor="fal", method="POST", path="/queue/*", fault="job_error", probability=0.03),
        Rule(vendor="fal", method="POST", path="/queue/*", fault="job_refusal", probability=0.05),
    )
    times = (
        Latency(what="answer", distribution="uniform", seconds=0.0, most=0.1),
        Latency(what="work", distribution="uniform", seconds=0.1, most=1.0),
        Latency(what="chunk", seconds=0.02),
    )
    return Plan(seed=seed, rules=faults, latencies=times)
