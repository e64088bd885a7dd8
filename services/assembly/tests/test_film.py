"""Films made by real ffmpeg from tiny clips: every frame is where the plan says, and the same bytes come out each time."""

import asyncio
from fractions import Fraction
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import numpy as np
import pytest

from chassis.errors import Invalid
from contracts.assembly import AssembleFilm, ShotMedia
from contracts.base import MediaRef
from contracts.form import Form
from contracts.storyboard import Line, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

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


async def order_of(studio: "Studio", board: Storyboard = BOARD, **changed: MediaRef) -> AssembleFilm:
    shots = {}
    for each in board.shots():
        clip = changed.get(each.id) or await studio.clip(ramp(each.id, each.head + each.frames + each.tail))
        shots[each.id] = ShotMedia(shot=each.id, clip=clip)
    return await studio.order(board, shots)


async def test_every_frame_of_the_film_is_the_frame_that_was_planned(studio: "Studio") -> None:
    film = await studio.assemble(await order_of(studio))
    seen = studio.levels(film.mp4)
    assert film.frames == len(seen) == 74
    wanted = ramp("a", 20) + ramp("b", 28)[:20]
    assert all(abs(s - w) < NEAR for s, w in zip(seen, wanted, strict=False)), seen
    assert all(abs(s - w) < NEAR for s, w in zip(seen[48:], ramp("c", 34)[8:], strict=True))
    for n in range(8):
        before, after = LEVELS["b"] + STEP * (20 + n), LEVELS["c"] + STEP * n
        assert abs(seen[40 + n] - (before * (8 - n) + after * n) / 8) < NEAR


async def test_the_film_is_what_every_browser_plays(studio: "Studio") -> None:
    film = await studio.assemble(await order_of(studio))
    with av.open(str(studio.path(film.mp4))) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.codec_context.profile, video.codec_context.pix_fmt) == ("h264", "High", "yuv420p")
        assert (video.average_rate, video.frames, video.duration) == (Fraction(24), 74, 74 * 1000)
        assert (audio.codec_context.name, audio.sample_rate, audio.duration) == ("aac", 48_000, 74 * 2000)
        frames = list(container.decode(video=0))
    assert [frame.pts for frame in frames] == [n * 1000 for n in range(74)]
    first = frames[0]
    assert (first.colorspace, first.color_primaries, first.color_trc, first.color_range) == (1, 1, 1, 1)
    data = studio.path(film.mp4).read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert studio.path(film.poster).read_bytes().startswith(b"\xff\xd8")


async def test_the_bytes_do_not_depend_on_workers_order_or_what_was_there_before(studio: "Studio") -> None:
    order = await order_of(studio)
    first = await studio.assemble(order, workers=1)
    rows = dict(list(studio.shelf.rows.items())[::2])
    studio.shelf.rows = {}
    assert await studio.assemble(order, workers=2) == first
    studio.shelf.rows = rows
    assert await studio.assemble(order, workers=3) == first


async def test_a_processor_that_can_do_less_makes_the_same_pictures(studio: "Studio", monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("cut", "dissolve", "fade_white", "slide_up")
    line = Line(id="l", text="Somebody says this.")
    shots = [shot(f"s{n}", 8, head=2 if n else 0, tail=2).model_copy(update={"lines": (line,)}) for n in range(len(names))]
    scenes = tuple(scene(each.id, each, transition=name) for each, name in zip(shots, names, strict=True))
    rng = np.random.default_rng(1)
    noise = [np.clip(128 + 40 * rng.standard_normal((120, 200)), 0, 255) for _ in range(12)]
    clip = await studio.pictures(noise, rate=25)
    board = Storyboard(title="t", style="s", form=Form(subtitles="burned"), scenes=scenes)
    order = await studio.order(board, {each.id: ShotMedia(shot=each.id, clip=clip) for each in shots})
    film = await studio.assemble(order)
    plain, real = studio.folder / "ffmpeg", imageio_ffmpeg.get_ffmpeg_exe()
    plain.write_text(f'#!/bin/sh\nexec "{real}" -cpuflags 0 "$@"\n')
    plain.chmod(0o755)
    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: str(plain))
    studio.shelf = type(studio.shelf)()
    assert await studio.assemble(order) == film, "the film, its poster and its tiles"


