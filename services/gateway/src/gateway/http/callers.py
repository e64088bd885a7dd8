"""Every route's first question: who calls, and may they? An API key in the header, or the page's session cookie."""

import time
from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from gateway.access import KEYS, READ, WRITE
from gateway.house import House, house_of
from gateway.http.problems import Problem
from gateway.repository.access import Caller

COOKIE = "sagareel_session"
_ASK = {"WWW-Authenticate": 'Bearer realm="sagareel"'}

MISSING = Problem(
    401,
    "missing_key",
    "Send an API key as `Authorization: Bearer sgr_…`, or open the page by the link that `sagareel page` prints.",
    headers=_ASK,
)
INVALID = Problem(401, "invalid_key", "This API key is unknown, has expired or was revoked.", headers=_ASK)
CROSS_SITE = Problem(403, "cross_site", "The request comes from another site. Use the page of this gateway, or an API key.")


def _needs(scope: str) -> Callable[..., Awaitable[Caller]]:
    async def check(request: Request, house: Annotated[House, Depends(house_of)]) -> Caller:
        caller = await _identify(request, house)
        if scope not in caller.scopes:
            raise Problem(403, "missing_scope", f"This API key does not have the scope {scope}.")
        return caller

    return check


async def _identify(request: Request, house: House) -> Caller:
    header = request.headers.get("authorization")
    if header is not None:
        scheme, _, key = header.partition(" ")
        caller = await house.keeper.caller_of(key.strip()) if scheme.lower() == "bearer" else None
        if caller is None:
            raise INVALID
        return caller
    cookie = request.cookies.get(COOKIE)
    session = house.keeper.caller_of_session(cookie, time.time()) if cookie else None
    if session is None:
        raise MISSING
    if request.method not in {"GET", "HEAD"} and not same_site(request):
        raise CROSS_SITE
    return session


def same_site(request: Request) -> bool:
    """Whether a browser's request was made by a page of this gateway: its Origin must be the address it was sent to."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


Reader = Annotated[Caller, Depends(_needs(READ))]
Writer = Annotated[Caller, Depends(_needs(WRITE))]
KeyWriter = Annotated[Caller, Depends(_needs(KEYS))]
