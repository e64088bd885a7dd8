"""What differs from production in the lives that crash runs kill: how patient everything is."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import analysis.app
import audio.app
import billing.app
import coordinator.app
import gateway.app
import imagery.app
import imagery.vendors.openai
import motion.app
import script.app
import vendor_http.fal.reached
import vendor_http.text.anthropic
import vendor_http.text.openai
from chassis import consume
from chassis.admission import circuit
from chassis.service import Service

SETTLES, LEAVES = 4.0, 2.0
"""Seconds after which the simulator has surely shown what it took; its slowest answer is far below that."""
LEASE = 4.0
GRACE = 1.0
"""Seconds that a drain gives to what runs."""
PAID = ("script", "analysis", "imagery", "motion", "audio")
APPS = (script.app, analysis.app, imagery.app, motion.app, audio.app, coordinator.app, billing.app, gateway.app)
"""Imported here so that no life has to."""


def hurry() -> None:
    """Let everything that waits for a while wait for a short while."""
    Service.work.__kwdefaults__ = {**(Service.work.__kwdefaults__ or {}), "lease": LEASE}
    Service.drain.__defaults__ = (GRACE,)
    circuit.FIRST = 2.0
    consume.SESSION_TIMEOUT_MS = 2500  # a member that dies while it joins is waited for so long
    soon = {"settles": SETTLES, "leaves": LEAVES}
    changed: list[tuple[Any, str, Mapping[str, float]]] = [
        (vendor_http.fal.reached, "Account", {**soon, "interval": 0.2, "timeout": 10.0, "misses": 3}),
        (vendor_http.fal.reached, "Hooks", {"safety": 1.0}),
        (imagery.vendors.openai, "Account", {"timeout": 20.0}),
        (audio.app, "Account", {**soon, "timeout": 20.0}),
        (vendor_http.text.anthropic, "Account", {"silence": 10.0, "keeps": 0.05}),
        (vendor_http.text.openai, "Account", {**soon, "silence": 10.0, "interval": 0.2}),
    ]
    for module, name, seconds in changed:
        setattr(module, name, partial(getattr(module, name), **seconds))
