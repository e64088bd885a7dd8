"""The front of a film that is still being made: what is watched are the very frames and sound packets that the film will have."""

import io
from typing import TYPE_CHECKING, Any, cast

import av
import numpy as np
import pytest

from assembly.domain.plan import Arrived
from assembly.vendors.local.assembler import LocalAssembler, nobody
from assembly.vendors.local.gathering import Places
from chassis.work import Tools
from contracts.assembly import AssembleFilm, PreviewGrew, ShotMedia
from contracts.film_format import joints
from contracts.form import Form
from contracts.storyboard import FrameRate, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

RATE = 48_000
Packet = tuple[str, float, bytes]


def board_of(fps: FrameRate, *, codec: str = "h264") -> Storyboard:
    lengths = {"a": 2 * fps, "b": 9 * fps, "c": fps, "d": 3 * fps}
    names = list(lengths)
    shots = [Shot(id=n, size="wide", frames=lengths[n], head=4 * (n == "b"), tail=4 * (n == "a"), action="x") for n in names]
    scenes = tuple(
        Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve" if s.head else "cut", shots=(s,))
        for s in shots
    )
    return Storyboard(title="t", style="s", fps=fps, form=Form.model_validate({"codec": codec}), scenes=scenes)


async def ordered(studio: "Studio", board: Storyboard) -> AssembleFilm:
    shots = {}
    for shot in board.shots():
        levels = [0.1 + 0.5 * (n % 40) / 40 for n in range(shot.head + shot.frames + shot.tail)]
        shots[shot.id] = ShotMedia(shot=shot.id, clip=await studio.film_clip(levels, joints(shot), rate=board.fps))
    seconds = sum(shot.frames for shot in board.shots()) // board.fps
    return await studio.order(board, shots, (), await studio.sound(0.2 * np.sin(np.arange(seconds * RATE) / 20)))


def work_of(studio: "Studio") -> tuple[LocalAssembler, Tools]:
    async def stored(_: str) -> None: ...

    tools = Tools(cast("Any", studio.media), cast("Any", None), studio.compute, lambda *_: None, stored)
    return LocalAssembler(studio.shelf, Places(2), lambda *_: (160, 90)), tools


async def grown(studio: "Studio", order: AssembleFilm, arrivals: list[str]) -> tuple[list[list[int]], list[PreviewGrew]]:
    """What can be watched after each arrival, by shot numbers, and all of it; sounds are there from the beginning."""
    maker, tools = work_of(studio)
    clips = {media.shot: media.clip for media in order.shots}
    begun: set[str] = set()
    after, events = list[list[int]](), list[PreviewGrew]()
    for n in range(len(arrivals) + 1):
        arrived = Arrived({shot: clips[shot] for shot in arrivals[:n]}, {}, {}, order.music)
        await maker.prepare("t", order.storyboard, arrived, begun, tools, nobody, sounds=True)
        new = await maker.preview("t", order.storyboard, arrived, len(events), tools)
        after.append([event.number for event in new])
        events.extend(new)
    await tools.clean()
    return after, events


def watched(studio: "Studio", events: list[PreviewGrew]) -> bytes:
    """What a player has read: the opening once, and every part."""
    opening = next(event.opening for event in events if event.opening)
    parts = [part.media for event in events for part in event.parts]
    return b"".join(studio.path(ref).read_bytes() for ref in (opening, *parts))


def packets(data: bytes) -> list[Packet]:
    """Kind, time in the film and bytes of each packet, as ffmpeg's own demuxer reads them."""
    with av.open(io.BytesIO(data), "r", format="mov") as file:
        read = [p for p in file.demux(video=0, audio=0) if p.size]
        found = [(p.stream.type, round(float((p.pts or 0) * (p.time_base or 0)), 4), bytes(p)) for p in read]
    return sorted(found, key=lambda each: each[:2])


@pytest.mark.parametrize("fps", [24, 25, 30])
async def test_what_is_watched_is_what_the_film_will_be(studio: "Studio", fps: FrameRate) -> None:
    order = await ordered(studio, board_of(fps))
    after, events = await grown(studio, order, ["b", "a", "d", "c"])
    assert after == [[], [], [0, 1], [], [2, 3]], "shots come in order, however clips arrive"
    assert [event.last for event in events] == [False, False, False, True]
    film = await studio.assemble(order)
    seen, heard = packets(watched(studio, events)), packets(studio.path(film.mp4).read_bytes())
    assert [p for p in seen if p[0] == "video"] == [p for p in heard if p[0] == "video"]
    sounds = [p for p in heard if p[0] == "audio" and p[1] >= 0]
    assert [p[2] for p in seen if p[0] == "audio"] == [p[2] for p in sounds], "no packet twice, none missing"
    assert all(abs(a[1] - b[1]) < 1 / fps for a, b in zip([p for p in seen if p[0] == "audio"], sounds, strict=True))
    assert sum(part.frames for event in events for part in event.parts) == film.frames
    assert max(part.frames for event in events for part in event.parts) <= 8 * fps, "a long shot comes in several parts"
    with av.open(io.BytesIO(watched(studio, events)), "r") as file:
        assert len(list(file.decode(video=0))) == film.frames
    assert events[0].codecs.startswith("avc1.6400")


async def test_each_part_plays_by_itself_after_the_opening(studio: "Studio") -> None:
    order = await ordered(studio, board_of(24))
    _, events = await grown(studio, order, ["a", "b", "c", "d"])
    opening, at = next(event.opening for event in events if event.opening), 0
    for event in events:
        for part in event.parts:
            data = studio.path(opening).read_bytes() + studio.path(part.media).read_bytes()
            with av.open(io.BytesIO(data), "r") as file:
                times = [round((frame.time or 0) * 24) for frame in file.decode(video=0)]
            assert times == list(range(at, at + part.frames))
            at += part.frames


async def test_nothing_is_shown_beside_the_making_of_the_film_or_in_codecs_that_few_play(studio: "Studio") -> None:
    order = await ordered(studio, board_of(24))
    maker, tools = work_of(studio)
    arrived = Arrived({media.shot: media.clip for media in order.shots}, {}, {}, order.music)
    await maker.prepare("t", order.storyboard, arrived, set(), tools, nobody, sounds=False)
    assert not await maker.preview("t", order.storyboard, arrived, 0, tools), "without its sound nothing is shown"
    await maker.assemble("t", order, tools)
    assert not await maker.preview("t", order.storyboard, arrived, 0, tools)
    vp9 = await studio.order(board_of(24, codec="vp9"), {media.shot: media for media in order.shots}, (), order.music)
    assert not await maker.preview("t", vp9.storyboard, arrived, 0, tools)
    await tools.clean()