async def test_one_changed_shot_makes_only_its_own_pieces_again(studio: "Studio") -> None:
    await studio.assemble(await order_of(studio))
    assert len(studio.shelf.kept) == 12
    studio.shelf.kept.clear()
    await studio.assemble(await order_of(studio))
    assert studio.shelf.kept == []
    await studio.assemble(await order_of(studio, a=await studio.clip([0.5] * 20)))
    assert len(studio.shelf.kept) == 4, "the body of a, its tiles, all tiles and the film"
    studio.shelf.kept.clear()
    await studio.assemble(await order_of(studio, c=await studio.clip([0.5] * 34)))
    assert len(studio.shelf.kept) == 7, (
        "what c has under its transition, its body, its tiles, the transition, the poster that shows it, all tiles and the film"
    )


async def test_a_crash_in_the_middle_leaves_no_half_piece_and_costs_no_whole_one(studio: "Studio") -> None:
    order = await order_of(studio)
    work = asyncio.create_task(studio.assemble(order, workers=1))
    await studio.shelf.reached(2)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    kept = len(studio.shelf.kept)
    assert 2 <= kept < 12
    film = await studio.assemble(order)
    assert len(studio.shelf.kept) == 12
    studio.shelf.rows.clear()
    assert await studio.assemble(order) == film


async def test_progress_counts_the_pieces_and_ends_at_the_total(studio: "Studio") -> None:
    await studio.assemble(await order_of(studio))
    assert studio.reports[0] == (0, 7)
    assert studio.reports == sorted(studio.reports)
    assert studio.reports[-1] == (7, 7)


async def test_a_short_clip_holds_its_last_frame_and_a_long_one_is_cut(studio: "Studio") -> None:
    order = await order_of(studio, a=await studio.clip(ramp("a", 12)), c=await studio.clip(ramp("c", 35) * 2))
    seen = studio.levels((await studio.assemble(order)).mp4)
    assert len(seen) == 74
    assert all(abs(level - ramp("a", 12)[-1]) < NEAR for level in seen[12:20])
    assert all(abs(s - w) < NEAR for s, w in zip(seen[48:], ramp("c", 34)[8:], strict=True))


async def test_clips_of_any_size_and_rate_are_brought_to_the_films(studio: "Studio") -> None:
    tall = await studio.clip([0.5] * 25, size=(120, 240), rate=30)
    slow = await studio.clip(ramp("b", 14), size=(320, 180), rate=12)
    film = await studio.assemble(await order_of(studio, a=tall, b=slow))
    seen = studio.levels(film.mp4)
    assert len(seen) == 74
    assert all(abs(level - 0.5) < NEAR for level in seen[:20])
    assert all(abs(s - ramp("b", 14)[n // 2]) < NEAR for n, s in enumerate(seen[20:40]))


async def test_damaged_and_disguised_clips_are_refused_by_the_name_of_their_shot(studio: "Studio") -> None:
    whole = studio.path(await studio.clip([n / 100 for n in range(60)])).read_bytes()
    secret = studio.folder / "secret.mp4"
    secret.write_bytes(whole)
    hostile = (
        whole[: len(whole) // 2],
        b"",
        f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{secret}\n#EXT-X-ENDLIST\n".encode(),
        f"ffconcat version 1.0\nfile {secret}\n".encode(),
    )
    bad = [await studio.media.put("t", data, "video/mp4") for data in hostile]
    for clip in (*bad, await studio.media.put("t", whole, "text/plain")):
        order = await order_of(studio, b=clip)
        with pytest.raises(Invalid, match="shot b"):
            await studio.assemble(order)
    assert not any(scratch.exists() for scratch in studio.scratches)


async def test_a_clip_that_promises_more_frames_than_it_holds_is_refused(studio: "Studio") -> None:
    order = await order_of(studio)
    film = await studio.assemble(order)
    data = studio.path(film.mp4).read_bytes()
    cut_off = await studio.media.put("t", data[: len(data) * 2 // 3], "video/mp4")
    with pytest.raises(Invalid, match=r"shot b is cut off"):
        await studio.assemble(await order_of(studio, b=cut_off))


async def test_an_order_without_a_clip_for_every_shot_is_refused(studio: "Studio") -> None:
    order = await order_of(studio)
    with pytest.raises(Invalid, match="shot c"):
        await studio.assemble(order.model_copy(update={"shots": order.shots[:2]}))
