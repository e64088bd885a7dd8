"""Whatever a vendor or a user sends: a film of the planned length, or an error that names the shot; nothing half-made."""

import asyncio
import hashlib
import struct
import subprocess
import wave
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import numpy as np
import pytest

from chassis.errors import Broken, Invalid
from contracts.assembly import ShotMedia
from contracts.base import MediaRef
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

FRAMES = 24
SHOT = Shot(id="s", size="wide", frames=FRAMES, action="x")
BOARD = Storyboard(title="t", style="s", scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=(SHOT,)),))
GREY = "color=c=0x808080:s={size}:r={rate}:d={seconds},format=yuv420p"


async def ffmpeg(*arguments: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments]
    await asyncio.to_thread(subprocess.run, command, check=True)


async def clip_of(studio: "Studio", *arguments: str, source: str = "", media_type: str = "video/mp4") -> MediaRef:
    """A clip of grey pictures, made with these arguments."""
    path = studio.folder / ("sent.webm" if "webm" in media_type else "sent.mp4")
    await ffmpeg("-f", "lavfi", "-i", source or GREY.format(size="160x90", rate=24, seconds=1), *arguments, str(path))
    return await studio.media.put_file("t", path, media_type)


async def film_of(studio: "Studio", clip: MediaRef, speech: MediaRef | None = None) -> list[float]:
    """The levels of the film's frames."""
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=clip, speech=speech)})
    film = await studio.assemble(order)
    with av.open(str(studio.path(film.mp4))) as opened:
        video = opened.streams.video[0]
        assert (video.width, video.height, video.codec_context.pix_fmt, video.frames) == (160, 90, "yuv420p", FRAMES)
        assert [packet.dts for packet in opened.demux(video=0) if packet.size] == [(n - 2) * 1000 for n in range(FRAMES)]
    return studio.levels(film.mp4)


SENT = {
    "another size": ("-vf", "scale=334:188"),
    "odd size": ("-vf", "scale=161:91,format=yuv444p"),
    "60 frames a second": ("-r", "60"),
    "12 frames a second": ("-r", "12"),
    "a rate between": ("-r", "30000/1001"),
    "variable frame rate": ("-vf", "select='not(mod(n,5))+eq(n,7)+eq(n,23)'", "-fps_mode", "vfr"),
    "4:4:4": ("-pix_fmt", "yuv444p"),
    "full range": ("-vf", "scale=out_range=pc,format=yuvj420p", "-color_range", "pc"),
    "ten bits": ("-pix_fmt", "yuv420p10le"),
    "RGB": ("-c:v", "libx264rgb", "-pix_fmt", "rgb24"),
    "HEVC": ("-c:v", "libx265", "-x265-params", "log-level=none"),
    "AV1": ("-c:v", "libsvtav1"),
    "motion JPEG": ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    "interlaced": ("-vf", "scale=160:92", "-flags", "+ilme+ildct", "-x264-params", "tff=1"),
    "time stamps below zero": ("-output_ts_offset", "-0.25", "-avoid_negative_ts", "disabled"),
    "time stamps far from zero": ("-output_ts_offset", "7200"),
    "an edit list": ("-ss", "0.31", "-bf", "3"),
    "fragments": ("-movflags", "frag_keyframe+empty_moov+default_base_moof"),
    "open groups": ("-x264-params", "open-gop=1:keyint=6"),
    "with sound": ("-f", "lavfi", "-i", "sine=d=3", "-c:a", "aac", "-map", "0:v", "-map", "1:a"),
}


@pytest.mark.parametrize("what", SENT)
async def test_a_clip_of_any_kind_becomes_the_films(studio: "Studio", what: str) -> None:
    levels = await film_of(studio, await clip_of(studio, *SENT[what]))
    assert all(abs(level - 0.5) < 0.02 for level in levels), levels


async def test_webm_is_taken(studio: "Studio") -> None:
    levels = await film_of(studio, await clip_of(studio, "-c:v", "libvpx-vp9", "-deadline", "realtime", media_type="video/webm"))
    assert all(abs(level - 0.5) < 0.02 for level in levels), levels


async def test_frames_of_a_variable_rate_are_shown_when_they_were(studio: "Studio") -> None:
    steps = "geq=lum='16+219*(0.2+0.6*gte(N,12))':cb=128:cr=128"
    arguments = ("-vf", f"{steps},select='not(mod(n,4))+eq(n,13)'", "-fps_mode", "vfr", "-crf", "4")
    levels = await film_of(studio, await clip_of(studio, *arguments))
    assert [level > 0.5 for level in levels] == [False] * 12 + [True] * 12


async def test_a_turned_clip_is_shown_upright(studio: "Studio") -> None:
    halves = "geq=lum='if(lt(Y,H/2),235,16)':cb=128:cr=128"
    upright = await clip_of(studio, "-vf", halves)
    turned = studio.folder / "turned.mp4"
    await ffmpeg("-display_rotation", "180", "-i", str(studio.path(upright)), "-c", "copy", str(turned))
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await studio.media.put_file("t", turned, "video/mp4"))})
    with av.open(str(studio.path((await studio.assemble(order)).mp4))) as film:
        luma = next(film.decode(video=0)).to_ndarray()[:90]
    assert luma[10:30, 80].mean() < 40 < 200 < luma[60:80, 80].mean()


