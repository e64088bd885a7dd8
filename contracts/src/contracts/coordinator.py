"""Messages of the coordinator: sequences are started and cancelled here, and their fate is told here."""

from typing import ClassVar

from contracts.assembly import Film
from contracts.base import Event, Failure, MediaRef, Message, Micros, Value
from contracts.requests import FilmRequest, Stage


class StartSequence(Message):
    """Run a recipe for the envelope's sequence. Starting a sequence twice changes nothing."""

    TYPE: ClassVar = "sagareel.coordinator.StartSequence.v1"
    recipe: str = "film"
    request: FilmRequest
    stop_at: Stage = "film"
    script: MediaRef | None = None
    """The screenplay that an ended sequence had written; it is not written again."""
    storyboard: MediaRef | None = None
    """The storyboard of an ended sequence that this one goes on from; it is not made again."""


class CancelSequence(Message):
    """Stop the sequence at whatever stage it is and give its money back. An ended sequence stays as it is."""

    TYPE: ClassVar = "sagareel.coordinator.CancelSequence.v1"
    reason: str = "cancelled by the user"


class StageTotal(Value):
    """How many steps a stage has."""

    stage: Stage
    steps: int


class SequenceStarted(Event):
    """The coordinator runs the sequence."""

    TYPE: ClassVar = "sagareel.coordinator.SequenceStarted.v1"
    recipe: str
    title: str = ""
    stages: tuple[StageTotal, ...] = ()


class SequencePlanned(Event):
    """The storyboard has fixed what there is to make."""

    TYPE: ClassVar = "sagareel.coordinator.SequencePlanned.v1"
    title: str
    frames: int
    scenes: int
    stages: tuple[StageTotal, ...]


class StepStoodIn(Event):
    """A step has failed; a stand-in takes its place."""

    TYPE: ClassVar = "sagareel.coordinator.StepStoodIn.v1"
    failure: Failure


class SequenceCompleted(Event):
    """The film is finished; what it costs is held, and charged at once. `stand_ins` names the steps that were stood in for."""

    TYPE: ClassVar = "sagareel.coordinator.SequenceCompleted.v1"
    film: Film | None = None
    stand_ins: tuple[str, ...] = ()
    cost: Micros = 0
    script: MediaRef | None = None
    storyboard: MediaRef | None = None
    """With `script`, here and in the other ends: what another sequence can go on from."""


class SequenceFailed(Event):
    """The film could not be made; nothing is charged."""

    TYPE: ClassVar = "sagareel.coordinator.SequenceFailed.v1"
    failure: Failure
    script: MediaRef | None = None
    storyboard: MediaRef | None = None


class SequenceCancelled(Event):
    """The film was cancelled; nothing is charged."""

    TYPE: ClassVar = "sagareel.coordinator.SequenceCancelled.v1"
    reason: str
    script: MediaRef | None = None
    storyboard: MediaRef | None = None


class SequenceNeedsAttention(Event):
    """Something is left that only an operator can settle; the message says what."""

    TYPE: ClassVar = "sagareel.coordinator.SequenceNeedsAttention.v1"
    failure: Failure
