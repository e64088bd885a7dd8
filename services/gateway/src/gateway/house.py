"""What every route works with, made once in `gateway.app` and kept on the ASGI app."""

from dataclasses import dataclass, replace

from fastapi import Request

from gateway.access import Keeper
from gateway.ports import Host, VendorKeys
from gateway.settings import Settings
from gateway.watching import Watching


@dataclass(frozen=True, slots=True)
class House:
    """The parts of one gateway."""

    host: Host
    keeper: Keeper
    watching: Watching
    settings: Settings
    keys: VendorKeys | None = None
    """Tenants' own keys for vendors; None where no master key is set, so that none can be kept."""

    async def settings_of(self, tenant: str) -> Settings:
        """The settings as they are for a tenant, who reaches vendors of its own too."""
        kept = await self.keys.of_tenant(tenant) if self.keys else ()
        return replace(self.settings, vendors=self.settings.vendors | {key.vendor for key in kept})


def house_of(request: Request) -> House:
    """The parts, as a route's dependency."""
    house: House = request.app.state.house
    return house
