"""The composition root of imagery."""

import os
from collections.abc import Mapping

from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.imagery import CancelImagery, GenerateFrame, GenerateSheet, ImageryProgressed
from imagery.ports import ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from imagery.vendors.simulated import SimulatedPictures
from imagery.work import Frames, Sheets
from vendor_http.fal.account import Account

LATENCY = 0.2
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""


def usual_vendors(environment: Environment) -> Mapping[str, ImageVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if not environment.simulated:
        key = environment.variables.get("FAL_KEY")
        paid: Mapping[str, ImageVendor] = {"fal": FalPictures.of(Account(key))} if key else {}
        return {"local": LocalPictures(), **paid}
    pretending = SimulatedPictures(LATENCY)
    return {"simulated": pretending, "local": pretending}


def build(environment: Environment, vendors: Mapping[str, ImageVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("imagery", environment)
    chosen = vendors or usual_vendors(environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2)
    service.work(GenerateFrame, Frames(chosen), progress=ImageryProgressed, concurrency=at_once, tries=3)
    service.work(GenerateSheet, Sheets(chosen), progress=ImageryProgressed, concurrency=at_once, tries=3)
    service.cancels(CancelImagery)
    return service
