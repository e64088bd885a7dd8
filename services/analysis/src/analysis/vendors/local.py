"""The analyst that needs no key and no network: the rules of `analysis.domain`, run in a process of the pool."""

from analysis.domain.board import Wish, storyboard_of, wish_of
from analysis.domain.plan import plan_of
from analysis.domain.text import ScriptError, decoded
from analysis.ports import Analyzed
from chassis.errors import Invalid
from chassis.work import Job, Tools
from contracts.analysis import AnalyzeScript
from contracts.storyboard import FilmPlan


class LocalAnalyst:
    """The port, by rules; the same script and seed give the same bytes."""

    async def analyze(self, job: Job[AnalyzeScript], tools: Tools, *, soft: bool = False) -> Analyzed:  # noqa: ARG002
        """Read the script, store the storyboard."""
        script = await tools.media.get(job.command.script)
        try:
            board, plan = await tools.compute(analyzed, script, wish_of(job.command))
        except ScriptError as error:
            raise Invalid(error.message, code=error.code) from error
        return Analyzed(await tools.media.put(job.envelope.tenant, board, "application/json"), plan)


def analyzed(script: bytes, wish: Wish) -> tuple[bytes, FilmPlan]:
    """The storyboard as JSON, and its plan."""
    board = storyboard_of(decoded(script), wish)
    return board.model_dump_json().encode(), plan_of(board)
