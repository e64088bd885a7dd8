"""Clips made by real ffmpeg: exactly as long as planned, moving as asked, the same bytes each time, made once."""

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import av
import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from chassis.errors import Invalid
from contracts.film_format import encoder_arguments
from contracts.form import Form

if TYPE_CHECKING:
    from services.motion.tests.conftest import Stage

MOVES = (
    *("static", "push", "pull", "pan_left", "pan_right", "tilt_up", "tilt_down"),
    *("track_left", "track_right", "crane_up", "crane_down", "handheld"),
)


def luma(frame: av.VideoFrame) -> np.ndarray:
    return frame.to_ndarray(format="gray").astype(float)


async def clip_of(stage: "Stage", **changed: Any) -> list[av.VideoFrame]:
    event = await stage.make(await stage.command(await stage.still(), **changed))
    return stage.frames(event.take.media)


async def test_a_clip_has_exactly_its_frames_and_handles(stage: "Stage") -> None:
    for frames, head, tail in ((1, 0, 0), (9, 2, 3)):
        event = await stage.make(await stage.command(await stage.still(), shot={"frames": frames, "head": head, "tail": tail}))
        seen = stage.frames(event.take.media)
        assert len(seen) == event.frames == frames + head + tail
        assert [frame.pts for frame in seen] == [1000 * n for n in range(len(seen))]
        assert (seen[0].width, seen[0].height, seen[0].format.name) == (1280, 720, "yuv420p")
        assert (seen[0].colorspace, seen[0].color_primaries, seen[0].color_trc, seen[0].color_range) == (1, 1, 1, 1)


async def test_a_clip_is_as_large_as_its_film(stage: "Stage") -> None:
    seen = await clip_of(stage, shot={"frames": 2}, form=Form(resolution="1080p"))
    assert [(frame.width, frame.height) for frame in seen] == [(1920, 1080)] * 2


async def test_a_clip_can_be_cut_where_its_transitions_end_and_begin(stage: "Stage") -> None:
    shot = {"frames": 31, "head": 3, "tail": 4}
    seen = stage.frames((await stage.make(await stage.command(await stage.still(), shot=shot))).take.media)
    assert [n for n, frame in enumerate(seen) if frame.key_frame] == [0, 6, 30]


async def test_a_clip_has_the_header_of_everything_else_in_the_film_so_that_it_is_copied(stage: "Stage") -> None:
    event = await stage.make(await stage.command(await stage.still(), shot={"frames": 2, "move": "static"}))
    other = stage.folder / "black.mp4"
    source = ("-v", "error", "-f", "lavfi", "-i", "color=black:s=1280x720:r=24,setsar=1,format=yuv420p", "-frames:v", "1")
    program = await asyncio.create_subprocess_exec(imageio_ffmpeg.get_ffmpeg_exe(), *source, *encoder_arguments(), other)
    assert await program.wait() == 0
    headers = []
    for path in (stage.folder / event.take.media.sha256, other):
        with av.open(str(path), format="mov") as clip:
            headers.append((clip.streams.video[0].codec_context.extradata, clip.streams.video[0].time_base))
    assert headers[0] == headers[1]


@pytest.mark.parametrize("move", MOVES)
async def test_every_move_moves_and_never_shows_an_edge(stage: "Stage", move: str) -> None:
    seen = await clip_of(stage, shot={"move": move})
    first, last = luma(seen[0]), luma(seen[-1])
    assert np.abs(first - last).mean() > 0.5
    for frame in (first, last):
        for edge in (frame[:2], frame[-2:], frame[:, :2], frame[:, -2:]):
            assert edge.max() > 30, "black beyond the picture's edge"


async def test_a_pan_to_the_right_shows_what_lies_on_the_right(stage: "Stage") -> None:
    seen = await clip_of(stage, shot={"move": "pan_right"})
    red = [frame.to_ndarray(format="rgb24")[..., 0].mean() for frame in seen]
    assert all(later > before - 1 for before, later in pairwise(red)), "encoding moves the mean by less than one of 256"
    assert red[-1] > red[0] + 5


async def test_the_same_order_gives_the_same_bytes_and_is_made_once(stage: "Stage") -> None:
    command = await stage.command(await stage.still())
    first = await stage.run(command)
    again = await stage.run(command)
    assert again.event == first.event
    assert (len(first.takes), again.takes) == (1, ())
    stage.kept.takes.clear()
    assert (await stage.run(command)).event == first.event


async def test_what_the_clip_is_made_from_and_nothing_else_is_in_its_hash(stage: "Stage") -> None:
    still = await stage.still()
    base = (await stage.make(await stage.command(still))).take.input_hash
    reworded = await stage.make(await stage.command(still, shot={"action": "something else", "prompt": "p"}))
    assert reworded.take.input_hash == base
    for changed in ({"shot": {"move": "push"}}, {"shot": {"tail": 1}}, {"seed": 8}, {"stand_in": True}):
        assert (await stage.make(await stage.command(still, **changed))).take.input_hash != base


async def test_a_stand_in_is_the_still_held(stage: "Stage") -> None:
    seen = await clip_of(stage, stand_in=True)
    assert all(np.abs(luma(seen[0]) - luma(frame)).mean() < 0.5 for frame in seen[1:])
    event = await stage.make(await stage.command(await stage.still(), stand_in=True, model="a-model-that-is-gone"))
    assert event.take.model == "stand-in"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
async def test_stills_from_elsewhere_are_taken_in_every_usual_form_and_shape(stage: "Stage", form: str) -> None:
    event = await stage.make(await stage.command(await stage.still((90, 200), form), shot={"frames": 2}))
    assert len(stage.frames(event.take.media)) == 2


async def test_damaged_and_disguised_stills_are_refused_by_the_name_of_their_shot(stage: "Stage") -> None:
    whole = (stage.folder / (await stage.still()).sha256).read_bytes()
    for data, media_type in (
        (whole[: len(whole) // 2], "image/png"),
        (whole, "image/svg+xml"),
        (b"%!PS-Adobe", "image/png"),
        (b"", "image/jpeg"),
        (b"II*\0\x08\0\0\0\0\0", "image/png"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "image/png"),
        (b"%PDF-1.7", "image/webp"),
        (b"GIF89a\1\0\1\0\0\0\0;", "image/png"),
    ):
        command = await stage.command(await stage.media.put("t", data, media_type))
        with pytest.raises(Invalid, match="shot s1"):
            await stage.run(command)


async def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(stage: "Stage") -> None:
    path = stage.folder / "huge.png"
    Image.new("1", (13_000, 13_000)).save(path)
    command = await stage.command(await stage.media.put_file("t", path, "image/png"))
    with pytest.raises(Invalid, match="13000 x 13000"):
        await stage.run(command)


async def test_an_unknown_shot_or_model_is_refused(stage: "Stage") -> None:
    still = await stage.still()
    with pytest.raises(Invalid, match="no shot s9"):
        await stage.run((await stage.command(still)).model_copy(update={"shot": "s9"}))
    with pytest.raises(Invalid, match="no clip model"):
        await stage.run(await stage.command(still, model="local-draw"))
