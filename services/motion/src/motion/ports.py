"""What motion needs from outside: somebody who makes a clip."""

from typing import Protocol

from chassis.work import Job, Tools
from contracts.base import MediaRef, Micros
from contracts.motion import GenerateClip
from motion.domain import ClipOrder


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

    async def clip(self, order: ClipOrder, job: Job[GenerateClip], tools: Tools) -> tuple[MediaRef, Micros]:
        """A clip of exactly `order.frames` frames, and what it cost.

        Raises the errors of `chassis.errors`.
        """
        ...
