"""What motion needs from outside: somebody who makes a clip."""

from dataclasses import dataclass, field
from typing import Protocol

from chassis.work import Job, Tools
from contracts.base import MediaRef, Micros
from contracts.motion import ExtendClip, GenerateClip, ImagineClip
from motion.domain import ClipOrder, ExtendOrder, ImagineOrder

ClipJob = Job[GenerateClip] | Job[ImagineClip] | Job[ExtendClip]


@dataclass(frozen=True, slots=True)
class Clip:
    """A stored clip, what it cost, and what was kept beside it by name."""

    media: MediaRef
    cost: Micros = 0
    extras: dict[str, MediaRef] = field(default_factory=dict)


class ClipVendor(Protocol):
    """Makes clips of one vendor."""

    @property
    def name(self) -> str:
        """As the catalogue's routes call it."""
        ...

    @property
    def reads_words(self) -> bool:
        """Whether its orders say what happens and how they end; others are made from the still and its drawing alone."""
        ...

    async def clip(self, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> Clip:
        """A clip of exactly `order.frames` frames.

        Raises the errors of `chassis.errors`.
        """
        ...


class FreeClipVendor(Protocol):
    """Makes clips of one vendor without a still: from words alone, and what comes after a clip."""

    @property
    def name(self) -> str:
        """As the catalogue's routes call it."""
        ...

    async def imagined(self, order: ImagineOrder, job: Job[ImagineClip], tools: Tools) -> Clip:
        """A clip of exactly the form of its order; raises the errors of `chassis.errors`."""
        ...

    async def extended(self, order: ExtendOrder, job: Job[ExtendClip], tools: Tools) -> Clip:
        """The longer clip, of exactly the form of its order; raises the errors of `chassis.errors`."""
        ...
