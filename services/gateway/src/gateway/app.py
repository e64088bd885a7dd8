"""The composition root of the gateway."""

from pathlib import Path

from starlette.routing import Route, Router

from chassis.answers import Letterbox
from chassis.environment import Environment
from chassis.records import Reading
from chassis.service import Service
from gateway.access import Keeper
from gateway.handlers import FOLLOWED, UNREAD, project
from gateway.house import House
from gateway.http.api import create
from gateway.repository.orders import sweep
from gateway.settings import read_settings
from gateway.watching import Watching
from vendor_http.fal.hooks import FalHooks
from vendor_http.hosts import vendor_hosts
from vendor_http.tenants.vault import Vault

PAUSE = 0.2
"""Seconds between two looks at what films have done: nobody watches closer (`watching.EVERY`), and rows are written once."""


def build(environment: Environment) -> Service:
    """The gateway: HTTP in front, a projection of all events behind."""
    migrations = Path(__file__).parent / "migrations"
    service = Service("gateway", environment, migrations=migrations, settings={"app.tenant": "*"})
    settings = read_settings(environment)
    keeper, vault = Keeper(service), Vault.of(environment, "gateway")

    async def open_house() -> None:
        await keeper.open_house()
        if settings.local_tenant:
            await keeper.let_in_owner(environment.data_dir, settings.public_url)
        if vault is not None:
            await vault.reseal()

    service.at_start(open_house)
    service.decides(FOLLOWED, project, Reading(unread=UNREAD, pause=PAUSE))
    service.every(600.0, sweep)
    if vault is not None:
        service.every(3600.0, lambda _: vault.tidy())
    if settings.hears_vendors:
        hooks = FalHooks(Letterbox(environment.dsn_of("gateway"), "gateway"), vendor_hosts(environment.variables).fal_rest)
        service.mounts("/hooks/fal", Router([Route("/{hook}", hooks.take, methods=["POST"])]))
    service.mounts("/", create(House(service, keeper, Watching(service), settings, vault)))
    return service
