"""The composition root of imagery."""

import os
from collections.abc import Mapping

from chassis.climbing import withdrawing
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.imagery import CancelImagery, EditPicture, GenerateFrame, GenerateSheet, ImageryProgressed
from imagery.ports import EditVendor, ImageVendor, PictureVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from imagery.vendors.local_edits import LocalEdits
from imagery.vendors.simulated import SimulatedPictures
from imagery.work import Edits, Frames, Sheets
from vendor_http.fal.reached import fal_hosts
from vendor_http.limits import bodies_for
from vendor_http.reach import Reach
from vendor_http.tenants.own import Makers, house_of, own_of, remembered_of

LATENCY = 0.2
"""Seconds that the simulated vendor takes; the engine's benchmark counts on them."""

PRIORITIES = {EditPicture.TYPE: 4, GenerateSheet.TYPE: 3, GenerateFrame.TYPE: 2}
"""Among the jobs of one tenant at a vendor: what somebody or most others wait for comes first. Clips have 1."""


def makers_of(environment: Environment) -> Makers[PictureVendor]:
    """How adapters are made of keys, the house's and tenants', by vendor."""
    reach = Reach.of(environment, "imagery", PRIORITIES)

    def routed(key: str) -> PictureVendor:
        return FalPictures(fal_hosts(reach, key))

    return {"fal": routed, "openai": lambda key: _openai(reach, key)}


def usual_vendors(environment: Environment, makers: Makers[PictureVendor]) -> Mapping[str, ImageVendor]:
    """The local vendor and those whose keys are set; or the simulated one, which then also stands in for itself."""
    if environment.simulated:
        pretending = SimulatedPictures(LATENCY)
        return {"simulated": pretending, "local": pretending}
    return {"local": LocalPictures(), **house_of(makers, environment.variables)}


def _openai(reach: Reach, key: str) -> PictureVendor:
    """Read only where there is a key: its SDK costs two seconds of CPU in every process that starts."""
    from imagery.vendors.openai import Account as OpenAiAccount  # noqa: PLC0415
    from imagery.vendors.openai import OpenAiPictures  # noqa: PLC0415

    return OpenAiPictures.of(OpenAiAccount(key, reach.hosts.openai), reach.gate("openai", key))


def editors(vendors: Mapping[str, ImageVendor]) -> Mapping[str, EditVendor]:
    """Those of them that change pictures too, and who changes the local vendor's."""
    found: dict[str, EditVendor] = {"local": LocalEdits()}
    return found | {name: one for name, one in vendors.items() if isinstance(one, EditVendor)}


def build(environment: Environment, vendors: Mapping[str, ImageVendor] | None = None) -> Service:
    """The service, with its usual vendors unless told otherwise."""
    service = Service("imagery", environment)
    makers, remembered = makers_of(environment), remembered_of(environment, "imagery")
    chosen, own = vendors or usual_vendors(environment, makers), own_of(makers, remembered)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 2 * (os.cpu_count() or 2) + bodies_for(chosen, environment)
    withdraw = withdrawing("image", chosen, own)
    service.work(GenerateFrame, Frames(chosen, own), progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    service.work(GenerateSheet, Sheets(chosen, own), progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    edits = Edits(editors(chosen), own)
    service.work(EditPicture, edits, progress=ImageryProgressed, concurrency=at_once, withdraw=withdraw)
    service.cancels(CancelImagery)
    return service
