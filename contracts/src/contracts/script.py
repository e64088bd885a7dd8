"""Messages of the script service: it writes the screenplay from an idea or a web page."""

from typing import ClassVar

from contracts.base import CancelWork, Command, Event, Failed, Failover, MediaRef, Micros, Progressed, Rung
from contracts.requests import Source


class ScriptWritten(Event):
    """The screenplay is ready, as Fountain text."""

    TYPE: ClassVar = "sagareel.script.ScriptWritten.v1"
    script: MediaRef
    title: str
    cost: Micros = 0
    prompt: MediaRef | None = None
    """What the model was told, where a model was asked."""
    rungs: tuple[Rung, ...] | None = None
    """What had to be tried to get it."""


class ScriptFailed(Failed):
    """No screenplay could be written."""

    TYPE: ClassVar = "sagareel.script.ScriptFailed.v1"


class WriteScript(Command):
    """Write a screenplay of the wanted length from an idea or a web page."""

    TYPE: ClassVar = "sagareel.script.WriteScript.v1"
    DONE: ClassVar = ScriptWritten
    FAILED: ClassVar = ScriptFailed
    source: Source
    duration: int
    """Seconds."""
    style: str
    seed: int
    language: str
    model: str
    failover: Failover = "never"


class ScriptProgressed(Progressed):
    """How far a running step of this service is."""

    TYPE: ClassVar = "sagareel.script.ScriptProgressed.v1"


class CancelScript(CancelWork):
    """Stop the sequence's unfinished script jobs."""

    TYPE: ClassVar = "sagareel.script.CancelScript.v1"
