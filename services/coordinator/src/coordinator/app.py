"""Composition root of the coordinator: `chassis.run` builds the service here."""

from pathlib import Path

from chassis.environment import Environment
from chassis.service import Service
from coordinator.handlers import TAKEN, Handlers
from coordinator.memory import Memory

SWEEP = 1.0
"""Seconds between two looks for expired deadlines."""


def build(environment: Environment) -> Service:
    """The service, ready to be started."""
    service = Service("coordinator", environment, migrations=Path(__file__).parent / "migrations")
    handlers = Handlers(Memory())
    service.decides(TAKEN, handlers.handle)
    service.every(SWEEP, handlers.sweep)
    return service
