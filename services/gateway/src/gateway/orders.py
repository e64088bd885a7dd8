"""A user's orders: a new film, a cancelled film. Each is one transaction that writes the row and the command together."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from chassis.transaction import Transaction
from contracts.base import MediaRef, Message
from contracts.coordinator import CancelSequence, StartSequence
from contracts.envelope import Envelope, command_id
from contracts.requests import FilmRequest, Source, Stage
from gateway.domain.faults import unacceptable
from gateway.domain.happenings import ENDED
from gateway.domain.source import Text
from gateway.ports import Host
from gateway.repository import orders
from gateway.repository.orders import Answer, Wanted
from gateway.repository.tenants import only_tenant

SOURCE = "/sagareel/gateway"


@dataclass(frozen=True, slots=True)
class Origin:
    """The ended film that another goes on from, and what it has left behind."""

    sequence: str
    script: MediaRef | None = None
    storyboard: MediaRef | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A film that a tenant wants. `fingerprint` is equal for equal requests."""

    tenant: str
    request: FilmRequest
    text: Text | None
    title: str
    fingerprint: bytes
    idempotency_key: str | None = None
    traceparent: str = ""
    stop_at: Stage = "film"
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is answered to an order; `replayed` when it was answered before."""

    sequence: str
    body: str
    replayed: bool


async def place(host: Host, order: Order, render: Callable[[str], str]) -> Receipt:
    """Store the text, then add the film and start it. `render` makes the answer for a sequence id.

    Raises Unacceptable when the idempotency key was used for another request.
    """
    sequence = str(uuid.uuid4())
    request = order.request
    if order.text is not None:
        media = await host.media.put(order.tenant, order.text.content.encode(), order.text.media_type)
        request = request.model_copy(update={"source": Source(kind=order.text.kind, text=media)})
    answer = Answer(sequence, order.fingerprint, render(sequence))

    async def write(tx: Transaction) -> Answer | None:
        await only_tenant(tx, order.tenant)
        if order.idempotency_key:
            earlier = await orders.claim(tx, order.tenant, order.idempotency_key, answer)
            if earlier:
                return earlier
        kept = request.model_dump_json(exclude_none=True)
        wanted = Wanted(kept, order.title, order.stop_at, order.origin.sequence if order.origin else None)
        await orders.add(tx, order.tenant, sequence, wanted)
        tx.publish(*_command(order.tenant, sequence, _start(order, request), order.traceparent))
        return None

    earlier = await host.transact(write)
    if earlier is None:
        return Receipt(sequence, answer.body, replayed=False)
    if earlier.request_hash != order.fingerprint:
        raise unacceptable(
            "Idempotency-Key",
            "idempotency_key_reused",
            "This Idempotency-Key was used for another request. Use a new key for a new film.",
        )
    return Receipt(earlier.sequence, earlier.body, replayed=True)


def _start(order: Order, request: FilmRequest) -> StartSequence:
    origin = order.origin or Origin("")
    return StartSequence(request=request, stop_at=order.stop_at, script=origin.script, storyboard=origin.storyboard)


async def cancel(host: Host, tenant: str, sequence: str) -> str | None:
    """Ask for a film to be stopped; the state it was in, or None if the tenant has no such film. An ended film stays as it is."""

    async def write(tx: Transaction) -> str | None:
        await only_tenant(tx, tenant)
        found = await orders.ask_to_cancel(tx, tenant, sequence)
        if found is None:
            return None
        state, first = found
        if first and state not in ENDED:
            tx.publish(*_command(tenant, sequence, CancelSequence()))
        return state

    return await host.transact(write)


def _command(tenant: str, sequence: str, message: Message, traceparent: str = "") -> tuple[Envelope, Message]:
    id_ = command_id(sequence, "", 0, message.TYPE)
    return Envelope(id_, message.TYPE, SOURCE, tenant, sequence, traceparent=traceparent), message
