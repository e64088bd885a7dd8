"""What every route works with, made once in `gateway.app` and kept on the ASGI app."""

from dataclasses import dataclass

from fastapi import Request

from gateway.access import Keeper
from gateway.ports import Host
from gateway.settings import Settings
from gateway.watching import Watching


@dataclass(frozen=True, slots=True)
class House:
    """The parts of one gateway."""

    host: Host
    keeper: Keeper
    watching: Watching
    settings: Settings


def house_of(request: Request) -> House:
    """The parts, as a route's dependency."""
    house: House = request.app.state.house
    return house
