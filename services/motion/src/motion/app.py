"""The composition root of motion."""

import os
from collections.abc import Mapping

from chassis.environment import Environment
from chassis.service import Service
from contracts.motion import CancelMotion, GenerateClip, MotionProgressed
from motion.ports import ClipVendor
from motion.vendors.local.vendor import LocalClips
from motion.work import Clips


def build(environment: Environment, vendors: Mapping[str, ClipVendor] | None = None, concurrency: int | None = None) -> Service:
    """The service, with the local vendor unless told otherwise."""
    service = Service("motion", environment)
    body = Clips(vendors or {"local": LocalClips()})
    at_once = concurrency or 2 * (os.cpu_count() or 2)
    service.work(GenerateClip, body, progress=MotionProgressed, concurrency=at_once, tries=3, timeout=1800)
    service.cancels(CancelMotion)
    return service