async def test_a_turned_clip_in_the_films_own_form_is_not_copied_lying_down(studio: "Studio") -> None:
    half = np.repeat([255.0, 0.0], 45)[:, None] * np.ones(160)
    own, turned = await studio.film_pictures([half] * FRAMES), studio.folder / "turned.mp4"
    form = ("-c", "copy", "-video_track_timescale", "24000")
    await ffmpeg("-display_rotation", "180", "-i", str(studio.path(own)), *form, str(turned))
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await studio.media.put_file("t", turned, "video/mp4"))})
    with av.open(str(studio.path((await studio.assemble(order)).mp4))) as film:
        luma = next(film.decode(video=0)).to_ndarray()[:90]
    assert luma[10:30, 80].mean() < 40 < 200 < luma[60:80, 80].mean()


async def test_pixels_that_are_not_square_keep_the_pictures_shape(studio: "Studio") -> None:
    wide = "color=white:s=80x90:r=24:d=1,setsar=4,format=yuv420p"  # shown as 320x90: bars above and below in 16:9
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await clip_of(studio, source=wide))})
    with av.open(str(studio.path((await studio.assemble(order)).mp4))) as film:
        luma = next(film.decode(video=0)).to_ndarray()[:90]
    assert luma[:18].mean() < 30 < 200 < luma[30:60].mean()


async def huge_picture(studio: "Studio") -> MediaRef:
    """13,000 x 13,000 pixels in some kilobytes."""
    side = 13_000
    row = zlib.compress((b"\0" + bytes(side * 3)) * side, 9)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)), (b"IDAT", row), (b"IEND", b"")]
    chunks = b"".join(struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    picture, path = studio.folder / "huge.png", studio.folder / "huge.mp4"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    with av.open(str(path), "w", format="mov") as out:
        stream = out.add_stream("png", rate=24)
        stream.width, stream.height, stream.pix_fmt = side, side, "rgb24"
        packet = av.Packet(picture.read_bytes())
        packet.stream, packet.pts, packet.dts, packet.duration = stream, 0, 0, 1
        out.start_encoding()
        out.mux(packet)
    return await studio.media.put_file("t", path, "video/quicktime")


async def bad_clip(studio: "Studio", what: str) -> MediaRef:
    match what:
        case "ten hours":
            return await clip_of(studio, "-vf", "setpts=N*36000/TB", "-fps_mode", "passthrough", "-frames:v", "2")
        case "a hundred thousand frames a second":
            source = GREY.format(size="16x16", rate=100_000, seconds=0.5)
            return await clip_of(studio, "-preset", "ultrafast", source=source)
        case "many streams":
            return await clip_of(studio, *(("-map", "0:v") * 40))
        case "no picture":
            return await clip_of(studio, "-vn", "-f", "lavfi", "-i", "sine=d=1", "-map", "1:a")
        case "no frame":
            return await clip_of(studio, "-frames:v", "0")
        case "pixels without end":
            return await huge_picture(studio)
        case "an index without end":
            return await index_bomb(studio)
        case _:
            raise AssertionError(what)


async def index_bomb(studio: "Studio") -> MediaRef:
    """A clip whose index says that it holds 400 million frames of one byte."""
    data = bytearray(studio.path(await clip_of(studio, "-c:v", "rawvideo", "-frames:v", "2", "-f", "mov")).read_bytes())
    count = 400_000_000
    sizes, spans, times = data.index(b"stsz"), data.index(b"stsc"), data.index(b"stts")
    data[sizes + 8 : sizes + 16] = struct.pack(">II", 1, count)
    data[spans + 16 : spans + 20] = struct.pack(">I", count)
    data[times + 12 : times + 16] = struct.pack(">I", count)
    return await studio.media.put("t", bytes(data), "video/quicktime")


BAD = {
    "ten hours": "lasts",
    "a hundred thousand frames a second": "frames",
    "many streams": "40 streams",
    "no picture": "has no picture",
    "no frame": "no frame|no picture|cannot be read",
    "pixels without end": "pixels|cannot be read",
    "an index without end": "cannot be read|frame",
}


@pytest.mark.parametrize("what", BAD)
async def test_a_clip_that_no_film_can_hold_is_refused_by_the_name_of_its_shot(studio: "Studio", what: str) -> None:
    clip = await bad_clip(studio, what)
    with pytest.raises(Invalid, match=f"shot s .*({BAD[what]})"):
        await film_of(studio, clip)
    for piece in studio.shelf.rows.values():
        assert hashlib.sha256(studio.path(piece).read_bytes()).hexdigest() == piece.sha256
    assert not any(scratch.exists() for scratch in studio.scratches)


DISGUISED = {
    "a DASH manifest": b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>secret.mp4</BaseURL></MPD>',
    "a session description": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    "a drawing that links": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>',
    "a document": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file\n",
    "a TIFF": b"II*\0\x08\0\0\0\0\0",
    "a JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    "a FITS table": b"SIMPLE  =                    T",
    "an image of a disk": bytes(4096),
}


@pytest.mark.parametrize("what", DISGUISED)
async def test_what_only_calls_itself_a_clip_is_refused(studio: "Studio", what: str) -> None:
    for media_type in ("video/mp4", "video/webm"):
        clip = await studio.media.put("t", DISGUISED[what], media_type)
        with pytest.raises(Invalid, match="shot s"):
            await film_of(studio, clip)


@pytest.mark.parametrize("name", ["../../x", "..%2f..%2fx", "-i", "concat:a|b", "pipe:0", "C:\\x", "x" * 1100, "\u202e.mp4"])
async def test_names_lead_nowhere(studio: "Studio", name: str) -> None:
    """Files are called after what they hold: the ids of a storyboard are only words."""
    shot = SHOT.model_copy(update={"id": name})
    board = BOARD.model_copy(update={"scenes": (BOARD.scenes[0].model_copy(update={"shots": (shot,), "title": name}),)})
    before = beside(studio.folder)
    clip = await studio.clip([0.5] * FRAMES)
    film = await studio.assemble(await studio.order(board, {name: ShotMedia(shot=name, clip=clip)}))
    assert film.frames == FRAMES
    assert beside(studio.folder) == before


def beside(folder: Path) -> set[Path]:
    """What lies near a folder, but for the servers' own files, which come and go."""
    near = [path for path in folder.parent.iterdir() if path != folder and not path.is_symlink() and path.name[:5] != "stack"]
    return {*near, *(below for path in near for below in path.rglob("*"))}


async def sound_of(studio: "Studio", rate: int, channels: int) -> MediaRef:
    samples = np.tile((np.sin(np.arange(rate) / 50) * 9000).astype("<i2")[:, None], (1, channels))
    path = studio.folder / "sent.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((channels, 2, rate, 0, "NONE", ""))
        out.writeframes(samples.tobytes())
    return await studio.media.put_file("t", path, "audio/wav")


async def test_a_sound_of_any_rate_is_heard(studio: "Studio") -> None:
    speech = await sound_of(studio, 768_000, 2)
    assert len(await film_of(studio, await studio.clip([0.5] * FRAMES), speech)) == FRAMES


async def test_a_sound_of_too_many_channels_is_refused_by_name(studio: "Studio") -> None:
    speech = await sound_of(studio, 48_000, 64)
    with pytest.raises(Invalid, match="speech of shot s"):
        await film_of(studio, await studio.clip([0.5] * FRAMES), speech)


async def test_a_film_of_silence_is_silent(studio: "Studio") -> None:
    speech = await studio.sound(np.zeros(48_000))
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await studio.clip([0.5] * FRAMES), speech=speech)})
    with av.open(str(studio.path((await studio.assemble(order)).mp4))) as film:
        assert all(not frame.to_ndarray().any() for frame in film.decode(audio=0))


