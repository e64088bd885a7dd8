"""Messages of films whose recipe this release does not know, kept until a coordinator that does takes them up. Used by handlers.

During a rollout both releases take messages, and Kafka decides who gets which. Parking counts the sequence's revision up, so that
whoever remembers it reads it again and sees that older messages go first (`tests/test_parking.py`).
"""

from collections.abc import Collection, Iterable, Sequence

import structlog
from pydantic import ValidationError

from chassis.records import STRANGER, Delivery, pack_envelope, unpack_envelope
from chassis.transaction import Transaction, Turn
from contracts.registry import MESSAGES
from coordinator import telemetry
from coordinator.domain.recipe import Recipes
from coordinator.domain.rows import Rows
from coordinator.statements import OUTDATED, PARK, PARKED, READY, REFUSED, UNPARKED

log = structlog.get_logger()

AT_ONCE = 100
"""Sequences that are taken up in one transaction."""


def is_newer(rows: Rows, recipes: Recipes) -> bool:
    """Whether a sequence runs on a recipe that only a newer release knows."""
    return rows.sequence is not None and bool(rows.sequence.recipe) and recipes.of(rows.sequence) is None


def park(turn: Turn, deliveries: Sequence[Delivery]) -> None:
    """Keep messages for a newer release, behind those that are kept already."""
    envelopes = [(d.envelope, d.body) for d in deliveries]
    turn.write(PARK, [(e.sequence, e.tenant, e.id, pack_envelope(e), body) for e, body in envelopes])
    turn.write(OUTDATED, [(sequence,) for sequence in dict.fromkeys(e.sequence for e, _ in envelopes)])
    turn.after(lambda: telemetry.PARKED.inc(len(envelopes)))
    log.info("parked messages of a newer release's films", messages=len(envelopes))


async def unpark(turn: Turn, ids: Collection[str]) -> dict[str, list[Delivery]]:
    """What is kept of these sequences, each in its order, to be decided on in this turn."""
    taken: dict[str, list[Delivery]] = {id_: [] for id_ in ids}
    for sequence, id_, envelope, body in await turn.fetch(PARKED, list(ids)):
        read = _read(envelope, body)
        if isinstance(read, Delivery):
            taken[sequence].append(read)
            turn.write(UNPARKED, [(sequence, id_)])
        else:
            log.error("a parked message cannot be read; it stays in the table `parked`", message=id_, reason=read)
            turn.write(REFUSED, [(sequence, id_, read)])
    return taken


async def ready(tx: Transaction, recipes: Recipes) -> Iterable[str]:
    """Some of the sequences that this release knows and for which messages are kept."""
    names, versions = [recipe.name for recipe in recipes], [recipe.version for recipe in recipes]
    return [row["sequence_id"] for row in await tx.fetch(READY, names, versions, AT_ONCE)]


def _read(packed: str, body: bytes) -> Delivery | str:
    """The message, or why it is none."""
    envelope = unpack_envelope(packed)
    type_ = MESSAGES.get(envelope.type)
    if type_ is None:
        return Delivery(envelope, STRANGER, body)
    try:
        return Delivery(envelope, type_.read(body), body)
    except ValidationError as error:
        return " ".join(f"the body is no {envelope.type}: {error}".split())[:1000]
