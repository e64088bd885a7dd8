"""Promises about the rows behind a film: what was folded is what is stored, whatever the words in it are."""

from contracts.base import Failure
from contracts.coordinator import StepStoodIn
from contracts.imagery import ImageryProgressed

from .conftest import Gateway
from .stories import STARTED

ODD = 'a "quoted" {\\p1} \\ back, NULL, ünïcode 🎬, مرحبا\nnew line, {}'


async def test_odd_words_in_events_are_stored_and_told_as_they_are(
    gateway: Gateway, tenant: str, headers: dict[str, str]
) -> None:
    id_ = await gateway.film(headers)
    failure = Failure(kind="refused", code="refused", message=ODD)
    await gateway.tell(tenant, id_, STARTED, (ImageryProgressed(position=1, total=3, note=ODD), f"frame:{ODD}"))
    await gateway.tell(tenant, id_, (StepStoodIn(failure=failure), 'sheet:"x"'))
    film = (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()
    running = [step for stage in film["stages"] for step in stage["running"]]
    assert running == [{"step": f"frame:{ODD}", "position": 1, "total": 3, "note": ODD}]
    query = "select id, step, data from entry where sequence_id = $1 order by id"

    async def read(tx):  # type: ignore[no-untyped-def]
        await tx.execute("select set_config('app.tenant', $1, true)", tenant)
        return await tx.fetch(query, id_)

    rows = await gateway.service.transact(read)
    assert [(row["id"], row["step"]) for row in rows] == [(1, ""), (2, f"frame:{ODD}"), (3, 'sheet:"x"')]
    assert "\\ud83c\\udfac" in rows[2]["data"]


async def test_many_films_in_one_batch_keep_their_own_entries(gateway: Gateway, tenant: str, headers: dict[str, str]) -> None:
    ids = [await gateway.film(headers) for _ in range(3)]
    for round_ in range(2):
        for id_ in ids:
            await gateway.tell(
                tenant, id_, STARTED, (ImageryProgressed(position=round_ + 1, total=3, note="half\0done"), "frame:a")
            )
    films = [(await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json() for id_ in ids]
    assert [film["last_event"] for film in films] == [3, 3, 3]
