"""The form in which the pictures of a film are encoded, and how far its sounds may reach: what makers and assembly agree on.

A clip that is already in this form becomes part of the film by stream copy; any other clip is decoded and encoded once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.form import VideoCodec
from contracts.storyboard import FPS, Shot

CRF = 20
PRESET = "superfast"
"""With ten frames of foresight it looks like `veryfast` for two thirds of its time and a tenth more bytes."""
GROUP = 48
"""Most frames between two key frames: how far a seek may have to go back."""

RING = 48
"""Most frames that a shot's speech and a scene's effects may ring on over the cut after them."""

TIMESCALE = 24_000
TICKS = TIMESCALE // FPS

TAGGED = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
"""ffmpeg's last filter before the encoder: those of VP9 and AV1 write into the file what they are told of the colours here."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """How one codec is encoded: closed groups, headers that do not depend on the content, the same bytes everywhere."""

    name: str
    """What ffmpeg calls it."""
    options: tuple[str, ...]


_GROUPS = f"keyint={GROUP}:min-keyint=1:open-gop=0:scenecut=0:bframes=3"
_COLOURS = "colorprim=bt709:transfer=bt709:colormatrix=bt709"
_X264 = f"{_GROUPS}:b-pyramid=normal:rc-lookahead=10:mbtree=1:stitchable=1:cpu-independent=1:{_COLOURS}:range=tv"
_X265 = f"{_GROUPS}:b-pyramid=1:rc-lookahead=10:pools=none:frame-threads=1:wpp=0:info=0:log-level=none:{_COLOURS}:range=limited"
ENCODERS: Mapping[VideoCodec, Encoder] = {
    "h264": Encoder(
        "libx264",
        (
            *("-preset", PRESET, "-crf", str(CRF), "-profile:v", "high", "-x264-params", _X264, "-forced-idr", "1"),
            *("-bsf:v", "filter_units=remove_types=6"),
        ),
    ),
    "hevc": Encoder(
        "libx265",
        (
            *("-preset", "superfast", "-crf", "23", "-profile:v", "main", "-x265-params", _X265, "-forced-idr", "1"),
            *("-tag:v", "hvc1"),
        ),
    ),
    "vp9": Encoder(
        "libvpx-vp9",
        (
            *("-crf", "31", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "6", "-row-mt", "0", "-tile-columns", "0"),
            *("-lag-in-frames", "0", "-g", str(GROUP)),
        ),
    ),
    "av1": Encoder("libsvtav1", ("-preset", "9", "-crf", "34", "-g", str(GROUP), "-svtav1-params", "lp=1:scd=0")),
}


def encoder_arguments(codec: VideoCodec = "h264") -> tuple[str, ...]:
    """ffmpeg's arguments for the picture."""
    encoder = ENCODERS[codec]
    common = ("-pix_fmt", "yuv420p", "-threads", "1", "-video_track_timescale", str(TIMESCALE))
    return ("-c:v", encoder.name, *encoder.options, *common)


def joints(shot: Shot) -> tuple[int, ...]:
    """The frames of a shot's clip at which a transition ends or begins: a group of frames begins there, so that it can be cut."""
    first, last = 2 * shot.head, shot.head + shot.frames - shot.tail
    return tuple(sorted({frame for frame, handle in ((first, shot.head), (last, shot.tail)) if handle and frame > 0}))


def key_frames(frames: tuple[int, ...]) -> tuple[str, ...]:
    """ffmpeg's arguments that begin a group at these frames; half a frame early, so that no rounding makes it the next one."""
    return ("-force_key_frames", ",".join(f"{(frame - 0.5) / FPS:.6f}" for frame in frames)) if frames else ()
