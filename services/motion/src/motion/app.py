"""The composition root of motion."""

import os
from collections.abc import Mapping

from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.motion import CancelMotion, GenerateClip, MotionProgressed
from motion.ports import ClipVendor
from motion.vendors.fal import FalClips
from motion.vendors.local.vendor import LocalClips
from motion.vendors.simulated import SimulatedClips
from motion.work import Clips
from vendor_http.fal.account import Account

LATENCY = 0.4
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def usual_vendors(environment: Environment) -> Mapping[str, ClipVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if not environment.simulated:
        key = environment.variables.get("FAL_KEY")
        paid: Mapping[str, ClipVendor] = {"fal": FalClips.of(Account(key))} if key else {}
        return {"local": LocalClips(), **paid}
    pretending = SimulatedClips(LATENCY)
    return {"simulated": pretending, "local": pretending}


def build(environment: Environment, vendors: Mapping[str, ClipVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("motion", environment)
    body = Clips(vendors or usual_vendors(environment))
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2)
    service.work(GenerateClip, body, progress=MotionProgressed, concurrency=at_once, tries=3, timeout=1800)
    service.cancels(CancelMotion)
    return service
