"""The film that an address names. Asked by every route whose address holds the id of one."""

import re

from gateway.house import House
from gateway.http.problems import NOT_FOUND
from gateway.repository import reads
from gateway.repository.access import Caller
from gateway.repository.reads import FilmRow

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def film_of(house: House, caller: Caller, sequence: str) -> FilmRow:
    """The caller's film.

    Raises NOT_FOUND where there is none. What is no id is not looked for: it may hold what no database can be asked for.
    """
    row = await reads.film(house.host.pool(), caller.tenant, sequence) if _ID.fullmatch(sequence) else None
    if row is None:
        raise NOT_FOUND
    return row
