"""Clips with more light and colours than the film has become ordinary pictures: black is black, paper is bright."""

import asyncio
import subprocess
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import numpy as np
import pytest

from contracts.assembly import ShotMedia
from contracts.base import MediaRef
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Shelf, Studio

NITS = (0, 5, 26, 80, 203, 400, 1000)
"""Black, shadow, middle grey, skin, paper, lamp, sun."""
BOARD = Storyboard(
    title="t",
    style="s",
    scenes=(
        Scene(id="c", title="c", start=0, end=0, place="p", shots=(Shot(id="a", size="wide", frames=len(NITS), action="x"),)),
    ),
)


def pq(nits: float) -> float:
    """The signal of SMPTE ST 2084 for so much light."""
    y = (nits / 10_000) ** 0.1593017578125
    return float(((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375)


def hlg(nits: float) -> float:
    """The signal of BT.2100 HLG for so much light of a display of 1,000 nits."""
    e = (nits / 1000) ** (1 / 1.2)
    return float(np.sqrt(3 * e) if e <= 1 / 12 else 0.17883277 * np.log(12 * e - 0.28466892) + 0.55991073)


async def clip(studio: "Studio", signals: list[float], curve: str, primaries: str = "bt2020") -> MediaRef:
    """A 10-bit clip, one level per frame, as a phone or a camera tags it."""
    flat = [np.full(160 * 90, round(64 + 876 * signal), "<u2") for signal in signals]
    chroma = np.full(160 * 90 // 2, 512, "<u2")
    return await encoded(studio, b"".join(luma.tobytes() + chroma.tobytes() for luma in flat), curve, primaries)


async def encoded(studio: "Studio", raw: bytes, curve: str, primaries: str = "bt2020") -> MediaRef:
    path = studio.folder / "wide.mp4"
    source = ("-f", "rawvideo", "-pix_fmt", "yuv420p10le", "-s", "160x90", "-r", "24", "-i", "-")
    tags = f"colorprim={primaries}:transfer={curve}:colormatrix={'bt2020nc' if primaries == 'bt2020' else 'bt709'}:log-level=none"
    coded = ("-c:v", "libx265", "-preset", "ultrafast", "-crf", "4", "-pix_fmt", "yuv420p10le", "-x265-params", tags)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *source, *coded, "-f", "mp4", str(path)]
    await asyncio.to_thread(subprocess.run, command, input=raw, check=True)
    return await studio.media.put_file("t", path, "video/mp4")


async def shown(studio: "Studio", sent: MediaRef) -> list[float]:
    film = await studio.assemble(await studio.order(BOARD, {"a": ShotMedia(shot="a", clip=sent)}))
    with av.open(str(studio.path(film.mp4))) as container:
        first = next(container.decode(video=0))
        assert first.format.name == "yuv420p"
        assert (first.colorspace, first.color_primaries, first.color_trc, first.color_range) == (1, 1, 1, 1)
    return studio.levels(film.mp4)


@pytest.mark.parametrize(("curve", "signal"), [("smpte2084", pq), ("arib-std-b67", hlg)])
async def test_light_beyond_white_is_eased_in(curve: str, signal: "type[float]", studio: "Studio") -> None:
    seen = await shown(studio, await clip(studio, [signal(nits) for nits in NITS], curve))
    assert len(seen) == len(NITS)
    assert seen == sorted(seen)
    assert seen[0] < 0.02, "black is black"
    assert 0.3 < seen[2] < 0.48, "middle grey stays there"
    assert 0.75 < seen[4] < 0.97, "paper is bright, and there is room above it"
    assert seen[4] + 0.03 < seen[6] <= 1.02, "the sun is brighter than paper"


async def test_ten_bits_without_more_light_look_as_they_were(studio: "Studio") -> None:
    levels = [n / (len(NITS) - 1) for n in range(len(NITS))]
    for primaries in ("bt709", "bt2020"):
        seen = await shown(studio, await clip(studio, levels, "bt709", primaries))
        assert all(abs(s - level) < 0.02 for s, level in zip(seen, levels, strict=True)), (primaries, seen)


async def test_a_processor_that_can_do_less_sees_the_same_light(
    studio: "Studio", empty: "Shelf", monkeypatch: pytest.MonkeyPatch
) -> None:
    colours = np.random.default_rng(1).integers(64, 940, len(NITS) * 160 * 90 * 3 // 2).astype("<u2")
    sent = await encoded(studio, colours.tobytes(), "smpte2084")
    order = await studio.order(BOARD, {"a": ShotMedia(shot="a", clip=sent)})
    film = await studio.assemble(order)
    plain, real = studio.folder / "ffmpeg", imageio_ffmpeg.get_ffmpeg_exe()
    plain.write_text(f'#!/bin/sh\nexec "{real}" -cpuflags 0 "$@"\n')
    plain.chmod(0o755)
    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", lambda: str(plain))
    assert await studio.assemble(order, shelf=empty) == film
