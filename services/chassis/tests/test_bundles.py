"""Promise 1 and 3 in small: messages come out of a bundle as they went in, whatever they hold, and in their order."""

from pathlib import Path
from shutil import copy

import asyncpg
from hypothesis import given
from hypothesis import strategies as st

from chassis.bundles import ROOM, bundled, unbundled
from chassis.environment import Environment
from chassis.migrate import ENGINE, migrate
from chassis.records import Outgoing, outgoing, pack_envelope
from contracts.topics import topic_of

from .samples import command


def told(sequence: str, step: str) -> Outgoing:
    envelope, message = command(sequence, step)
    return outgoing(envelope, message, topic_of(type(message)))


RAW = st.builds(
    Outgoing,
    id=st.text(min_size=1),
    tenant=st.just(""),
    sequence=st.text(st.characters(min_codepoint=32, codec="utf-8")),
    topic=st.just("imagery.dead.v1"),
    partition=st.just(0),
    envelope=st.none(),
    value=st.binary(max_size=2 * ROOM),
    job=st.none(),
    raw_headers=st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.binary())),
)
OURS = st.builds(told, st.sampled_from(["seq-1", "seq-2", "séquence"]), st.from_regex(r"sheet:[0-9]{1,3}", fullmatch=True))


@given(st.lists(st.one_of(RAW, OURS), max_size=40, unique_by=lambda row: (row.sequence, row.id)))
def test_messages_come_out_of_their_bundles_as_they_went_in(rows: list[Outgoing]) -> None:
    bundles = bundled(rows)
    assert [row for bundle in bundles for row in unbundled(bundle.messages)] == rows
    assert all(len(bundle.messages.encode()) <= ROOM + 2 or len(bundle.rows) == 1 for bundle in bundles), "each fits a page"
    assert all(set(bundle.sequences.split("\n")) == {row.sequence for row in bundle.rows} for bundle in bundles)


async def test_what_an_older_release_left_in_the_outbox_is_still_published(environment: Environment, tmp_path: Path) -> None:
    for file in sorted(ENGINE.glob("*.sql"))[:3]:
        copy(file, tmp_path)
    ours, dead = (
        told("seq-1", "sheet:ü"),
        Outgoing("dead:1", "", "", "imagery.dead.v1", 0, None, b"\xff" * 99, None, [("a", b"\x00")]),
    )
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    await migrate(connection, {"chassis": tmp_path})
    assert ours.envelope is not None
    insert = "insert into outbox (id, owner, tenant_id, sequence_id, topic, partition, envelope, body, headers, value) values "
    await connection.execute(
        insert + "($1, 'o', $2, $3, $4, $5, $6, $7, null, null), ($8, 'o', '', '', $9, 0, null, null, $10, $11)",
        *(ours.id, ours.tenant, ours.sequence, ours.topic, ours.partition, pack_envelope(ours.envelope), ours.value.decode()),
        *(dead.id, dead.topic, b'[["a","\\u0000"]]', dead.value),
    )
    await migrate(connection, {"chassis": ENGINE})
    rows = await connection.fetch("select * from outbox order by position")
    await connection.close()
    assert [row for kept in rows for row in unbundled(kept["messages"])] == [ours, dead]
    assert [(kept["owner"], kept["sequences"]) for kept in rows] == [("o", "seq-1"), ("o", "")]
