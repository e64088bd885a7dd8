"""Composition root of the coordinator: `chassis.run` builds the service here."""

from pathlib import Path

from chassis.environment import Environment
from chassis.service import Service
from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes import RECIPES
from coordinator.handlers import READING, TAKEN, Handlers
from coordinator.memory import Memory

SWEEP = 1.0
"""Seconds between two looks for expired deadlines, and for what an older release has parked."""


def build(environment: Environment, recipes: Recipes = RECIPES) -> Service:
    """The service, ready to be started."""
    service = Service("coordinator", environment, migrations=Path(__file__).parent / "migrations")
    handlers = Handlers(Memory(), recipes)
    service.decides(TAKEN, handlers.handle, READING)
    service.every(SWEEP, handlers.sweep)
    service.every(SWEEP, handlers.take_up)
    return service
