"""Pictures by the models that fal runs: from words, from words and pictures, or as a change of a picture."""

from dataclasses import dataclass, field
from typing import Any

from chassis.admission.ports import OPEN, Gate
from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.catalogue.calling import filled
from contracts.imagery import EditPicture
from imagery.domain import EditOrder, PictureOrder
from imagery.ports import Picture, PictureJob
from imagery.vendors.asked import Asked, asked
from imagery.vendors.normalised import kept
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Work, done, withdrawn
from vendor_http.fetched import PICTURES
from vendor_http.paths import at


@dataclass(frozen=True, slots=True)
class FalPictures:
    """The adapter to one account."""

    hosts: Hosts = field(repr=False)
    name: str = "fal"

    @classmethod
    def of(cls, account: Account, gate: Gate = OPEN) -> "FalPictures":
        """With connections of its own."""
        return cls(Hosts(account, gate))

    async def picture(self, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
        """The picture of an order, in the film's size."""
        return await self._made(asked(order, job.command.model, self.name), job, tools)

    async def edited(self, order: EditOrder, job: Job[EditPicture], tools: Tools) -> Picture:
        """The changed picture, in the film's size."""
        return await self._made(asked(order, job.command.model, self.name), job, tools)

    async def withdraw(self, job: Job[Any]) -> None:
        """Tell fal that nobody waits for the picture any more."""
        await withdrawn(self.hosts, job)

    async def _made(self, wanted: Asked, job: PictureJob | Job[EditPicture], tools: Tools) -> Picture:
        async def prepare() -> Work:
            urls = [await self._uploaded(picture, tools) for picture in wanted.pictures]
            mask = await self._uploaded(wanted.mask, tools) if wanted.mask else None
            values = {**wanted.values(), "references": urls or None, "mask": mask}
            return Work(wanted.call.endpoint, filled(wanted.call, values), job.id)

        told = await done(self.hosts, wanted.choice.model.name, prepare, job, tools, wanted.call.endpoint)
        found = await self.hosts.media(at(told, wanted.call.output), PICTURES)
        return await kept(found, wanted, job.envelope.tenant, tools)

    async def _uploaded(self, picture: MediaRef, tools: Tools) -> str:
        return await self.hosts.upload(await tools.media.get(picture), picture.media_type)
