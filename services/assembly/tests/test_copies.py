"""Clips that are already in the film's form become part of it as they are; everything else is encoded."""

from typing import TYPE_CHECKING

import av
import pytest

from assembly.domain.plan import Span
from assembly.vendors.local import video
from assembly.vendors.local.probe import Local
from contracts.assembly import ShotMedia
from contracts.base import MediaRef
from contracts.film_format import joints
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Shelf, Studio

STEP = 6 / 219
NEAR = 2.9 / 219
BOARD = Storyboard(
    title="Three shots",
    style="storybook",
    scenes=(
        Scene(
            id="one",
            title="one",
            start=0,
            end=0,
            place="p",
            shots=(Shot(id="a", size="wide", frames=20, action="x"), Shot(id="b", size="wide", frames=24, tail=4, action="x")),
        ),
        Scene(
            id="two",
            title="two",
            start=0,
            end=0,
            place="p",
            transition_in="dissolve",
            shots=(Shot(id="c", size="wide", frames=30, head=4, action="x"),),
        ),
    ),
)


def packets(studio: "Studio", ref: MediaRef) -> list[bytes]:
    with av.open(str(studio.path(ref))) as opened:
        return [bytes(packet) for packet in opened.demux(video=0) if packet.size]


async def clips_of(studio: "Studio", **other: MediaRef) -> dict[str, MediaRef]:
    made = {}
    for shot in BOARD.shots():
        levels = [STEP * n for n in range(shot.head + shot.frames + shot.tail)]
        made[shot.id] = other.get(shot.id) or await studio.film_clip(levels, joints(shot))
    return made


async def film_of(studio: "Studio", clips: dict[str, MediaRef]) -> MediaRef:
    order = await studio.order(BOARD, {id_: ShotMedia(shot=id_, clip=clip) for id_, clip in clips.items()})
    return (await studio.assemble(order)).mp4


async def test_bodies_are_the_packets_of_their_clips(studio: "Studio") -> None:
    clips = await clips_of(studio)
    film = await film_of(studio, clips)
    seen, whole = packets(studio, film), packets(studio, clips["a"])
    assert seen[:20] == whole
    assert seen[20:40] == packets(studio, clips["b"])[:20]
    assert seen[48:] == packets(studio, clips["c"])[8:]
    wanted = [STEP * n for n in (*range(20), *range(20), *range(20, 28), *range(8, 34))]
    wanted[40:48] = [(STEP * (20 + n) * (8 - n) + STEP * n * n) / 8 for n in range(8)]
    assert all(abs(s - w) < NEAR for s, w in zip(studio.levels(film), wanted, strict=True))


@pytest.mark.parametrize("what", ["another rate", "no joint", "another size", "another encoder"])
async def test_a_clip_that_would_not_join_is_encoded(studio: "Studio", what: str) -> None:
    levels = [STEP * n for n in range(28)]
    match what:
        case "another rate":
            clip = await studio.clip([STEP * (n // 2) for n in range(56)], rate=48)
        case "no joint":
            clip = await studio.film_clip(levels)
        case "another size":
            clip = await studio.film_clip(levels, (20,), size=(320, 180))
        case _:
            clip = await studio.clip(levels)
    clips = await clips_of(studio, b=clip)
    film = await film_of(studio, clips)
    assert packets(studio, film)[20:40] != packets(studio, clips["b"])[:20]
    assert packets(studio, film)[:20] == packets(studio, clips["a"])
    seen = studio.levels(film)
    assert len(seen) == 74
    assert all(abs(s - w) < NEAR for s, w in zip(seen[20:40], levels, strict=False))


@pytest.mark.parametrize("size", [(160, 90), (320, 180)])
async def test_a_foreign_clip_is_decoded_once_and_never_again_for_its_neighbours(
    studio: "Studio", empty: "Shelf", monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """And what it became is found again or made again: the film is the same."""
    clips, decoded = {}, list[MediaRef]()
    for shot in BOARD.shots():
        clips[shot.id] = await studio.clip([STEP * n for n in range(shot.head + shot.frames + shot.tail)], size=size)
    read = video.input_arguments

    def watched(span: Span, clip: Local, fps: int) -> list[str]:
        if span.count > 1 and clip.media in (*clips.values(), other):
            decoded.append(clip.media)  # one frame is the poster's
        return read(span, clip, fps)

    other = await studio.clip([0.5] * 34, size=size)

    monkeypatch.setattr("assembly.vendors.local.video.input_arguments", watched)
    film = await film_of(studio, clips)
    assert sorted(decoded, key=str) == sorted(clips.values(), key=str)
    decoded.clear()
    changed = await film_of(studio, clips | {"c": other})
    assert decoded == [other], "the one before it is not decoded for its transition"
    wanted = [STEP * n for n in (*range(20), *range(20))] + [0.5] * 26
    seen = studio.levels(changed)
    assert all(abs(s - w) < NEAR for s, w in zip(seen[:40] + seen[48:], wanted, strict=True))
    monkeypatch.setattr(studio, "shelf", empty)
    assert await film_of(studio, clips) == film


async def test_whichever_part_of_a_foreign_clip_was_lost_it_comes_back_as_it_was(studio: "Studio") -> None:
    clips = {shot.id: await studio.clip([STEP * n for n in range(shot.head + shot.frames + shot.tail)]) for shot in BOARD.shots()}
    film = await film_of(studio, clips)
    rows = dict(studio.shelf.rows)
    parts = {key for key, media in rows.items() if media.media_type == "video/mp4" and media != film}
    assert len(parts) == 6, "three bodies, what two of them have under the transition, and the transition"
    for lost in parts:
        studio.shelf.rows = {key: media for key, media in rows.items() if key != lost and media != film}
        assert await film_of(studio, clips) == film
    studio.shelf.rows = {key: media for key, media in rows.items() if key not in parts and media != film}
    assert await film_of(studio, clips) == film
    assert studio.shelf.rows == rows
