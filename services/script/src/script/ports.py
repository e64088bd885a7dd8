"""What the script service needs from a vendor and from the web; `vendors/` keeps the adapters, `app` chooses by the catalogue."""

from dataclasses import dataclass
from typing import Protocol

from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.script import WriteScript


@dataclass(frozen=True, slots=True)
class Written:
    """The stored screenplay (Fountain, UTF-8), its title, what the vendor charged in micro-credits, what a model was told."""

    script: MediaRef
    title: str
    cost: int = 0
    prompt: MediaRef | None = None


class Writer(Protocol):
    """Writes a screenplay from an idea or a web page."""

    async def write(self, job: Job[WriteScript], tools: Tools, *, soft: bool = False) -> Written:
        """The screenplay of the command's source, told in milder words if `soft`; raises the errors of `chassis.errors`."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """The readable part of a web page."""

    title: str
    text: str


class Reader(Protocol):
    """Reads web pages."""

    async def read(self, url: str, tools: Tools) -> Page:
        """The page's readable text; raises Invalid for an address that is not allowed, Refused for a page without text."""
        ...
