"""A film while it is still being made, as HLS: by a signed link, because players send no keys."""

import time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from contracts.base import MediaRef
from gateway.domain import playlist
from gateway.domain.happenings import ENDED
from gateway.house import House, house_of
from gateway.http.media import ENDED_LINK
from gateway.http.present import media_link
from gateway.http.problems import Problem
from gateway.repository import previews, reads

router = APIRouter(prefix="/v1/previews", tags=["media"])

NOTHING_YET = Problem(404, "no_preview", "Nothing of this film can be watched yet.")
PLAYLIST = "application/vnd.apple.mpegurl"


@router.get("/{token}/{name}", operation_id="get_preview", response_class=Response)
async def get_preview(
    token: str, name: Literal["preview.m3u8", "stream.m3u8"], house: Annotated[House, Depends(house_of)]
) -> Response:
    """A film's front as a playlist: its shots in order up to the first that is missing. It grows until the film has ended."""
    claims = house.keeper.sign.open("preview", token, time.time())
    if claims is None:
        raise ENDED_LINK
    tenant, sequence, pool = claims["t"], claims["q"], house.host.pool()
    film = await reads.film(pool, tenant, sequence)
    front = await previews.of_film(pool, tenant, sequence) if film else []
    if film is None or not any(event.parts for event in front):
        raise NOTHING_YET

    def link(ref: MediaRef, called: str) -> str:
        return media_link(house.keeper.sign, tenant, ref, called, claims["exp"])

    ended = film.state in ENDED
    text = playlist.many(front) if name == "preview.m3u8" else playlist.stream(front, link, ended=ended)
    return Response(
        text, media_type=PLAYLIST, headers={"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
    )
