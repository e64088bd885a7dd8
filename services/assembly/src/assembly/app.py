"""The composition root of assembly."""

import asyncio
import os
from functools import partial
from pathlib import Path

from assembly.ports import Assembler
from assembly.repository import PieceTable
from assembly.vendors.local.assembler import LocalAssembler
from assembly.work import assemble_film
from chassis.environment import Environment
from chassis.service import Service
from contracts.assembly import AssembleFilm, AssemblyProgressed, CancelAssembly


def build(environment: Environment, assembler: Assembler | None = None, concurrency: int = 8) -> Service:
    """The service, assembling with ffmpeg on this machine unless told otherwise."""
    service = Service("assembly", environment, migrations=Path(__file__).parent / "migrations")
    encoders = asyncio.Semaphore(os.cpu_count() or 2)
    chosen = assembler or LocalAssembler(PieceTable(service), encoders)
    body = partial(assemble_film, chosen)
    service.work(AssembleFilm, body, progress=AssemblyProgressed, concurrency=concurrency, tries=3, timeout=7200)
    service.cancels(CancelAssembly)
    return service
