"""Events of a small film, as the services tell them."""

from contracts import analysis, assembly, coordinator, motion, script
from contracts.base import MediaRef, Message, Take
from contracts.requests import Stage
from contracts.storyboard import FilmPlan, PlannedScene, PlannedShot

REF = MediaRef(bucket="b", key="k", sha256="0" * 64, size=1, media_type="image/png")
TAKE = Take(media=REF, input_hash="0" * 64, model="local-draw", vendor="local")


def totals(**steps: int) -> tuple[coordinator.StageTotal, ...]:
    """Stage totals by name."""
    names: dict[str, Stage] = {"script": "script", "storyboard": "storyboard", "clips": "clips", "film": "film"}
    return tuple(coordinator.StageTotal(stage=names[name], steps=count) for name, count in steps.items())


def plan(*scenes: int) -> FilmPlan:
    """A plan with so many shots in each scene."""
    shots = [tuple(PlannedShot(id=f"s{n}.{i}", frames=24) for i in range(count)) for n, count in enumerate(scenes)]
    return FilmPlan(
        title="The Star", frames=24, scenes=tuple(PlannedScene(id=f"s{n}", title="S", shots=s) for n, s in enumerate(shots))
    )


STARTED = (coordinator.SequenceStarted(recipe="film", stages=totals(script=1, storyboard=1)), "")
WRITTEN = (script.ScriptWritten(script=REF, title="The Star"), "write")
ANALYZED = (analysis.ScriptAnalyzed(storyboard=REF, plan=plan(2, 1)), "analyze")
PLANNED = (
    coordinator.SequencePlanned(title="The Star", frames=24, scenes=2, stages=totals(script=1, storyboard=1, clips=3, film=1)),
    "",
)


def clip(shot: str) -> tuple[Message, str]:
    """A clip is ready."""
    return motion.ClipGenerated(shot=shot, frames=24, take=TAKE), f"clip:{shot}"


def assembled(film: assembly.Film) -> tuple[tuple[Message, str], ...]:
    """The film is finished."""
    return (assembly.FilmAssembled(film=film), "assemble"), (coordinator.SequenceCompleted(film=film), "")


def film_of(ref: MediaRef) -> assembly.Film:
    """A film whose every medium is the same one."""
    return assembly.Film(mp4=ref, poster=ref, srt=ref, vtt=ref, chapters=ref, frames=24, seconds=1.0)
