"""What vendors send becomes a clip of exactly the film's form; one that is told where it ends also arrives there."""

import subprocess
from pathlib import Path

import av
import imageio_ffmpeg

from motion.domain import Form
from motion.vendors.fitted import Fit, fit


def test_the_last_moment_that_was_made_is_the_last_of_the_clip(tmp_path: Path) -> None:
    source, out = tmp_path / "made.mp4", tmp_path / "clip.mp4"
    picture = "color=black:s=64x36:r=24:d=3.5[a];color=white:s=64x36:r=24:d=0.5[b];[a][b]concat=n=2[o]"
    made = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-filter_complex", picture, "-map", "[o]", "-f", "mp4", str(source)]
    subprocess.run(made, check=True)
    lights = []
    for told in (Fit(Form(64, 36, 72), made=4.0), Fit(Form(64, 36, 72))):
        fit(told, source, out)
        with av.open(str(out)) as clip:
            frames = [frame.to_ndarray(format="gray").mean() for frame in clip.decode(video=0)]
        assert len(frames) == 72
        lights.append((frames[0] > 128, frames[-1] > 128))
    assert lights == [(False, True), (False, False)], "the first is shown in its time, the second is cut"
