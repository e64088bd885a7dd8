"""The commands of the recipe `film`: each from the film's facts and the results of the steps that it depends on."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.assembly import AssembleFilm, Film, SceneMedia, ShotMedia
from contracts.audio import EffectsGenerated, GenerateEffects, GenerateMusic, GenerateSpeech, MusicGenerated, SpeechGenerated
from contracts.base import Command, Event, MediaRef, Micros, Take, Value
from contracts.billing import CaptureHold, GrowHold, HoldCredits, ReleaseHold
from contracts.imagery import FrameGenerated, GenerateFrame, GenerateSheet, SheetGenerated, SheetUse
from contracts.motion import ClipGenerated, GenerateClip
from contracts.notifier import NotifyOwner
from contracts.requests import FilmRequest, Stage
from contracts.script import ScriptWritten, WriteScript
from coordinator.domain.graph import Kept, Sequence, Step
from coordinator.domain.recipe import Results

DEFAULT_SECONDS = 30
"""How long a film from an idea or a web page becomes when nobody says."""


class FilmFacts(Value):
    """What the recipe remembers of one film."""

    request: FilmRequest
    stop_at: Stage
    hold: Micros = 0
    grow: Micros = 0
    title: str = ""
    script: MediaRef | None = None
    """A screenplay that was written for an earlier run; what this one writes is among the results."""
    storyboard: MediaRef | None = None
    film: Film | None = None


@lru_cache(maxsize=1024)
def facts_of(raw: str) -> FilmFacts:
    """Facts as the engine keeps them, parsed; many steps of one film are decided after each other."""
    return FilmFacts.model_validate_json(raw, extra="ignore")


def text_of(value: Value) -> str:
    """The compact JSON text of a value."""
    return value.__pydantic_serializer__.to_json(value, exclude_none=True, exclude_defaults=True).decode()


def keep(event: Event) -> Kept:
    """What the steps that come later need of a good outcome, and what it has cost."""
    keeper = KEEPERS.get(type(event))
    return keeper(event) if keeper else Kept()


def _keep_take(event: Any) -> Kept:
    return Kept(text_of(event.take), event.take.cost)


def _keep_media(event: Any) -> Kept:
    return Kept(text_of(event.take.media), event.take.cost)


def _keep_speech(event: SpeechGenerated) -> Kept:
    take = event.take
    spoken = ShotMedia(shot=event.shot, clip=take.media, speech=take.media, words=take.extras.get("words"))
    return Kept(text_of(spoken), take.cost)


KEEPERS: Mapping[type[Event], Callable[[Any], Kept]] = {
    FrameGenerated: _keep_take,
    ClipGenerated: _keep_media,
    SheetGenerated: _keep_media,
    MusicGenerated: _keep_media,
    EffectsGenerated: _keep_media,
    SpeechGenerated: _keep_speech,
    ScriptWritten: lambda event: Kept(text_of(event.script), event.cost),
    ScriptAnalyzed: lambda event: Kept(cost=event.cost),
}


def command(sequence: Sequence, step: Step, results: Results) -> Command | None:
    """The command of a step whose dependencies are over; None to charge a film for which nothing is held."""
    return COMMANDS[step.kind](_Ready(sequence, step, results))


class _Ready:
    """A step, with what its command is made from."""

    __slots__ = ("facts", "request", "results", "seed", "sequence", "stand_in", "step", "subject")

    def __init__(self, sequence: Sequence, step: Step, results: Results) -> None:
        self.sequence, self.step, self.results = sequence, step, results
        self.facts = facts_of(sequence.facts)
        self.request = self.facts.request
        self.seed = self.request.seed
        self.subject = step.key.partition(":")[2]
        self.stand_in = step.standing_in

    @property
    def storyboard(self) -> MediaRef:
        assert self.facts.storyboard is not None
        return self.facts.storyboard


def _ref(raw: str) -> MediaRef:
    return MediaRef.model_validate_json(raw)


def _write(at: _Ready) -> WriteScript:
    request = at.request
    return WriteScript(
        source=request.source,
        duration=request.duration or DEFAULT_SECONDS,
        style=request.style,
        seed=at.seed,
        language=request.language,
        model=request.models.write,
        failover=request.failover,
    )


def _analyze(at: _Ready) -> AnalyzeScript:
    request = at.request
    script = _ref(at.results["write"]) if "write" in at.step.depends else at.facts.script or request.source.text
    assert script is not None
    return AnalyzeScript(
        script=script,
        duration=request.duration,
        ratio=request.ratio,
        style=request.style,
        seed=at.seed,
        language=request.language,
        model=request.models.analyze,
        storyboard=at.facts.storyboard,
        form=request.form,
        transition=request.transition,
        fps=request.fps,
        failover=request.failover,
    )


def _sheet(at: _Ready) -> GenerateSheet:
    model, failover = at.request.models.image, at.request.failover
    return GenerateSheet(storyboard=at.storyboard, subject=at.subject, model=model, seed=at.seed, failover=failover)


def _frame(at: _Ready) -> GenerateFrame:
    keys = (key for key in at.step.depends if key.startswith("sheet:") and key in at.results)
    sheets = tuple(SheetUse(subject=key.partition(":")[2], media=_ref(at.results[key])) for key in keys)
    return GenerateFrame(
        storyboard=at.storyboard,
        shot=at.subject,
        sheets=sheets,
        model=at.request.models.image,
        seed=at.seed,
        stand_in=at.stand_in,
        failover=at.request.failover,
    )


def _end(at: _Ready) -> GenerateFrame:
    """The shot's last picture, which goes on from its first."""
    start = Take.model_validate_json(at.results[f"frame:{at.subject}"])
    return _frame(at).model_copy(update={"which": "end", "start": start.media})


