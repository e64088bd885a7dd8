"""What every message is made of: the Command and Event bases and the values that several messages carry.

Producers build the strict class (an unknown field is an error); consumers use `read`, which ignores what it does not know.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Micros = Annotated[int, Field(ge=0, le=2**53)]
"""Money in micro-credits: 1,000,000 are one credit."""


class Value(BaseModel):
    """An immutable part of a message."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(Value):
    """The body of a command or event; tenant, sequence, step and attempt travel in the envelope."""

    TYPE: ClassVar[str]

    @classmethod
    def read(cls, body: bytes | str) -> Self:
        """Parse a body as a tolerant consumer: unknown fields are ignored.

        Raises pydantic.ValidationError when a known field is missing or wrong.
        """
        return cls.model_validate_json(body, extra="ignore")

    def body(self) -> bytes:
        """The JSON body, without fields that are None."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True)


class Command(Message):
    """An order to one service; its outcome is exactly one of the events DONE and FAILED."""

    DONE: ClassVar[type["Event"]]
    FAILED: ClassVar[type["Failed"]]


class Event(Message):
    """Something that has happened, told by the service that owns it."""


class MediaRef(Value):
    """Where a medium lies and what its bytes are; the object under a key never changes."""

    bucket: str
    key: str
    sha256: Sha256
    size: int = Field(ge=0)
    media_type: str


Failover = Literal["never", "route", "model"]
"""What may take the place of a model that refuses or is away: nothing, another route to it, or an equivalent model too."""


class Rung(Value):
    """One more try after a refusal or a failure: another seed, softer words, another route or another model."""

    kind: Literal["seed", "softened", "route", "model"]
    model: str
    vendor: str
    seed: int
    code: str
    reason: str
    """Why it was taken: what had refused or failed before, and on which input."""


class Take(Value):
    """One immutable result for a slot, with the hash of exactly the inputs that it was made from."""

    media: MediaRef
    input_hash: Sha256
    model: str
    vendor: str
    seed: int = 0
    cost: Micros = 0
    extras: dict[str, MediaRef] = Field(default_factory=dict, json_schema_extra={"default": {}})
    """What was made beside it, by name: `scene_graph`, `words`, ..."""
    rungs: tuple[Rung, ...] | None = None
    """What had to be tried to get it; `model`, `vendor` and `seed` are those of the last. None when the first try was good."""


FailureKind = Literal["refused", "broken", "unsure", "invalid", "timeout", "cancelled"]


class Failure(Value):
    """Why something failed, in a sentence that a user can act on."""

    kind: FailureKind
    code: str
    message: str
    rungs: tuple[Rung, ...] | None = None
    """What else was tried before it was given up."""


class Failed(Event):
    """The bad outcome of a command."""

    failure: Failure


class Progressed(Event):
    """How far a running step is; may be lost, never goes back within one attempt."""

    position: int = Field(ge=0)
    total: int = Field(ge=1)
    note: str = ""
    ahead: int | None = Field(default=None, ge=0)
    """While it waits in a vendor's line, at position 0: how many are before it."""
    starts_in: int | None = Field(default=None, ge=0)
    """And in how many seconds it probably starts."""


class CancelWork(Message):
    """Stop every unfinished job of the envelope's sequence; nothing answers it, and a late outcome changes nothing."""

    reason: str
