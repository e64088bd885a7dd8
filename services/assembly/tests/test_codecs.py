"""Films in other codecs and sizes: exact frames, the same bytes, clips of the same form copied, and a browser plays them."""

import asyncio
import base64
from typing import TYPE_CHECKING

import av
import pytest

from chassis.errors import Invalid
from contracts.assembly import AssembleFilm, ShotMedia
from contracts.base import MediaRef
from contracts.film_format import joints
from contracts.form import Form, VideoCodec
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from playwright.async_api import Page
    from services.assembly.tests.conftest import Shelf, Studio

FRAMES = 10
SHOTS = (
    Shot(id="a", size="wide", frames=FRAMES, tail=2, action="x"),
    Shot(id="b", size="wide", frames=FRAMES, head=2, action="x"),
)
STEP, NEAR = 10 / 219, 3.9 / 219
NAMES = {"hevc": ("hevc", "Main", "hvc1"), "vp9": ("vp9", "Profile 0", "vp09"), "av1": ("libdav1d", "Main", "av01")}
PLAY = """async film => {
  const bytes = Uint8Array.from(atob(film), letter => letter.charCodeAt(0));
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
  const ended = new Promise((done, failed) => { video.onended = done; video.onerror = () => failed(video.error); });
  await video.play();
  await ended;
  return [video.duration, video.videoWidth, video.videoHeight];
}"""


def ramp(frames: int) -> list[float]:
    return [0.1 + STEP * n for n in range(frames)]


async def ordered(studio: "Studio", form: Form, *, own: bool = False) -> AssembleFilm:
    scenes = tuple(
        Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve" if s.head else "cut", shots=(s,))
        for s in SHOTS
    )
    board = Storyboard(title="t", style="s", form=form, scenes=scenes)
    clips = {}
    for shot in SHOTS:
        levels = ramp(shot.head + shot.frames + shot.tail)
        clip = await studio.film_clip(levels, joints(shot), codec=form.codec) if own else await studio.clip(levels)
        clips[shot.id] = ShotMedia(shot=shot.id, clip=clip)
    return await studio.order(board, clips)


@pytest.mark.parametrize("codec", ["hevc", "vp9", "av1"])
async def test_a_film_is_made_in_the_codec_that_is_asked_for(
    codec: VideoCodec, studio: "Studio", empty: "Shelf", page: "Page"
) -> None:
    order = await ordered(studio, Form(codec=codec))
    film = await studio.assemble(order, workers=1)
    with av.open(str(studio.path(film.mp4))) as container:
        stream = container.streams.video[0]
        found = (stream.codec_context.name, stream.codec_context.profile, stream.codec_context.codec_tag)
        frames = list(container.decode(video=0))
    assert found == NAMES[codec]
    assert [frame.pts for frame in frames] == [n * 1000 for n in range(2 * FRAMES)]
    assert {frame.format.name for frame in frames} == {"yuv420p"}
    assert (frames[0].colorspace, frames[0].color_primaries, frames[0].color_trc, frames[0].color_range) == (1, 1, 1, 1)
    seen = studio.levels(film.mp4)
    wanted = [*ramp(8), *ramp(14)[4:]]
    assert all(abs(s - w) < NEAR for s, w in zip([*seen[:8], *seen[12:]], [*wanted[:8], *ramp(12)[4:]], strict=True)), seen
    assert await studio.assemble(order, workers=2, shelf=empty) == film, "the same bytes"
    if codec != "hevc":
        data = base64.b64encode(await asyncio.to_thread(studio.path(film.mp4).read_bytes)).decode()
        await page.set_content("<body></body>")
        assert await page.evaluate(PLAY, data) == [pytest.approx(2 * FRAMES / 24, abs=1e-5), 160, 90]


def packets(studio: "Studio", ref: MediaRef) -> list[bytes]:
    with av.open(str(studio.path(ref))) as opened:
        return [bytes(packet) for packet in opened.demux(video=0) if packet.size]


@pytest.mark.parametrize("codec", ["hevc", "vp9", "av1"])
async def test_clips_of_the_films_own_form_are_copied_whatever_the_codec(codec: VideoCodec, studio: "Studio") -> None:
    order = await ordered(studio, Form(codec=codec), own=True)
    film = packets(studio, (await studio.assemble(order)).mp4)
    first, second = [packets(studio, shot.clip) for shot in order.shots]
    assert film[:8] == first[:8]
    assert film[12:] == second[4:]


async def test_a_larger_film_has_the_size_that_is_asked_for(studio: "Studio") -> None:
    film = await studio.assemble(await ordered(studio, Form(resolution="1440p")))
    with av.open(str(studio.path(film.mp4))) as container:
        frames = [(frame.width, frame.height) for frame in container.decode(video=0)]
    assert frames == [(320, 180)] * 2 * FRAMES


async def test_an_encoder_that_this_machines_ffmpeg_lacks_is_refused_by_name(
    studio: "Studio", monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = studio.folder / "ffmpeg"
    lacking.write_text("#!/bin/sh\necho \"Unknown encoder 'libsvtav1'\" >&2\nexit 8\n")
    lacking.chmod(0o755)
    order = await ordered(studio, Form(codec="av1"))
    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: str(lacking))
    with pytest.raises(Invalid, match="no encoder libsvtav1") as refused:
        await studio.assemble(order)
    assert refused.value.code == "no_encoder"