def _clip(at: _Ready) -> GenerateClip:
    frame = Take.model_validate_json(at.results[f"frame:{at.subject}"])
    spoken, end = at.results.get(f"speech:{at.subject}"), at.results.get(f"end:{at.subject}")
    return GenerateClip(
        storyboard=at.storyboard,
        shot=at.subject,
        frame=frame,
        model=at.request.models.clip,
        seed=at.seed,
        stand_in=at.stand_in,
        failover=at.request.failover,
        words=ShotMedia.model_validate_json(spoken).words if spoken is not None else None,
        end_frame=Take.model_validate_json(end) if end is not None and not at.stand_in else None,
    )


def _speech(at: _Ready) -> GenerateSpeech:
    return GenerateSpeech(shot=at.subject, **_sound(at, at.request.models.speech))


def _effects(at: _Ready) -> GenerateEffects:
    return GenerateEffects(scene=at.subject, **_sound(at, at.request.models.effect))


def _music(at: _Ready) -> GenerateMusic:
    return GenerateMusic(**_sound(at, at.request.models.music))


def _sound(at: _Ready, model: str) -> dict[str, Any]:
    """What the orders of all sounds say."""
    asked = {"storyboard": at.storyboard, "model": model, "seed": at.seed}
    return {**asked, "stand_in": at.stand_in, "failover": at.request.failover}


def _assemble(at: _Ready) -> AssembleFilm:
    """`depends` names the clips and effects in film order."""
    return AssembleFilm(
        storyboard=at.storyboard,
        shots=tuple(_shot(at, key) for key in at.step.depends if key.startswith("clip:")),
        scenes=tuple(
            SceneMedia(scene=key.partition(":")[2], effects=_ref(at.results[key]))
            for key in at.step.depends
            if key.startswith("effects:") and key in at.results
        ),
        music=_ref(at.results["music"]) if "music" in at.results else None,
    )


def _shot(at: _Ready, key: str) -> ShotMedia:
    shot, clip = key.partition(":")[2], _ref(at.results[key])
    spoken = at.results.get(f"speech:{shot}")
    if spoken is None:
        return ShotMedia(shot=shot, clip=clip)
    return ShotMedia.model_validate_json(spoken).model_copy(update={"clip": clip})


def _notify(at: _Ready) -> NotifyOwner:
    url, state = at.request.webhook_url, at.sequence.state
    assert url is not None
    return NotifyOwner.model_validate({"url": url, "state": state, "title": at.facts.title})


def _capture(at: _Ready) -> CaptureHold | None:
    held = max(at.facts.hold, at.facts.grow)
    if not held and not at.sequence.undo:
        return None
    return CaptureHold(amount=min(at.sequence.cost, held))


def _release(at: _Ready) -> ReleaseHold:
    assert at.sequence.failure is not None
    return ReleaseHold(reason=at.sequence.failure.message)


# Nobody pays more than was held, whatever a vendor has charged us.
COMMANDS: Mapping[str, Callable[[_Ready], Command | None]] = {
    "hold": lambda at: HoldCredits(amount=max(at.facts.hold, at.facts.grow)),
    "write": _write,
    "analyze": _analyze,
    "grow": lambda at: GrowHold(amount=at.facts.grow),
    "sheet": _sheet,
    "frame": _frame,
    "end": _end,
    "clip": _clip,
    "speech": _speech,
    "effects": _effects,
    "music": _music,
    "assemble": _assemble,
    "capture": _capture,
    "release": _release,
    "notify": _notify,
}
