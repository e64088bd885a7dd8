"""The composition root of imagery."""

import os
from collections.abc import Mapping

from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.imagery import CancelImagery, GenerateFrame, GenerateSheet, ImageryProgressed
from imagery.ports import ImageVendor
from imagery.vendors.local import LocalPictures
from imagery.vendors.simulated import SimulatedPictures
from imagery.work import Frames, Sheets

LATENCY = 0.2
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def usual_vendors(*, simulated: bool) -> Mapping[str, ImageVendor]:
    """The local vendor; or the simulated one, which then also stands in for itself."""
    if not simulated:
        return {"local": LocalPictures()}
    pretending = SimulatedPictures(LATENCY)
    return {"simulated": pretending, "local": pretending}


def build(environment: Environment, vendors: Mapping[str, ImageVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("imagery", environment)
    chosen = vendors or usual_vendors(simulated=environment.simulated)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2)
    service.work(GenerateFrame, Frames(chosen), progress=ImageryProgressed, concurrency=at_once, tries=3)
    service.work(GenerateSheet, Sheets(chosen), progress=ImageryProgressed, concurrency=at_once, tries=3)
    service.cancels(CancelImagery)
    return service
