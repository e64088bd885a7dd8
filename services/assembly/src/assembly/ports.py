"""What assembly needs from outside: somebody who assembles films, and a place where finished pieces are remembered."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Protocol

from assembly.domain.plan import Arrived
from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film, PreviewGrew
from contracts.base import MediaRef
from contracts.envelope import Envelope

Made = Callable[[], Awaitable[None]]
"""Is told that there is more."""


class Assembler(Protocol):
    """Makes the film that an order describes."""

    async def assemble(self, tenant: str, order: AssembleFilm, tools: Tools) -> Film:
        """The finished film.

        Raises Invalid when the media cannot be used, Broken when it may work next time.
        """
        ...


class Preparer(Protocol):
    """Makes pieces of a film that nobody has ordered yet."""

    async def prepare(
        self, tenant: str, board: MediaRef, arrived: Arrived, begun: set[str], tools: Tools, made: Made, *, sounds: bool
    ) -> None:
        """Make what can be made of the media that have arrived, the sound track only when all `sounds` have.

        `begun` holds the pieces that were begun before, and is added to; `made` is called after each picture.
        """
        ...


class Previewer(Protocol):
    """Shows the front of a film that is still being made."""

    async def preview(self, tenant: str, board: MediaRef, arrived: Arrived, begin: int, tools: Tools) -> Sequence[PreviewGrew]:
        """What can be watched of the shots from number `begin` on, in order; nothing once the film is ordered."""
        ...


class Announcer(Protocol):
    """Tells the world."""

    async def announce(self, heard: Envelope, event: PreviewGrew) -> None:
        """The event of the film that `heard` is about. Telling it again changes nothing."""
        ...


class Pieces(Protocol):
    """Remembers finished pieces by their content address; a piece is kept only when it is whole and in the object store."""

    async def find(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, MediaRef]:
        """Those of the tenant's pieces that exist."""
        ...

    async def keep(self, tenant: str, address: str, media: MediaRef) -> None:
        """From now on the piece is found. Keeping it again changes nothing."""
        ...

    async def measured(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, bytes]:
        """What was measured, of those addresses where something was."""
        ...

    async def note(self, tenant: str, address: str, data: bytes) -> None:
        """From now on it is measured. Noting it again changes nothing."""
        ...
