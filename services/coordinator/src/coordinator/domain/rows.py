"""What goes into `advance` and what comes out: all rows of one sequence; the rows and messages a batch of inputs leads to."""

from dataclasses import dataclass, field
from datetime import datetime

from coordinator.domain.graph import Outgoing, Sequence, Step


@dataclass(frozen=True, slots=True)
class Rows:
    """One sequence as it is stored; `sequence` is None for one that nobody has started. `results` are JSON texts by step."""

    id: str
    sequence: Sequence | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    timer: datetime | None = None
    """When the sweep will look at it next, as far as this process knows."""
    parked: bool = False
    """Whether messages wait that an older release could not decide on; they go before all others."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a batch has changed in one sequence: rows to write and messages to publish, in this order."""

    sequence: Sequence | None
    born: bool = False
    """The sequence's row is new."""
    moved: bool = False
    """The sequence's row has changed."""
    new: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether any row is new or changed."""
        return self.born or self.moved or bool(self.new or self.changed)
