"""A clip from a vendor, brought into the film's own form: exact frames, size and groups. Runs in the process pool.

The file is hostile: ffmpeg is told what it is, reads nothing but it, and only its first picture track is taken.
"""

import subprocess
from pathlib import Path

import imageio_ffmpeg

from chassis.errors import Broken
from contracts.film_format import TAGGED, encoder_arguments, key_frames
from contracts.storyboard import FPS
from motion.domain import ClipOrder

LONGEST = 600.0
"""Seconds for which ffmpeg may work on one clip."""


def fit(order: ClipOrder, source: Path, out: Path) -> None:
    """Write exactly the order's frames to `out`: cut at the end, or its last picture held.

    Raises Broken when the file cannot be read.
    """
    size = f"{order.width}:{order.height}"
    shaped = f"scale={size}:force_original_aspect_ratio=increase:flags=bicubic+accurate_rnd+bitexact,crop={size}"
    colours = "scale=out_color_matrix=bt709:out_range=tv"
    held = f"tpad=stop_mode=clone:stop={order.frames}"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        *("-hide_banner", "-v", "error", "-nostdin", "-y", "-protocol_whitelist", "file", "-f", "mov", "-t", "120"),
        *("-i", f"file:{source}", "-map", "0:v:0", "-an", "-sn", "-dn", "-map_metadata", "-1"),
        *("-vf", f"fps={FPS},{shaped},{colours},setsar=1,format=yuv420p,{TAGGED},{held}", "-frames:v", str(order.frames)),
        *("-filter_threads", "1", "-r", str(FPS), *encoder_arguments(order.codec), *key_frames(order.joints)),
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", "-f", "mp4", f"file:{out}"),
    ]
    try:
        done = subprocess.run(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        raise Broken("The vendor's clip took too long to read.", code="vendor_media") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").replace(str(source), "the file").replace(str(out), "the clip").strip()
        raise Broken(f"The vendor's clip cannot be read: {told[-300:]}", code="vendor_media")
