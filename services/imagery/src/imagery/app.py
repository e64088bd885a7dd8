"""The composition root of imagery."""

import os
from collections.abc import Mapping

from chassis.climbing import withdrawing
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.imagery import CancelImagery, EditPicture, GenerateFrame, GenerateSheet, ImageryProgressed
from imagery.ports import EditVendor, ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from imagery.vendors.local_edits import LocalEdits
from imagery.vendors.simulated import SimulatedPictures
from imagery.work import Edits, Frames, Sheets
from vendor_http.fal.account import Account
from vendor_http.fal.reached import fal_hosts
from vendor_http.keys import key_of
from vendor_http.limits import bodies_for, gate_of

LATENCY = 0.2
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {EditPicture.TYPE: 4, GenerateSheet.TYPE: 3, GenerateFrame.TYPE: 2}
"""Among the jobs of one tenant at a vendor: what somebody or most others wait for comes first. Clips have 1."""


def usual_vendors(environment: Environment) -> Mapping[str, ImageVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if environment.simulated:
        pretending = SimulatedPictures(LATENCY)
        return {"simulated": pretending, "local": pretending}
    found: dict[str, ImageVendor] = {"local": LocalPictures()}
    if key := key_of(environment.variables, "FAL_KEY"):
        found["fal"] = FalPictures(fal_hosts(environment, "imagery", Account(key), PRIORITIES))
    if key := key_of(environment.variables, "OPENAI_API_KEY"):
        found["openai"] = _openai(environment, key)
    return found


def _openai(environment: Environment, key: str) -> ImageVendor:
    """Read only where there is a key: its SDK costs two seconds of CPU in every process that starts."""
    from imagery.vendors.openai import Account as OpenAiAccount  # noqa: PLC0415
    from imagery.vendors.openai import OpenAiPictures  # noqa: PLC0415

    return OpenAiPictures.of(OpenAiAccount(key), gate_of(environment, "imagery", "openai", key, PRIORITIES))


def editors(vendors: Mapping[str, ImageVendor]) -> Mapping[str, EditVendor]:
    """Those of them that change pictures too, and who changes the local vendor's."""
    found: dict[str, EditVendor] = {"local": LocalEdits()}
    return found | {name: one for name, one in vendors.items() if isinstance(one, EditVendor)}


def build(environment: Environment, vendors: Mapping[str, ImageVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("imagery", environment)
    chosen = vendors or usual_vendors(environment)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2) + bodies_for(chosen, environment)
    withdraw = withdrawing("image", chosen)
    service.work(GenerateFrame, Frames(chosen), progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    service.work(GenerateSheet, Sheets(chosen), progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    service.work(EditPicture, Edits(editors(chosen)), progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelImagery)
    return service
