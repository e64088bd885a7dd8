"""Keeps the gateway's picture of every film: one batch of events in, one read and one write. Called by the chassis.

Bodies are read only where they say something that the envelope does not: most events of a film are "this step is done".
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from chassis.records import Delivery
from chassis.transaction import Turn
from contracts import analysis, coordinator
from contracts.assembly import PreviewGrew
from contracts.base import Event, Failed, Failure, MediaRef, Progressed, Rung
from contracts.coordinator import StageTotal
from contracts.registry import MESSAGES, OUTCOMES
from gateway.domain import happenings as h
from gateway.domain.progress import Film, fold
from gateway.repository import climbs, previews, projection, prompts

Key = tuple[str, str]
"""Tenant and sequence."""


async def project(deliveries: Sequence[Delivery], turn: Turn) -> None:
    """Fold a batch of events into the rows of the sequences that they are about."""
    happened: dict[Key, list[h.Happening]] = {}
    prompted: dict[tuple[Key, str], MediaRef] = {}
    grown: dict[tuple[Key, int], PreviewGrew] = {}
    climbed: dict[tuple[Key, str], tuple[Rung, ...]] = {}
    for delivery in deliveries:
        key = (delivery.envelope.tenant, delivery.envelope.sequence)
        if isinstance(delivery.message, PreviewGrew):
            grown[key, delivery.message.number] = delivery.message
            continue
        happened.setdefault(key, []).extend(happenings_of(delivery))
        if delivery.envelope.type in _PROMPTED and (told := _prompt_of(delivery)):
            prompted[key, delivery.envelope.step] = told
        if b'"rungs":[' in delivery.body and (rungs := _rungs_of(delivery)):
            climbed[key, delivery.envelope.step] = rungs
    named = {key: {step for e in events if (step := getattr(e, "step", None))} for key, events in happened.items()}
    known = await projection.load(turn, named)
    folded = {key: fold(film or Film(), steps, happened[key]) for key, (film, steps) in known.items()}
    prompts.store(turn, {(key, step): told for (key, step), told in prompted.items() if key in known})
    previews.store(turn, grown)
    climbs.store(turn, {(key, step): rungs for (key, step), rungs in climbed.items() if key in known})
    projection.store(turn, {key: film for key, (film, _) in known.items()}, folded)


def happenings_of(delivery: Delivery) -> tuple[h.Happening, ...]:
    """What one of the FOLLOWED events says."""
    envelope = delivery.envelope
    read = _READERS.get(envelope.type)
    if read is not None:
        return read(envelope.step, delivery.message)
    good = OUTCOMES.get(envelope.type)
    if good:
        return (h.StepDone(envelope.step),)
    if good is False:
        failure = cast("Failed", delivery.message).failure
        return (h.StepFailed(envelope.step, envelope.attempt, failure.code, failure.message),)
    told = cast("Progressed", delivery.message)
    position = told.position if told.ahead is None else h.in_line(told.ahead)
    return (h.StepProgressed(envelope.step, envelope.attempt, position, told.total, _stored(told.note), told.starts_in),)


def _prompt_of(delivery: Delivery) -> MediaRef | None:
    """What a model was told for a step. Most of these events come unread and tell none: their bytes say so."""
    told: Any = delivery.message
    if b'"prompt":' in delivery.body:
        told = MESSAGES[delivery.envelope.type].read(delivery.body)
    prompt: MediaRef | None = told.prompt
    return prompt


def _rungs_of(delivery: Delivery) -> tuple[Rung, ...]:
    """What was tried for a step before its outcome; nothing where an event is about no step."""
    if not delivery.envelope.step:
        return ()
    told: Any = MESSAGES[delivery.envelope.type].read(delivery.body)
    told = getattr(told, "take", None) or getattr(told, "failure", None) or told
    return getattr(told, "rungs", None) or ()


def _started(_: str, event: coordinator.SequenceStarted) -> tuple[h.Happening, ...]:
    return (h.Started(_stored(event.title), _totals(event.stages)),)


def _planned(_: str, event: coordinator.SequencePlanned) -> tuple[h.Happening, ...]:
    return (h.Planned(_stored(event.title), event.frames, event.scenes, _totals(event.stages)),)


def _analyzed(step: str, event: analysis.ScriptAnalyzed) -> tuple[h.Happening, ...]:
    pairs = [(shot.id, number) for number, scene in enumerate(event.plan.scenes) for shot in scene.shots]
    plan = h.Storyboarded(tuple(shot for shot, _ in pairs), tuple(number for _, number in pairs))
    return (h.StepDone(step), plan)


def _stood_in(step: str, event: coordinator.StepStoodIn) -> tuple[h.Happening, ...]:
    return (h.StepStoodIn(step, event.failure.code, event.failure.message),)


def _completed(_: str, event: coordinator.SequenceCompleted) -> tuple[h.Happening, ...]:
    film = event.film.model_dump_json() if event.film else None
    state: h.State = "completed_with_stand_ins" if event.stand_ins else "completed"
    return (h.Ended(state, film=film, stand_ins=event.stand_ins, cost=event.cost, left=_left(event)),)


def _failed(_: str, event: coordinator.SequenceFailed) -> tuple[h.Happening, ...]:
    return (h.Ended("failed", failure=event.failure.model_dump_json(), left=_left(event)),)


def _attention(_: str, event: coordinator.SequenceNeedsAttention) -> tuple[h.Happening, ...]:
    return (h.Ended("needs_attention", failure=event.failure.model_dump_json()),)


def _cancelled(_: str, event: coordinator.SequenceCancelled) -> tuple[h.Happening, ...]:
    failure = Failure(kind="cancelled", code="cancelled", message=event.reason)
    return (h.Ended("cancelled", failure=failure.model_dump_json(), left=_left(event)),)


def _left(event: coordinator.SequenceCompleted | coordinator.SequenceFailed | coordinator.SequenceCancelled) -> h.Leftover | None:
    script, storyboard = (ref.model_dump_json() if ref else None for ref in (event.script, event.storyboard))
    return h.Leftover(script, storyboard) if script or storyboard else None


def _stored(text: str) -> str:
    """Words as a column can keep them: JSON may hold any control character, a column may not."""
    return text if text.isprintable() else text.translate(_NOT_STORED)


def _totals(stages: tuple[StageTotal, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((h.STAGES.index(total.stage), total.steps) for total in stages)


_NOT_STORED = dict.fromkeys(map(ord, "\0\x1e\x1f"), "\ufffd")

_READERS: dict[str, Callable[[str, Any], tuple[h.Happening, ...]]] = {
    coordinator.SequenceStarted.TYPE: _started,
    coordinator.SequencePlanned.TYPE: _planned,
    coordinator.SequenceCompleted.TYPE: _completed,
    coordinator.SequenceFailed.TYPE: _failed,
    coordinator.SequenceCancelled.TYPE: _cancelled,
    coordinator.SequenceNeedsAttention.TYPE: _attention,
    coordinator.StepStoodIn.TYPE: _stood_in,
    analysis.ScriptAnalyzed.TYPE: _analyzed,
}


_PROGRESS: frozenset[str] = frozenset(t for t, message in MESSAGES.items() if issubclass(message, Progressed))

FOLLOWED: tuple[type[Event], ...] = tuple(
    message
    for message in MESSAGES.values()
    if issubclass(message, Event) and (message.TYPE in {*_READERS, *OUTCOMES, *_PROGRESS, PreviewGrew.TYPE})
)
"""Every event that changes what a film looks like from outside."""

UNREAD: frozenset[str] = frozenset(type_ for type_, good in OUTCOMES.items() if good and type_ not in _READERS)
"""Events of which the envelope says all: most of a film's."""

_PROMPTED: frozenset[str] = frozenset(
    type_ for type_, good in OUTCOMES.items() if good and "prompt" in MESSAGES[type_].model_fields
)
