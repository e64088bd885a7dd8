"""Orders, plans and outcomes of films for tests: everything a service would answer, made up from the command alone."""

import hashlib

from contracts import analysis, assembly, audio, billing, imagery, motion, notifier, script
from contracts.base import Command, Event, Failed, Failure, FailureKind, MediaRef, Take
from contracts.coordinator import StartSequence
from contracts.requests import FilmRequest, Models, Source, Stage
from contracts.storyboard import FilmPlan, PlannedScene, PlannedSheet, PlannedShot

HOOK = "https://example.org/hook"


def media(name: str) -> MediaRef:
    digest = hashlib.sha256(name.encode()).hexdigest()
    return MediaRef(bucket="media", key=f"t/{digest[:16]}", sha256=digest, size=len(name), media_type="application/octet-stream")


def take(name: str, cost: int = 0) -> Take:
    return Take(media=media(name), input_hash=media("in " + name).sha256, model="m", vendor="local", cost=cost)


PAID = Models(
    write="gpt-5",
    analyze="gpt-5",
    image="nano-banana-2-lite",
    clip="grok-imagine-video",
    speech="eleven-v3",
    music="elevenlabs-music",
    effect="elevenlabs-effects",
)


def order(kind: str = "screenplay", stop_at: Stage = "film", webhook: bool = False, models: Models = PAID) -> StartSequence:
    source = Source.model_validate(
        {"kind": kind, "text": media("story"), "url": "https://example.org/" if kind == "url" else None}
    )
    request = FilmRequest(source=source, webhook_url=HOOK if webhook else None, models=models)
    return StartSequence(request=request, stop_at=stop_at)


def continued(kind: str = "screenplay", stop_at: Stage = "film") -> StartSequence:
    """An order that goes on from an ended film."""
    script = None if kind == "screenplay" else media("script")
    return order(kind, stop_at).model_copy(update={"script": script, "storyboard": media("storyboard")})


def plan(scenes: int = 2, shots: int = 2, sheets: int = 2, music: bool = True) -> FilmPlan:
    """Every shot shows one or two of the sheets; every second one speaks; every scene but the first has effects."""
    names = [f"cast{n}" for n in range(sheets)]

    def shot(scene: int, n: int) -> PlannedShot:
        shown = tuple(dict.fromkeys(names[i % sheets] for i in (scene, n))) if sheets else ()
        return PlannedShot(id=f"{scene}.{n}", frames=48, sheets=shown, speech=n % 2 == 0)

    return FilmPlan(
        title="The Lighthouse",
        frames=48 * scenes * shots,
        sheets=tuple(PlannedSheet(subject=name, kind="cast") for name in names),
        scenes=tuple(
            PlannedScene(id=f"s{s}", title=f"Scene {s}", shots=tuple(shot(s, n) for n in range(shots)), effects=s > 0)
            for s in range(scenes)
        ),
        music=music,
    )


FILM = assembly.Film(
    mp4=media("mp4"), poster=media("png"), srt=media("srt"), vtt=media("vtt"), chapters=media("txt"), frames=192, seconds=8.0
)


def good(command: Command, film_plan: FilmPlan, cost: int = 0) -> Event:
    """The outcome that a service tells when all goes well."""
    match command:
        case billing.HoldCredits() | billing.GrowHold() | billing.CaptureHold():
            return command.DONE.model_validate({"amount": command.amount})
        case billing.ReleaseHold():
            return billing.HoldReleased(amount=0)
        case assembly.AssembleFilm():
            return assembly.FilmAssembled(film=FILM)
        case notifier.NotifyOwner():
            return notifier.OwnerNotified(url=command.url, deliveries=1)
        case script.WriteScript():
            return script.ScriptWritten(script=media("script"), title="The Lighthouse")
        case analysis.AnalyzeScript():
            return analysis.ScriptAnalyzed(storyboard=media("storyboard"), plan=film_plan, cost=cost)
    return made(command, cost)


def made(command: Command, cost: int) -> Event:
    """The good outcome of a command that makes a take."""
    match command:
        case imagery.GenerateSheet():
            return imagery.SheetGenerated(subject=command.subject, take=take(f"sheet {command.subject}", cost))
        case imagery.GenerateFrame():
            return imagery.FrameGenerated(shot=command.shot, take=take(f"frame {command.shot}", cost))
        case motion.GenerateClip():
            return motion.ClipGenerated(shot=command.shot, frames=48, take=take(f"clip {command.shot}", cost))
        case audio.GenerateSpeech():
            spoken = take(f"speech {command.shot}", cost).model_copy(update={"extras": {"words": media(f"words {command.shot}")}})
            return audio.SpeechGenerated(shot=command.shot, take=spoken)
        case audio.GenerateEffects():
            return audio.EffectsGenerated(scene=command.scene, take=take(f"effects {command.scene}", cost))
        case audio.GenerateMusic():
            return audio.MusicGenerated(take=take("music", cost))
    raise AssertionError(f"no answer to {command}")


def bad(command: Command, kind: FailureKind = "broken") -> Failed:
    """The outcome that a service tells when it gives up."""
    failure = Failure(kind=kind, code="test", message=f"{type(command).__name__} did not work.")
    return command.FAILED(failure=failure)
