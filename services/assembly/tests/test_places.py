"""Places: never more at once than there are cores, nobody starves, who goes away leaves nothing taken."""

import asyncio

import pytest

from assembly.vendors.local.gathering import Places


@pytest.mark.parametrize("count", [1, 2, 5])
async def test_never_more_is_computed_at_once_than_there_are_places(count: int) -> None:
    places, now, most = Places(count), 0, 0

    async def work(wanted: int) -> None:
        nonlocal now, most
        async with places.taken(wanted):
            now += min(wanted, count)
            most = max(most, now)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            now -= min(wanted, count)

    async with asyncio.timeout(10):
        await asyncio.gather(*(work(wanted) for wanted in (1, 2, 2, 1, 1, 3, 1, 2) * 3))
    assert most == count


async def test_who_wants_several_is_not_overtaken_for_ever() -> None:
    places, order = Places(2), []

    async def work(name: str, wanted: int) -> None:
        async with places.taken(wanted):
            order.append(name)
            await asyncio.sleep(0)

    async with asyncio.timeout(10):
        await asyncio.gather(work("a", 1), work("both", 2), *(work(f"late{n}", 1) for n in range(9)))
    assert order.index("both") == 1


async def test_who_stops_waiting_gives_back_what_he_had() -> None:
    places = Places(2)
    async with places.taken():
        waiting = asyncio.create_task(places.taken(2).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(10), places.taken(2):
        pass


async def test_an_ordered_film_goes_before_what_is_made_ahead_even_if_it_waited_behind_it() -> None:
    places, order = Places(1), []

    async def work(film: str) -> None:
        async with places.taken(2, film):
            order.append(film)
            await asyncio.sleep(0)

    async with asyncio.timeout(10):
        begun = [asyncio.create_task(work(film)) for film in ("first", "ahead", "late", "ahead", "late")]
        await asyncio.sleep(0)
        places.hurry("late")
        await asyncio.gather(*begun)
    assert order == ["first", "late", "late", "ahead", "ahead"]
