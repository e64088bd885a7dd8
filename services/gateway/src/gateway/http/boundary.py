"""The outermost layer: request ids, limits on bodies, safe headers on responses. Pure ASGI, so that streams pass untouched."""

import re
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.http.problems import Problem

LARGEST_BODY = 2 * 1024 * 1024

_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

TOO_LARGE = Problem(
    413, "too_large", "The request is larger than 2 MB. A screenplay of 500 scenes is smaller than that: split the text."
)
COMPRESSED = Problem(415, "unsupported_encoding", "Compressed request bodies are not accepted. Send the JSON as it is.")


class Boundary:
    """Wraps the app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        scope["request_id"] = given if _OWN_ID.fullmatch(given) else uuid.uuid4().hex
        await self.app(scope, _limited(headers, receive), _safe(scope["request_id"], send))


def _limited(headers: Headers, receive: Receive) -> Receive:
    """Reads no more than the limit, and nothing that is compressed."""
    taken = 0

    async def read() -> Message:
        nonlocal taken
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise COMPRESSED
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and (len(length) > 9 or int(length) > LARGEST_BODY):
            raise TOO_LARGE
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TOO_LARGE
        return message

    return read


def _safe(request_id: str, send: Send) -> Send:
    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = request_id
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Referrer-Policy", "no-referrer")
            headers.setdefault("Content-Security-Policy", POLICY)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return write
