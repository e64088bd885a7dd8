"""The small pictures of the time line: each shows its shot, and nothing but changed shots is looked at again."""

import re
from typing import TYPE_CHECKING

import av
import numpy as np

from assembly.domain.tiles import MOST, tile_shrinking, tiles_of
from assembly.domain.timeline import place_shots
from contracts.assembly import AssembleFilm, ShotMedia
from contracts.base import MediaRef
from contracts.storyboard import RATIO_SIZES, Scene, Shot, Storyboard, size_of

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

LEVELS = {"a": 0.2, "b": 0.5, "c": 0.8}
SHOTS = (
    Shot(id="a", size="wide", frames=100, tail=2, action="x"),
    Shot(id="b", size="wide", frames=24, head=2, action="x"),
    Shot(id="c", size="wide", frames=60, action="x"),
)


def board(shots: tuple[Shot, ...]) -> Storyboard:
    scenes = tuple(
        Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve" if s.head else "cut", shots=(s,))
        for s in shots
    )
    return Storyboard(title="t", style="s", scenes=scenes)


async def order_of(studio: "Studio", **changed: MediaRef) -> AssembleFilm:
    clips = {}
    for shot in SHOTS:
        clip = changed.get(shot.id) or await studio.clip([LEVELS[shot.id]] * (shot.head + shot.frames + shot.tail))
        clips[shot.id] = ShotMedia(shot=shot.id, clip=clip)
    return await studio.order(board(SHOTS), clips)


def picture(studio: "Studio", ref: MediaRef) -> np.ndarray:
    with av.open(str(studio.path(ref)), format="jpeg_pipe") as opened:
        return next(opened.decode(video=0)).to_ndarray(format="gray").astype(float) / 255


def cues(text: str) -> list[tuple[str, str, list[int]]]:
    found = re.findall(r"(\S+) --> (\S+)\ntiles\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)", text)
    return [(start, end, [int(n) for n in place]) for start, end, *place in found]


async def test_every_stretch_of_the_time_line_has_a_tile_of_what_is_seen_there(studio: "Studio") -> None:
    film = await studio.assemble(await order_of(studio))
    assert film.tiles is not None
    assert film.thumbnails is not None
    shown, told = picture(studio, film.tiles), cues(studio.text(film.thumbnails))
    starts = ["00:00:00.000", "00:00:02.000", "00:00:04.000", "00:00:05.167", "00:00:07.167"]
    assert [start for start, _, _ in told] == starts
    assert [end for _, end, _ in told][:-1] == [start for start, _, _ in told][1:], "no gap and no overlap"
    assert told[-1][1] == "00:00:07.667"
    for start, _, (x, y, width, height) in told:
        seconds = float(start[-6:])
        wanted = LEVELS["a"] if seconds < 5 else LEVELS["c"]  # b is too short for one of its own
        assert abs(shown[y : y + height, x : x + width].mean() - wanted) < 0.03, start


async def test_only_a_changed_shots_tiles_are_cut_again_and_the_bytes_are_the_same(studio: "Studio") -> None:
    order = await order_of(studio)
    first = await studio.assemble(order, workers=1)
    kept = dict(studio.shelf.rows)
    changed = await studio.assemble(await order_of(studio, c=await studio.clip([0.1] * 60)))
    assert len(studio.shelf.rows) - len(kept) == 4, "its body and strip, all tiles and the film; the poster is of a"
    assert changed.tiles != first.tiles
    studio.shelf.rows.clear()
    assert await studio.assemble(order, workers=3) == first


def test_a_long_film_has_no_more_tiles_than_a_short_one_of_many_shots() -> None:
    for count, frames in ((1, 24 * 3600), (400, 40), (400, 400)):
        shots = tuple(Shot(id=str(n), size="wide", frames=frames, action="x") for n in range(count))
        tiles = tiles_of(place_shots(board(shots)), 24)
        assert tiles[0].at == 0
        assert len(tiles) <= 2 * MOST


def test_tiles_are_made_of_whole_pixels_at_every_size() -> None:
    for ratio in RATIO_SIZES:
        for resolution in ("720p", "1080p", "1440p", "4k"):
            width, height = size_of(ratio, resolution)  # type: ignore[arg-type]
            n = tile_shrinking(width, height)
            assert width % (2 * n) == height % (2 * n) == 0
            assert 90 <= min(width, height) // n <= 96, (ratio, resolution)
