"""The recipe `film`: its steps, what each waits for, and what happens when one goes wrong. Commands are in `film_commands`."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal

from contracts import analysis, assembly, audio, billing, imagery, motion, notifier, script
from contracts.assembly import FilmAssembled
from contracts.base import Event, Failure, MediaRef
from contracts.coordinator import SequencePlanned, SequenceStarted, StageTotal, StartSequence
from contracts.requests import STAGES, Stage
from contracts.storyboard import FilmPlan, PlannedShot
from coordinator.domain.graph import Growth, NewStep, Policy, Retry, Sequence
from coordinator.domain.recipe import Left, Recipe, Results
from coordinator.domain.recipes import prices
from coordinator.domain.recipes.ends import with_usable_ends
from coordinator.domain.recipes.film_commands import FilmFacts, command, facts_of, keep, text_of

MONEY = Retry(3, frozenset({"broken", "timeout", "unsure"}))  # billing does one thing once, however often it is asked
WORK = Retry(2, frozenset({"broken"}))  # not after a timeout: the first attempt may still be paid for

POLICIES = {
    "hold": Policy(billing.HoldCredits, undo="release", retry=MONEY),
    "write": Policy(script.WriteScript, script.CancelScript, retry=WORK),
    "analyze": Policy(analysis.AnalyzeScript, analysis.CancelAnalysis, retry=WORK),
    "grow": Policy(billing.GrowHold, retry=MONEY),
    "sheet": Policy(imagery.GenerateSheet, imagery.CancelImagery, skip=True, retry=WORK),
    "frame": Policy(imagery.GenerateFrame, imagery.CancelImagery, stand_in=True, retry=WORK),
    "end": Policy(imagery.GenerateFrame, imagery.CancelImagery, skip=True, retry=WORK),
    "clip": Policy(motion.GenerateClip, motion.CancelMotion, stand_in=True, retry=WORK),
    "speech": Policy(audio.GenerateSpeech, audio.CancelAudio, stand_in=True, skip=True, retry=WORK),
    "effects": Policy(audio.GenerateEffects, audio.CancelAudio, stand_in=True, skip=True, retry=WORK),
    "music": Policy(audio.GenerateMusic, audio.CancelAudio, stand_in=True, skip=True, retry=WORK),
    "assemble": Policy(assembly.AssembleFilm, assembly.CancelAssembly, retry=WORK),
    "capture": Policy(billing.CaptureHold, closes=True, retry=MONEY),
    "release": Policy(billing.ReleaseHold, retry=MONEY),
    "notify": Policy(notifier.NotifyOwner),
}
PAID_FIRST = POLICIES | {"capture": Policy(billing.CaptureHold, pivot=True, retry=MONEY)}
"""Of films that were only complete once they were paid."""
STAGE_OF: dict[str, Stage] = {
    "write": "script",
    "analyze": "storyboard",
    "sheet": "sheets",
    "frame": "frames",
    "end": "frames",
    "clip": "clips",
    "speech": "sound",
    "effects": "sound",
    "music": "sound",
    "assemble": "film",
}
MINUTE = 60
PATIENCE = {  # seconds for one attempt: (for itself, and for each of its kind that may stand before it in a queue)
    "write": (15 * MINUTE, 0),
    "analyze": (30 * MINUTE, 0),
    "sheet": (30 * MINUTE, 30),
    "frame": (30 * MINUTE, 30),
    "end": (30 * MINUTE, 30),
    "clip": (60 * MINUTE, 60),
    "speech": (30 * MINUTE, 15),
    "effects": (30 * MINUTE, 15),
    "music": (60 * MINUTE, 0),
    "assemble": (60 * MINUTE, 0),
    "notify": (24 * 60 * MINUTE, 0),
    "capture": (24 * 60 * MINUTE, 0),
}
LONGEST_WAY = ("sheet", "frame", "end", "clip", "assemble")
REFUSED = "{}"
"""The facts of a sequence whose order `first` has refused."""
Mouths = Literal["never", "with sound", "always"]
"""When a shot's clip waits for its speech, so that mouths move with the words: never, in runs that make all sounds, always."""


