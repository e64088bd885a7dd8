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
from vendor_http.fal.reached import fal_hosts
from vendor_http.limits import bodies_for
from vendor_http.reach import Reach
from vendor_http.tenants.own import Makers, house_of, own_of, remembered_of

LATENCY = 0.4
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


FREE = (FalClips, SimulatedClips)
"""Adapters that need no still."""
PRIORITIES = {GenerateClip.TYPE: 1}
"""Behind the same tenant's sheets and frames at a vendor."""


def makers_of(environment: Environment) -> Makers[FalClips]:
    """How adapters are made of keys, the house's and tenants', by vendor."""
    reach = Reach.of(environment, "motion", PRIORITIES)
    return {"fal": lambda key: FalClips(fal_hosts(reach, key))}


def usual_vendors(environment: Environment, makers: Makers[FalClips]) -> Mapping[str, ClipVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if environment.simulated:
        pretending = SimulatedClips(LATENCY)
        return {"simulated": pretending, "local": pretending}
    return {"local": LocalClips(), **house_of(makers, environment.variables)}


def build(environment: Environment, vendors: Mapping[str, ClipVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("motion", environment)
    makers = makers_of(environment)
    chosen, own = vendors or usual_vendors(environment, makers), own_of(makers, remembered_of(environment, "motion"))
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2) + bodies_for(chosen, environment)
    free: Mapping[str, FreeClipVendor] = {name: one for name, one in chosen.items() if isinstance(one, FREE)}
    shots, imagined, extended = Clips(chosen, own), Imagined(free, own), Extended(free, own)
    withdraw = withdrawing("clip", chosen, own)
    service.work(GenerateClip, shots, progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    service.work(ImagineClip, imagined, progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    service.work(ExtendClip, extended, progress=MotionProgressed, concurrency=at_once, timeout=1800, withdraw=withdraw)
    service.cancels(CancelMotion)
    return service
