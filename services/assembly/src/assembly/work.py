"""The long body of an assembly job."""

from assembly.ports import Assembler
from assembly.room import room_on_disk
from chassis.work import Done, Job, Tools
from contracts.assembly import AssembleFilm, FilmAssembled


async def assemble_film(assembler: Assembler, job: Job[AssembleFilm], tools: Tools) -> Done:
    """Assemble the film that the command describes."""
    with room_on_disk():
        film = await assembler.assemble(job.envelope.tenant, job.command, tools)
    return Done(FilmAssembled(film=film))
