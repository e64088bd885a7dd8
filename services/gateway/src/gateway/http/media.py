"""Media by signed links, in any byte range, so that a video seeks.

Small media are verified files in the cache. Large ones are passed through from the store piece by piece: the first byte waits for
one piece, whatever the size, and a client that stands still holds no connection to the store.
"""

import hashlib
import re
import time
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response, StreamingResponse

from chassis.media import AlteredMediaError
from contracts.base import MediaRef
from gateway.house import House, house_of
from gateway.http.problems import Problem
from gateway.http.ranges import BeyondTheEndError, asked_range
from gateway.ports import Host

router = APIRouter(prefix="/v1/media", tags=["media"])

ENDED_LINK = Problem(404, "link_ended", "This link is not valid, or no longer. Look the film up again for a fresh one.")

SMALL = 4 * 1024 * 1024
"""Up to here a medium is fetched whole and verified before its first byte is sent."""
PIECE = 1024 * 1024
"""Bytes that are asked of the store at a time."""

_SHOWN = re.compile(r"(video|audio|image)/(?!svg)[a-z0-9.+-]+|text/(vtt|plain)|application/(json|x-subrip)")
"""What a browser may show from here; everything else is only saved."""


@router.api_route("/{token}/{name}", methods=["GET", "HEAD"], operation_id="get_media", response_class=FileResponse)
async def get_media(
    token: str, name: str, request: Request, house: Annotated[House, Depends(house_of)], download: bool = False
) -> Response:
    """The bytes behind a link. The link is the permission: it is signed, names a medium and what lies beside it, and ends."""
    claims = house.keeper.sign.open("media", token, time.time())
    if claims is None:
        raise ENDED_LINK
    meant = claims.get("x", {}).get(name, claims)
    ref = MediaRef(bucket=meant["b"], key=meant["k"], sha256=meant["h"], size=meant["s"], media_type=meant["m"])
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
    if ref.size <= SMALL:
        return FileResponse(await house.host.media.fetch(ref), headers=headers, media_type=ref.media_type)
    return await _passed_through(request, house.host, ref, headers | {"Accept-Ranges": "bytes"})


async def _passed_through(request: Request, host: Host, ref: MediaRef, headers: dict[str, str]) -> Response:
    """What is asked for of a large medium, as it comes from the store."""
    changed = request.headers.get("if-range", headers["ETag"]) != headers["ETag"]
    try:
        asked = None if changed or request.method == "HEAD" else asked_range(request.headers.get("range"), ref.size)
    except BeyondTheEndError:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{ref.size}"})
    start, end = asked or (0, ref.size)
    headers["Content-Length"] = str(end - start)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{ref.size}"
    if request.method == "HEAD":
        return Response(headers=headers, media_type=ref.media_type)
    first = await host.media.part(
        ref, start, min(PIECE, end - start)
    )  # here, so that a store that is away is still told as an error
    return StreamingResponse(_pieces(host, ref, start, end, first), 206 if asked else 200, headers, media_type=ref.media_type)


async def _pieces(host: Host, ref: MediaRef, start: int, end: int, piece: bytes) -> AsyncIterator[bytes]:
    """Piece by piece; the last one of a whole medium is held back until all of it was found to be what the reference names.

    Raises AlteredMediaError when it is not, which breaks the connection off.
    """
    whole, digest = (start, end) == (0, ref.size), hashlib.sha256(piece)
    while (start := start + len(piece)) < end:
        yield piece
        piece = await host.media.part(ref, start, min(PIECE, end - start))
        digest.update(piece)
    if whole and digest.hexdigest() != ref.sha256:
        raise AlteredMediaError(f"{ref.key} does not hold the bytes that its reference names.", code="altered_media")
    yield piece
