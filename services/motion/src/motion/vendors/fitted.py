"""A clip from a vendor, brought into the film's own form: exact frames, size and groups. Runs in the process pool.

The file is hostile: ffmpeg is told what it is, reads nothing but it, and only its first picture track is taken.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from chassis.errors import Broken
from contracts.film_format import encoder_arguments, key_frames
from motion.domain import Form

LONGEST = 600.0
"""Seconds for which ffmpeg may work on one clip."""
MOST_PIXELS = 20_000_000
"""Of one picture of a clip: more than twice those of 4K."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a vendor's file becomes a clip of a form."""

    form: Form
    frames: int = 0
    """Those of a known clip that come first, as they are."""
    rest: bool = False
    """The file holds only what comes after the known clip, not the whole."""
    made: float | None = None
    """Seconds that the file was ordered with, where its last moment must be the clip's: all of it is shown in its time."""


def fit(how: Fit, source: Path, out: Path, known: Path | None = None) -> None:
    """Write exactly the form's frames to `out`: cut at the end, or its last picture held.

    With `known` its first frames come first, as they are, and `source` goes on. Raises Broken when a file cannot be read.
    """
    form, shown = how.form, _one(how) if known is None else _two(how)
    inputs = [part for path in (source, known) if path is not None for part in _input(path)]
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        *("-hide_banner", "-v", "error", "-nostdin", "-y", *inputs),
        *("-filter_complex", f"{shown}[out]", "-map", "[out]", "-an", "-sn", "-dn", "-map_metadata", "-1"),
        *("-frames:v", str(form.frames), "-filter_threads", "1", "-filter_complex_threads", "1"),
        *("-r", str(form.fps), *encoder_arguments(), *key_frames(form.joints, form.fps)),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", "-f", "mp4", f"file:{out}"),
    ]
    try:
        done = subprocess.run(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise Broken("The vendor's clip took too long to read.", code="vendor_media") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").replace(str(source), "the file").replace(str(out), "the clip").strip()
        raise Broken(f"The vendor's clip cannot be read: {told[-300:]}", code="vendor_media")


def _input(path: Path) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-max_pixels", str(MOST_PIXELS), "-f", "mov", "-t", "120", "-i", f"file:{path}")


def _one(how: Fit) -> str:
    form = how.form
    pace = f"setpts=(PTS-STARTPTS)*{form.frames / form.fps / how.made:.6f}," if how.made else ""
    return f"[0:v:0]{pace}fps={form.fps},{_shaped(form)},{_held(form)}"


def _two(how: Fit) -> str:
    """The known frames, then the source from where they end; a source that ends sooner holds its last picture."""
    form = how.form
    after, even = "0" if how.rest else f"{how.frames / form.fps:.6f}", f"fps={form.fps},{_shaped(form)}"
    first = f"[1:v:0]{even},trim=end_frame={how.frames},setpts=PTS-STARTPTS[before]"
    second = f"[0:v:0]{even},tpad=stop_mode=clone:stop={form.frames},trim=start={after},setpts=PTS-STARTPTS[after]"
    return f"{first};{second};[before][after]concat=n=2:v=1:a=0,{_held(form)}"


def _shaped(form: Form) -> str:
    size = f"{form.width}:{form.height}"
    scaled = f"scale={size}:force_original_aspect_ratio=increase:flags=bicubic+accurate_rnd+bitexact,crop={size}"
    return f"{scaled},scale=out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p"


def _held(form: Form) -> str:
    return f"tpad=stop_mode=clone:stop={form.frames}"
