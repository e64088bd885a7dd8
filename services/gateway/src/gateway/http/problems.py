"""One shape for every error: code, a message to act on, details per field, request id. Installed by `gateway.http.api`."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from chassis.errors import Broken
from gateway.domain.faults import Detail, Unacceptable

log = structlog.get_logger()


class Problem(Exception):  # noqa: N818 — an answer, not an error of ours
    """A request that is answered with an error."""

    def __init__(
        self, status: int, code: str, message: str, details: Sequence[Detail] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = tuple(details)
        self.headers = headers or {}


NOT_FOUND = Problem(404, "not_found", "There is nothing here, or it is not yours. Check the address.")
"""The same for what does not exist and for what belongs to another tenant."""

_OF_STATUS = {
    404: NOT_FOUND,
    405: Problem(405, "method_not_allowed", "This address does not take this method."),
}

_AWAY = (
    *(Broken, OSError, TimeoutError),
    *(asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, asyncpg.InsufficientResourcesError),
    *(asyncpg.InterfaceError, asyncpg.InternalClientError),  # said of a connection that broke in the middle of something
)
"""What a server says, or what is said of one, that is starting, stopping, full or gone."""


def install(app: FastAPI) -> None:
    """Answer every error of the app in the one shape."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Unacceptable, _unacceptable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _parameters)
    for error in _AWAY:
        app.add_exception_handler(error, _unavailable)
    app.add_exception_handler(Exception, _unexpected)


def shaped(request: Request, problem: Problem) -> Response:
    """The response of a problem."""
    request_id = request.scope.get("request_id", "")
    error = {
        "code": problem.code,
        "message": problem.message,
        "details": [{"field": d.field, "message": d.message} for d in problem.details],
        "request_id": request_id,
    }
    return json_response({"error": error}, problem.status, problem.headers)


def json_response(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON; halves of character pairs, which UTF-8 cannot hold, become question marks."""
    try:
        body = orjson.dumps(content)
    except TypeError:
        body = orjson.dumps(_writable(content))
    return Response(body, status, headers, media_type="application/json")


def _writable(content: Any) -> Any:
    if isinstance(content, str):
        return content.encode("utf-8", "replace").decode()
    if isinstance(content, dict):
        return {_writable(k): _writable(v) for k, v in content.items()}
    return [_writable(v) for v in content] if isinstance(content, (list, tuple)) else content


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return shaped(request, error)


async def _unacceptable(request: Request, error: Exception) -> Response:
    assert isinstance(error, Unacceptable)
    return shaped(request, Problem(422, error.code, error.message, error.details))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = _OF_STATUS.get(error.status_code) or Problem(error.status_code, "http_error", str(error.detail))
    return shaped(request, Problem(known.status, known.code, known.message, headers=dict(error.headers or {})))


async def _parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    details = [Detail(".".join(str(part) for part in e["loc"][1:]), e["msg"]) for e in error.errors()]
    return shaped(request, Problem(400, "invalid_parameter", "A parameter of the address is not valid.", details))


async def _unavailable(request: Request, error: Exception) -> Response:
    if isinstance(error, ValueError):  # of an argument that is of no use to the database: that is our fault
        return await _unexpected(request, error)
    log.warning("a server is away", path=request.url.path, error=repr(error))
    message = "A part of the system does not answer at the moment. Try again in a few seconds."
    return shaped(request, Problem(503, "unavailable", message, headers={"Retry-After": "2"}))


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("a request failed", path=request.url.path, exc_info=error)
    message = "Something went wrong on our side; it is noted in the log under the request id."
    return shaped(request, Problem(500, "internal_error", message))