def first(order: StartSequence, *, lazy: bool = True) -> Growth | Failure:
    """The steps that are known before there is a storyboard. A given script is not written again; a given storyboard is only
    looked at, for its plan. With `lazy` nothing is held for what costs nothing."""
    source = order.request.source
    if (source.url if source.kind == "url" else source.text) is None:
        wanted = "an address" if source.kind == "url" else "a text"
        return Failure(kind="invalid", code="empty_source", message=f"The film has no story: its source needs {wanted}.")
    keys = []
    if source.kind != "screenplay" and order.script is None:
        keys.append("write")
    if order.stop_at != "script":
        keys.append("analyze")
    hold = prices.estimate(order.request, [key for key in keys if key != "analyze" or order.storyboard is None], order.script)
    if hold or not lazy:
        keys.insert(0, "hold")
    if order.stop_at in ("script", "storyboard"):
        keys.append("capture")
    steps = _patient((NewStep(key, tuple(keys[i - 1 : i])) for i, key in enumerate(keys)), lazy=lazy)
    facts = FilmFacts(request=order.request, stop_at=order.stop_at, hold=hold, script=order.script, storyboard=order.storyboard)
    return Growth(text_of(facts), steps, (SequenceStarted(recipe="film", stages=_totals(keys)),))


def grow(
    raw: str, _key: str, event: Event, *, mouths: Mouths = "always", ends: bool = True, lazy: bool = True
) -> Growth | Failure:
    """The storyboard fixes what there is to make; the assembled film is remembered for the end.

    With `ends` a shot whose end the storyboard tells has an end frame too, where its models can make use of one.
    """
    facts = facts_of(raw)
    if isinstance(event, FilmAssembled):
        return Growth(text_of(facts.model_copy(update={"film": event.film})))
    assert isinstance(event, analysis.ScriptAnalyzed)
    plan = event.plan
    if not any(scene.shots for scene in plan.scenes):
        return Failure(kind="invalid", code="no_shots", message="The storyboard has no shots, so there is no film to make.")
    facts = facts.model_copy(update={"storyboard": event.storyboard, "title": plan.title})
    if facts.stop_at == "storyboard":
        return Growth(text_of(facts), (), (_planned(plan, ["analyze"]),))
    kinds, plan = _kinds(facts.stop_at, mouths), with_usable_ends(facts.request, plan)
    if not ends:
        kinds -= {"end"}
    price = prices.of_plan(facts.request, plan, kinds)
    steps = _patient(_made(plan, kinds, mouths, _gate(facts.hold, price, lazy=lazy)), lazy=lazy)
    keys = ["analyze", *(step.key for step in steps)]
    if facts.request.source.kind != "screenplay" and facts.script is None:
        keys.insert(0, "write")
    facts = facts.model_copy(update={"grow": facts.hold + price})
    return Growth(text_of(facts), steps, (_planned(plan, keys),), _allowance(steps))


def _kinds(stop_at: Stage, mouths: Mouths) -> frozenset[str]:
    """The kinds of steps that a run up to a stage has after the storyboard."""
    wanted = STAGES[STAGES.index("sheets") : STAGES.index(stop_at) + 1]
    kinds = {kind for kind, stage in STAGE_OF.items() if stage in wanted}
    if mouths == "always" and "clip" in kinds:
        kinds.add("speech")
    return frozenset(kinds)


def _gate(hold: int, price: int, *, lazy: bool) -> str:
    """The step before anything that costs: it raises what is held, or is the first to hold; if nothing costs, nobody waits."""
    if not lazy:
        return "grow"
    if not price:
        return "analyze"
    return "grow" if hold else "hold"


def _made(plan: FilmPlan, kinds: frozenset[str], mouths: Mouths, gate: str) -> Iterable[NewStep]:
    """Everything of these kinds that is made from a storyboard, behind its gate, and its capture."""
    steps = [NewStep(f"sheet:{s.subject}", (gate,)) for s in plan.sheets]
    sheets = {sheet.subject for sheet in plan.sheets}
    for scene in plan.scenes:
        for shot in scene.shots:
            spoken = shot.speech and mouths != "never" and "speech" in kinds
            steps += _shot_steps(shot, sheets, gate, spoken=spoken, ends="end" in kinds)
        if scene.effects:
            steps.append(NewStep(f"effects:{scene.id}", (gate,)))
    if plan.music:
        steps.append(NewStep("music", (gate,)))
    made = ("clip", "speech", "effects", "music")
    steps.append(NewStep("assemble", tuple(step.key for step in steps if step.kind in made)))
    steps = [step for step in steps if step.kind in kinds]
    if gate != "analyze":
        steps.insert(0, NewStep(gate, ("analyze",)))
    awaited = {key for step in steps for key in step.depends}
    steps.append(NewStep("capture", tuple(step.key for step in steps if step.key not in awaited)))
    return steps