@pytest.mark.parametrize("rate", [8_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
async def test_sound_of_any_rate_and_number_of_channels_is_heard(studio: "Studio", rate: int, channels: int) -> None:
    path = studio.folder / "sent.wav"
    await ffmpeg("-f", "lavfi", "-i", f"sine=d=1:r={rate}", "-ac", str(channels), str(path))
    speech = await studio.media.put_file("t", path, "audio/wav")
    assert len(await film_of(studio, await studio.clip([0.5] * FRAMES), speech)) == FRAMES


async def test_a_piece_that_could_not_be_written_is_not_remembered(studio: "Studio", monkeypatch: pytest.MonkeyPatch) -> None:
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await studio.clip([0.5] * FRAMES))})

    async def full(*_: object) -> MediaRef:
        raise Broken("The object store is full.", code="store")

    whole = studio.media.put_file
    monkeypatch.setattr(studio.media, "put_file", full)
    with pytest.raises(Broken, match="full"):
        await studio.assemble(order)
    assert studio.shelf.rows == {}
    monkeypatch.setattr(studio.media, "put_file", whole)
    assert (await studio.assemble(order)).frames == FRAMES


async def test_samples_that_are_no_numbers_or_far_too_loud_do_no_harm(studio: "Studio") -> None:
    path = studio.folder / "sent.wav"
    samples = np.full(48_000, np.nan, "<f4")
    samples[::2] = 1e30
    header = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x03\0\x01\0\x80\xbb\0\0\x00\xee\x02\0\x04\0\x20\0data\xff\xff\xff\xff"
    path.write_bytes(header + samples.tobytes())
    speech = await studio.media.put_file("t", path, "audio/wav")
    order = await studio.order(BOARD, {"s": ShotMedia(shot="s", clip=await studio.clip([0.5] * FRAMES), speech=speech)})
    with av.open(str(studio.path((await studio.assemble(order)).mp4))) as film:
        assert all(np.isfinite(frame.to_ndarray()).all() for frame in film.decode(audio=0))
