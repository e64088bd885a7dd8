"""Messages of the analysis service: it turns a script into a storyboard."""

from typing import ClassVar

from contracts.base import CancelWork, Command, Event, Failed, Failover, MediaRef, Micros, Progressed, Rung
from contracts.form import Form
from contracts.storyboard import FilmPlan, FrameRate, Ratio, TransitionChoice


class ScriptAnalyzed(Event):
    """The storyboard is ready: the whole of it in the object store, its plan here."""

    TYPE: ClassVar = "sagareel.analysis.ScriptAnalyzed.v1"
    storyboard: MediaRef
    plan: FilmPlan
    cost: Micros = 0
    prompt: MediaRef | None = None
    """What the model was told, where a model was asked."""
    rungs: tuple[Rung, ...] | None = None
    """What had to be tried to get it."""


class AnalysisFailed(Failed):
    """The script could not be analysed."""

    TYPE: ClassVar = "sagareel.analysis.AnalysisFailed.v1"


class AnalyzeScript(Command):
    """Read the script and make the storyboard."""

    TYPE: ClassVar = "sagareel.analysis.AnalyzeScript.v1"
    DONE: ClassVar = ScriptAnalyzed
    FAILED: ClassVar = AnalysisFailed
    script: MediaRef
    duration: int | None = None
    """Wanted seconds; None keeps the length that the script asks for."""
    ratio: Ratio
    style: str
    seed: int
    language: str
    model: str
    storyboard: MediaRef | None = None
    """The storyboard that there is already: its plan is told again, and nothing is read or made."""
    form: Form = Form()
    transition: TransitionChoice = "auto"
    fps: FrameRate = 24
    failover: Failover = "never"


class AnalysisProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.analysis.AnalysisProgressed.v1"


class CancelAnalysis(CancelWork):
    """Stop the sequence's unfinished analysis jobs."""

    TYPE: ClassVar = "sagareel.analysis.CancelAnalysis.v1"