def _shot_steps(shot: PlannedShot, sheets: set[str], gate: str, *, spoken: bool, ends: bool) -> list[NewStep]:
    """A shot's frame waits for its own sheets only (each waits at the gate), its clip for its frames and what mouths say."""
    own = tuple(dict.fromkeys(f"sheet:{subject}" for subject in shot.sheets if subject in sheets))
    frame, clip, speech = (f"{kind}:{shot.id}" for kind in ("frame", "clip", "speech"))
    end = (f"end:{shot.id}",) if shot.end and ends else ()
    steps = [NewStep(frame, own or (gate,)), NewStep(clip, (frame, *end, *((speech,) if spoken else ())))]
    steps += [NewStep(key, (frame, *own)) for key in end]
    return [*steps, NewStep(speech, (gate,))] if shot.speech else steps


def _patient(steps: Iterable[NewStep], *, lazy: bool = True) -> tuple[NewStep, ...]:
    """The steps with the time that an attempt of each may take; a film that is complete once it is paid has no day for that."""
    steps = tuple(steps)
    count: dict[str, int] = {}
    for step in steps:
        count[step.kind] = count.get(step.kind, 0) + 1
    patience = PATIENCE if lazy else {kind: time for kind, time in PATIENCE.items() if kind != "capture"}
    within = {kind: sum(a * b for a, b in zip(patience.get(kind, (MINUTE, 0)), (1, n), strict=True)) for kind, n in count.items()}
    return tuple(NewStep(step.key, step.depends, within[step.kind]) for step in steps)


def _allowance(steps: tuple[NewStep, ...]) -> int:
    """Seconds from the storyboard to the end: every step on the longest way may need its last attempt."""
    within = {step.kind: step.within for step in steps}
    return 2 * sum(within.get(kind, 0) for kind in LONGEST_WAY) + 60 * MINUTE


def _totals(keys: Iterable[str]) -> tuple[StageTotal, ...]:
    stages = [STAGE_OF.get(key.partition(":")[0]) for key in keys]
    return tuple(StageTotal(stage=stage, steps=stages.count(stage)) for stage in STAGES if stage in stages)


def _planned(plan: FilmPlan, keys: Iterable[str]) -> SequencePlanned:
    return SequencePlanned(title=plan.title, frames=plan.frames, scenes=len(plan.scenes), stages=_totals(keys))


def after(sequence: Sequence) -> tuple[NewStep, ...]:
    """The owner is told how it ended, where there is somebody to tell."""
    if sequence.facts == REFUSED or not facts_of(sequence.facts).request.webhook_url:
        return ()
    return _patient([NewStep("notify")])


def left(raw: str, results: Results) -> Left:
    """The assembled film, if the run went that far, and what another run can go on from."""
    if raw == REFUSED:
        return Left()
    facts = facts_of(raw)
    written = MediaRef.model_validate_json(results["write"]) if "write" in results else facts.script
    return Left(facts.film, written, facts.storyboard)


def _only_film(raw: str, results: Results) -> Left:
    return Left(left(raw, results).film)


_GROWING = frozenset({"analyze", "assemble"})


def _before(version: int, mouths: Mouths, left: Callable[[str, Results], Left], *, ends: bool) -> Recipe:
    """A version that held credits before anything else and was complete once they were captured."""
    begin, more = partial(first, lazy=False), partial(grow, mouths=mouths, ends=ends, lazy=False)
    return Recipe("film", version, PAID_FIRST, begin, keep, command, _GROWING, more, after, left)


FILM_1 = _before(1, "never", _only_film, ends=False)
"""Films that were ordered before clips waited for speech."""
FILM_2 = _before(2, "with sound", _only_film, ends=False)
"""Before a film could be continued: one that stops after its clips has clips without words, which would be made again."""
FILM_3 = _before(3, "always", left, ends=True)
"""Before free films were made without billing, and others were complete without waiting for it."""
FILM = Recipe("film", 4, POLICIES, first, keep, command, _GROWING, grow, after, left)
