"""Media by signed links: verified files from the cache of the object store, in any byte range, so that a video seeks."""

import re
import time
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response

from contracts.base import MediaRef
from gateway.house import House, house_of
from gateway.http.problems import Problem

router = APIRouter(prefix="/v1/media", tags=["media"])

ENDED_LINK = Problem(404, "link_ended", "This link is not valid, or no longer. Look the film up again for a fresh one.")

_SHOWN = re.compile(r"(video|audio|image)/(?!svg)[a-z0-9.+-]+|text/(vtt|plain)|application/(json|x-subrip)")
"""What a browser may show from here; everything else is only saved."""


@router.api_route("/{token}/{name}", methods=["GET", "HEAD"], operation_id="get_media", response_class=FileResponse)
async def get_media(
    token: str, name: str, request: Request, house: Annotated[House, Depends(house_of)], download: bool = False
) -> Response:
    """The bytes behind a link. The link itself is the permission: it is signed, names one medium, and ends."""
    claims = house.keeper.sign.open("media", token, time.time())
    if claims is None:
        raise ENDED_LINK
    ref = MediaRef(bucket=claims["b"], key=claims["k"], sha256=claims["h"], size=claims["s"], media_type=claims["m"])
    path = await house.host.media.fetch(ref)
    saved = download or not _SHOWN.fullmatch(ref.media_type)
    disposition = "attachment" if saved else "inline"
    headers = {
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name[:100], safe='')}",
        "Cache-Control": f"private, max-age={max(0, int(claims['exp'] - time.time()))}, immutable",
        "ETag": f'"{ref.sha256}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return FileResponse(path, headers=headers, media_type=ref.media_type)
