"""Films made by real ffmpeg from tiny clips: every frame is where the plan says, the same bytes come out each time."""

from contracts.assembly import AssembleFilm, ShotMedia
from contracts.storyboard import Scene, Shot, Storyboard

LEVELS = {"a": 0.02, "b": 0.1, "c": 0.02}
STEP = 6 / 219
NEAR = 2.9 / 219


def shot(id_: str, frames: int, head: int = 0, tail: int = 0) -> Shot:
    return Shot(id=id_, size="wide", frames=frames, head=head, tail=tail, action="somebody waits")


def scene(id_: str, *shots: Shot, transition: str = "cut") -> Scene:
    return Scene.model_validate(
        {"id": id_, "title": id_, "start": 0, "end": 0, "place": "p", "transition_in": transition, "shots": shots}
    )


BOARD = Storyboard(
    title="Three shots",
    style="storybook",
    scenes=(
        scene("one", shot("a", 20), shot("b", 24, tail=4)),
        scene("two", shot("c", 30, head=4), transition="dissolve"),
    ),
)


def ramp(id_: str, frames: int) -> list[float]:
    return [LEVELS[id_] + STEP * n for n in range(frames)]


async def order_of(studio, board: Storyboard = BOARD, **changed) -> AssembleFilm:
    shots = {}
    for each in board.shots():
        levels = changed.get(each.id, ramp(each.id, each.head + each.frames + each.tail))
        shots[each.id] = ShotMedia(shot=each.id, clip=await studio.clip(levels))
    return await studio.order(board, shots)


async def test_every_frame_of_the_film_is_the_frame_that_was_planned(studio) -> None:
    film = await studio.assemble(await order_of(studio))
    seen = studio.levels(film.mp4)
    assert film.frames == len(seen) == 74
    wanted = ramp("a", 20) + ramp("b", 28)[:20]
    assert all(abs(s - w) < NEAR for s, w in zip(seen, wanted, strict=False)), seen
    assert all(abs(s - w) < NEAR for s, w in zip(seen[48:], ramp("c", 34)[8:], strict=True))
    for n in range(8):
        before, after = LEVELS["b"] + STEP * (20 + n), LEVELS["c"] + STEP * n
        assert abs(seen[40 + n] - (before * (8 - n) + after * n) / 8) < NEAR
