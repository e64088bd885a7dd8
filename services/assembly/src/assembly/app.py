"""The composition root of assembly."""

import os
from functools import partial
from pathlib import Path

from assembly.ahead import EVENTS, Ahead
from assembly.ports import Assembler
from assembly.repository import PieceTable
from assembly.vendors.local.assembler import LocalAssembler
from assembly.vendors.local.gathering import Places
from assembly.vendors.simulated import SimulatedAssembler
from assembly.work import assemble_film
from chassis.environment import SIMULATED_AT_ONCE, Environment
from chassis.service import Service
from contracts.assembly import AssembleFilm, AssemblyProgressed, CancelAssembly

LATENCY = 0.2
"""Seconds that a simulated assembly takes; the engine's benchmark counts on them."""


def build(environment: Environment, assembler: Assembler | None = None) -> Service:
    """The service, assembling with ffmpeg on this machine unless told otherwise."""
    service = Service("assembly", environment, migrations=Path(__file__).parent / "migrations", urgent=True)
    encoders = Places(os.cpu_count() or 2)
    pieces = PieceTable(service)
    local = LocalAssembler(pieces, encoders)
    chosen = assembler or (SimulatedAssembler(LATENCY) if environment.simulated else local)
    at_once = SIMULATED_AT_ONCE if environment.simulated else 8
    service.work(AssembleFilm, partial(assemble_film, chosen), progress=AssemblyProgressed, concurrency=at_once, timeout=7200)
    service.cancels(CancelAssembly)
    if not environment.simulated:
        service.follows(EVENTS, Ahead(local, local, pieces))
    return service
