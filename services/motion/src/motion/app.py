"""The composition root of motion."""

import os
from collections.abc import Mapping

from chassis.climbing import withdrawing
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.motion import CancelMotion, ExtendClip, GenerateClip, ImagineClip, MotionProgressed
from motion.ports import ClipVendor, FreeClipVendor
from motion.vendors.fal import FalClips
from motion.vendors.local.vendor import LocalClips
from motion.vendors.simulated import SimulatedClips
from motion.work import Clips, Extended, Imagined
from vendor_http.fal.account import Account
from vendor_http.fal.reached import fal_hosts
from vendor_http.keys import key_of
from vendor_http.limits import bodies_for

LATENCY = 0.4
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


FREE = (FalClips, SimulatedClips)
"""Adapters that need no still."""
PRIORITIES = {GenerateClip.TYPE: 1}
"""Behind the same tenant's sheets and frames at a vendor."""


def usual_vendors(environment: Environment) -> Mapping[str, ClipVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if environment.simulated:
        pretending = SimulatedClips(LATENCY)
        return {"simulated": pretending, "local": pretending}
    found: dict[str, ClipVendor] = {"local": LocalClips()}
    if key := key_of(environment.variables, "FAL_KEY"):
        found["fal"] = FalClips(fal_hosts(environment, "motion", Account(key), PRIORITIES))
    return found


def build(environment: Environment, vendors: Mapping[str, ClipVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("motion", environment)
    chosen = vendors or usual_vendors(environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2) + bodies_for(chosen, environment)
    withdraw = withdrawing("clip", chosen)
    service.work(GenerateClip, Clips(chosen), progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    free: Mapping[str, FreeClipVendor] = {name: one for name, one in chosen.items() if isinstance(one, FREE)}
    service.work(ImagineClip, Imagined(free), progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    service.work(ExtendClip, Extended(free), progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    service.cancels(CancelMotion)
    return service
