"""Composition root of billing: `chassis.run` builds the service here."""

from functools import partial
from pathlib import Path

from billing.handlers import COMMANDS, settle
from billing.settings import Settings
from chassis.environment import Environment
from chassis.service import Service


def build(environment: Environment) -> Service:
    """The service, ready to be started."""
    service = Service("billing", environment, migrations=Path(__file__).parent / "migrations")
    service.handles(COMMANDS, partial(settle, settings=Settings.of(environment.variables)))
    return service
