"""Films over HTTP: order, list, look, follow, cancel, continue."""

import math
import re
import time
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from chassis.telemetry import span
from gateway import orders
from gateway.domain.happenings import ENDED, Shown
from gateway.house import House, house_of
from gateway.http import present
from gateway.http.bodies import NewSequence, order_of, read_new_sequence
from gateway.http.callers import Reader, Writer
from gateway.http.continuations import Continuation, continuation_of, read_continuation
from gateway.http.films import film_of
from gateway.http.problems import Problem, json_response
from gateway.http.streams import follow
from gateway.repository import reads
from gateway.repository.reads import FilmRow
from gateway.watching import until_changed

router = APIRouter(prefix="/v1/sequences", tags=["films"])

LONGEST_WAIT = 60
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")

Parts = Annotated[House, Depends(house_of)]


def _body(model: type[BaseModel], *, required: bool) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    return {"requestBody": {"required": required, "content": {"application/json": {"schema": schema}}}}


_BODY, _CONTINUATION = _body(NewSequence, required=True), _body(Continuation, required=False)


@router.post("", status_code=202, openapi_extra=_BODY)
async def order_film(request: Request, house: Parts, caller: Writer) -> Response:
    """Order a film. Repeating the call with the same `Idempotency-Key` and body gives the same answer and no second film."""
    new = await read_new_sequence(request, await house.settings_of(caller.tenant))
    return await _place(house, request, order_of(new, caller.tenant, _idempotency_key(request)), "POST /v1/sequences")


@router.get("")
async def list_films(
    house: Parts,
    caller: Reader,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: str | None = None,
    state: Shown | None = None,
) -> Response:
    """Your films, newest first; `next` is the cursor of the page after this one."""
    rows = await reads.page(house.host.pool(), caller.tenant, state, _before(house, cursor), limit + 1)
    more = len(rows) > limit
    films = [present.shown(row, house.keeper.sign) for row in rows[:limit]]
    last = rows[limit - 1] if more else None
    claims = last and {"at": last.created_at.isoformat(), "id": last.sequence}
    return json_response({"sequences": films, "next": claims and house.keeper.sign.seal("cursor", claims)})


@router.get("/{sequence}")
async def show_film(sequence: str, house: Parts, caller: Reader, wait: str | None = None) -> Response:
    """One film; with `?wait=30` (seconds, up to 60) the answer comes when it has ended, or when the time is over."""
    row = await film_of(house, caller, sequence)
    if wait is not None:
        row = await _ended(house, row, _seconds(wait))
    return json_response(present.shown(row, house.keeper.sign))


@router.get("/{sequence}/events")
async def follow_film(sequence: str, request: Request, house: Parts, caller: Reader) -> Response:
    """What happens to a film, as server-sent events; `Last-Event-ID` goes on where an earlier stream stopped."""
    row = await film_of(house, caller, sequence)
    return follow(house, row, request.headers.get("last-event-id"))


@router.post("/{sequence}/cancel", status_code=202)
async def cancel_film(sequence: str, house: Parts, caller: Writer) -> Response:
    """Stop a film at whatever stage it is; nothing is charged."""
    row = await film_of(house, caller, sequence)
    state = await orders.cancel(house.host, caller.tenant, sequence)
    if state in ENDED and state != "cancelled":
        raise Problem(409, "already_ended", f"The film has already ended: it is {state.replace('_', ' ')}.")
    row = await film_of(house, caller, sequence)
    return json_response(present.shown(row, house.keeper.sign), 202)


@router.post("/{sequence}/continue", status_code=202, openapi_extra=_CONTINUATION)
async def continue_film(sequence: str, request: Request, house: Parts, caller: Writer) -> Response:
    """Go on from a film that was stopped early, failed or was cancelled, as a new film: what it has made is used, not made again.

    Repeating the call with the same `Idempotency-Key` gives the same answer and no second film.
    """
    key = _idempotency_key(request)
    wish = await read_continuation(request)
    row = await film_of(house, caller, sequence)
    left = await reads.leftover(house.host.pool(), caller.tenant, sequence)
    return await _place(house, request, continuation_of(row, wish, left, key), "POST /v1/sequences/{id}/continue")


async def _place(house: House, request: Request, order: orders.Order, name: str) -> Response:
    with span(name, _traceparent(request), tenant=order.tenant) as traceparent:
        traced = replace(order, traceparent=traceparent)
        receipt = await orders.place(house.host, traced, lambda sequence: present.ordered(sequence, order.title))
    headers = {
        "Location": present.links(receipt.sequence)["self"],
        **({"Idempotent-Replayed": "true"} if receipt.replayed else {}),
    }
    return Response(receipt.body, 202, headers, media_type="application/json")


async def _ended(house: House, row: FilmRow, seconds: float) -> FilmRow:
    deadline = time.monotonic() + seconds
    async with house.watching.channel(row) as channel:
        while channel.film.state not in ENDED and (left := deadline - time.monotonic()) > 0:
            await until_changed(channel, left)
        return channel.film


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not _IDEMPOTENCY_KEY.fullmatch(key):
        raise Problem(400, "invalid_idempotency_key", "An Idempotency-Key has 1 to 255 printable ASCII characters, no spaces.")
    return key


def _traceparent(request: Request) -> str:
    """The caller's trace, so that one trace leads from its call to the finished film."""
    given = request.headers.get("traceparent", "")
    return given if _TRACEPARENT.fullmatch(given) else ""


def _before(house: House, cursor: str | None) -> tuple[datetime, str] | None:
    if cursor is None:
        return None
    claims: dict[str, Any] | None = house.keeper.sign.open("cursor", cursor, time.time())
    if claims is None:
        raise Problem(400, "invalid_cursor", "This cursor is not one that a list has given. Start the list from its beginning.")
    return datetime.fromisoformat(claims["at"]), claims["id"]


def _seconds(wait: str) -> float:
    try:
        seconds = float(wait.removesuffix("s"))
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST_WAIT:
        raise Problem(400, "invalid_parameter", f"`wait` is a number of seconds from 0 to {LONGEST_WAIT}.")
    return seconds
