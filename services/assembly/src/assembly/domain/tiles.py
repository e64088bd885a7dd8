"""The small pictures that a player shows over its time line: which frames of the film, in which order, and their WebVTT track."""

from collections.abc import Sequence
from dataclasses import dataclass

from assembly.domain.texts import clock
from assembly.domain.timeline import Placed

EVERY = 2
"""Seconds from one tile to the next in a short film."""
MOST = 150
"""About how many tiles a long film has."""
COLUMNS = 10
SHORT_SIDE = 90
"""Pixels of a tile's shorter side, nearly."""
NAME = "tiles.jpg"
"""What the track calls the picture that holds all tiles: it lies beside it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A frame of a shot's body; `frame` counts within the body and `at` within the film."""

    shot: str
    frame: int
    at: int


def tiles_of(placed: Sequence[Placed], fps: int) -> tuple[Tile, ...]:
    """One at each shot's beginning and then regularly; none so near to the one before that both would show the same."""
    step = max(EVERY * fps, -(-placed[-1].end // MOST))
    tiles: list[Tile] = []
    for item in placed:
        start, frames = item.start + item.fade_in, item.shot.frames - item.fade_in - item.fade_out
        for frame in range(0, frames, step):
            if not tiles or start + frame - tiles[-1].at >= step // 2:
                tiles.append(Tile(item.shot.id, frame, start + frame))
    return tuple(tiles)


def tile_shrinking(width: int, height: int) -> int:
    """How many pixels of the film, in each direction, become one: only whole pixels, so that every machine gets the same."""
    most = max(1, min(width, height) // SHORT_SIDE)
    return next(n for n in range(most, 0, -1) if n == 1 or (width % (2 * n) == 0 and height % (2 * n) == 0))


def tiles_vtt(tiles: Sequence[Tile], size: tuple[int, int], frames: int, fps: int) -> str:
    """Which part of the picture belongs to which time; `size` is one tile's."""
    width, height = size
    ends = [*(tile.at for tile in tiles[1:]), frames]
    starts = [0, *(tile.at for tile in tiles[1:])]
    times = (f"{clock(start / fps)} --> {clock(end / fps)}" for start, end in zip(starts, ends, strict=True))
    places = (f"{n % COLUMNS * width},{n // COLUMNS * height},{width},{height}" for n in range(len(tiles)))
    blocks = (f"{time}\n{NAME}#xywh={place}\n" for time, place in zip(times, places, strict=True))
    return "\n".join(["WEBVTT\n", *blocks])
