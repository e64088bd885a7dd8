"""What analysis needs from a vendor; `vendors/` keeps the adapters, `app` chooses by the catalogue."""

from dataclasses import dataclass
from typing import Protocol

from chassis.work import Job, Tools
from contracts.analysis import AnalyzeScript
from contracts.base import MediaRef
from contracts.storyboard import FilmPlan


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The stored storyboard, its plan, what the vendor charged in micro-credits, and what a model was told."""

    storyboard: MediaRef
    plan: FilmPlan
    cost: int = 0
    prompt: MediaRef | None = None


class Analyst(Protocol):
    """Reads a script and makes the storyboard."""

    async def analyze(self, job: Job[AnalyzeScript], tools: Tools, *, soft: bool = False) -> Analyzed:
        """The storyboard of the command's script, told in milder words if `soft`; raises the errors of `chassis.errors`."""
        ...
