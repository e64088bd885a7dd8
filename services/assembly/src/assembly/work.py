"""The long body of an assembly job."""

from assembly.ports import Assembler
from chassis.work import Done, Job, Tools
from contracts.assembly import AssembleFilm, FilmAssembled


async def assemble_film(assembler: Assembler, job: Job[AssembleFilm], tools: Tools) -> Done:
    """Assemble the film that the command describes."""
    film = await assembler.assemble(job.envelope.tenant, job.command, tools)
    return Done(FilmAssembled(film=film))
