"""The imagery service with fal at the simulator, as a process of its own that a test kills."""

import asyncio
import json
import os

import uvloop

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from imagery.app import build
from imagery.ports import ImageVendor
from imagery.vendors.fal import FalPictures
from imagery.vendors.local import LocalPictures
from vendor_http.fal.reached import account_hosts
from vendor_http.reach import Reach
from vendor_http.testing import fal_at


async def main() -> None:
    """Run until killed."""
    environment = Environment.from_env()
    account = fal_at(json.loads(os.environ["SIMULATOR"]), settles=1.0)
    paid = FalPictures(account_hosts(Reach.of(environment, "imagery"), account))
    vendors: dict[str, ImageVendor] = {"local": LocalPictures(), "fal": paid}
    async with running([build(environment, vendors)], compute=Compute()):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
