"""What vendors send becomes a clip of exactly the film's form; one that is told where it ends also arrives there."""

import subprocess
from pathlib import Path

import av
import imageio_ffmpeg
import pytest

from chassis.errors import Broken
from motion.domain import Form
from motion.vendors import fitted
from motion.vendors.fitted import Fit, fit


def made(graph: str, path: Path) -> None:
    told = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-filter_complex", graph, "-map", "[o]", "-f", "mp4", str(path)]
    subprocess.run(told, check=True)


def test_the_last_moment_that_was_made_is_the_last_of_the_clip(tmp_path: Path) -> None:
    source, out = tmp_path / "made.mp4", tmp_path / "clip.mp4"
    made("color=black:s=64x36:r=24:d=3.5[a];color=white:s=64x36:r=24:d=0.5[b];[a][b]concat=n=2[o]", source)
    lights = []
    for told in (Fit(Form(64, 36, 72), made=4.0), Fit(Form(64, 36, 72))):
        fit(told, source, out)
        with av.open(str(out)) as clip:
            frames = [frame.to_ndarray(format="gray").mean() for frame in clip.decode(video=0)]
        assert len(frames) == 72
        lights.append((frames[0] > 128, frames[-1] > 128))
    assert lights == [(False, True), (False, False)], "the first is shown in its time, the second is cut"


def test_a_clip_without_pictures_that_breaks_off_or_whose_pictures_are_too_large_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, broken, large = (tmp_path / f"{name}.mp4" for name in ("sound", "broken", "large"))
    made("sine=d=1[o]", sound)
    made("color=white:s=64x36:r=24:d=1[o]", large)
    broken.write_bytes(large.read_bytes()[:600])
    monkeypatch.setattr(fitted, "MOST_PIXELS", 64 * 36 - 1)
    for source in (sound, broken, large):
        with pytest.raises(Broken, match="cannot be read"):
            fit(Fit(Form(64, 36, 24)), source, tmp_path / "clip.mp4")
