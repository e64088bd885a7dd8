"""What imagery needs from outside: somebody who makes pictures."""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from chassis.work import Job, Tools
from contracts.base import MediaRef, Micros
from contracts.imagery import EditPicture, GenerateFrame, GenerateSheet
from imagery.domain import EditOrder, PictureOrder

PictureJob = Job[GenerateFrame] | Job[GenerateSheet]


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture, what was made beside it, and what it cost."""

    media: MediaRef
    extras: dict[str, MediaRef] = field(default_factory=dict)
    cost: Micros = 0


class ImageVendor(Protocol):
    """Makes the pictures of one vendor."""

    @property
    def name(self) -> str:
        """As the catalogue's routes call it."""
        ...

    async def picture(self, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
        """The picture of an order, stored.

        Raises the errors of `chassis.errors`.
        """
        ...


@runtime_checkable
class EditVendor(Protocol):
    """Changes the pictures of one vendor, or of any."""

    @property
    def name(self) -> str:
        """As the catalogue's routes call it."""
        ...

    async def edited(self, order: EditOrder, job: Job[EditPicture], tools: Tools) -> Picture:
        """The changed picture, stored.

        Raises the errors of `chassis.errors`.
        """
        ...


class PictureVendor(ImageVendor, EditVendor, Protocol):
    """Does both, as every paid vendor."""
