"""The page where films are made, and how a browser on the owner's machine is let in. The page itself holds no data."""

import time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from gateway.access import SESSION_LIFETIME
from gateway.house import House, house_of
from gateway.http.callers import COOKIE
from gateway.http.problems import NOT_FOUND, Problem

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).parent.parent / "page"
_FILES = {file.name: file for file in FOLDER.iterdir() if file.is_file()}

BAD_TICKET = Problem(401, "invalid_ticket", "This link does not let you in. Run `sagareel page` for the right one.")


@router.get("/login")
async def log_in(request: Request, house: Annotated[House, Depends(house_of)], ticket: str = "") -> Response:
    """Turn the ticket of the printed link into a session, and take it out of the address bar."""
    session = house.keeper.session(ticket, time.time())
    if session is None:
        raise BAD_TICKET
    response = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, session, max_age=SESSION_LIFETIME, httponly=True, samesite="strict", secure=secure)
    return response


@router.get("/")
async def page() -> Response:
    """The page."""
    return _file("index.html")


@router.get("/page/{name}")
async def part(name: str) -> Response:
    """A part of the page."""
    return _file(name)


def _file(name: str) -> Response:
    if name not in _FILES:
        raise NOT_FOUND
    return FileResponse(_FILES[name], headers={"Cache-Control": "no-cache"})
