"""The body of a request to continue a film, and the order that it makes of the ended film."""

import hashlib
import json

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contracts.base import MediaRef
from contracts.requests import FilmRequest, Stage
from gateway.domain.continuing import further, hindrance
from gateway.domain.happenings import Leftover
from gateway.http.bodies import faults, parse_json, read_body
from gateway.http.problems import Problem
from gateway.orders import Order, Origin
from gateway.repository.reads import FilmRow


class Continuation(BaseModel):
    """How far an ended film is to be continued; nothing needs to be said for the whole film."""

    model_config = ConfigDict(extra="forbid")

    stop_at: Stage = Field(default="film", description="Stop after this stage; it has to be one that the film has not reached.")


async def read_continuation(request: Request) -> Continuation:
    """The body of a request to continue a film; an empty one is as good as `{}`.

    Raises Problem when it is no JSON, Unacceptable when it says something else.
    """
    body = await read_body(request)
    try:
        return Continuation.model_validate(parse_json(body) if body else {})
    except ValidationError as error:
        raise faults(error, Continuation) from None


def continuation_of(row: FilmRow, wish: Continuation, left: Leftover, idempotency_key: str | None) -> Order:
    """The film that goes on from an ended one: the same request, with what there is already.

    Raises Problem when the film cannot be continued, Unacceptable when it has been as far already.
    """
    known = json.loads(row.request)
    if (hindered := hindrance(row.state, row.stop_at, ordered_here=bool(known))) is not None:
        raise Problem(409, *hindered)
    script, storyboard = (MediaRef.model_validate_json(ref) if ref else None for ref in (left.script, left.storyboard))
    return Order(
        tenant=row.tenant,
        request=FilmRequest.model_validate(known),
        text=None,
        title=row.title,
        fingerprint=hashlib.sha256(f"continue {row.sequence} to {wish.stop_at}".encode()).digest(),
        idempotency_key=idempotency_key,
        stop_at=further(row.state, row.stop_at, wish.stop_at),
        origin=Origin(row.sequence, script, storyboard),
    )
