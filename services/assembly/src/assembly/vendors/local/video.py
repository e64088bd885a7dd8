"""The ffmpeg arguments for picture pieces that are encoded: every clip is normalised, cut by frame number, encoded alike."""

from collections.abc import Mapping
from pathlib import Path

from assembly.domain.plan import Encoding, Picture, Span
from assembly.vendors.local.ffmpeg import EXACT, SAFE_INPUT
from assembly.vendors.local.probe import Clip, demuxer_of
from contracts.film_format import encoder_arguments
from contracts.storyboard import FPS

XFADE: Mapping[str, str] = {
    "dissolve": "fade",
    "fade": "fadeblack",
    "wipe_left": "wipeleft",
    "wipe_right": "wiperight",
    "slide_left": "slideleft",
    "slide_right": "slideright",
    "circle_open": "circleopen",
}


def picture_arguments(picture: Picture, clips: Mapping[str, tuple[Path, Clip]], encoding: Encoding, out: Path) -> list[str]:
    """One body or transition as an MP4 of exactly `picture.frames` frames. `clips` is by shot id."""
    chains = [
        f"[{n}:v:0]{normalised(clips[span.shot][1], encoding)},{cut(span, clips[span.shot][1])}[c{n}]"
        for n, span in enumerate(picture.spans)
    ]
    last = "[c0]"
    if len(picture.spans) > 1:
        name = XFADE[picture.transition]
        chains.append(f"[c0][c1]xfade=transition={name}:duration={picture.frames / FPS:.6f}:offset=0,format=yuv420p[out]")
        last = "[out]"
    inputs = [part for span in picture.spans for part in input_arguments(span, *clips[span.shot])]
    frames = ["-frames:v", str(picture.frames), "-filter_threads", "1", "-filter_complex_threads", "1"]
    return [*inputs, "-filter_complex", ";".join(chains), "-map", last, *frames, *encoding_arguments(encoding), str(out)]


def input_arguments(span: Span, path: Path, clip: Clip) -> list[str]:
    """One clip, read as what its reference says it is and nothing else; frames before the span are not decoded if possible."""
    seek = ["-ss", f"{(span.first - 0.5) / FPS:.6f}"] if _sought(span, clip) else []
    return [*SAFE_INPUT, *seek, "-threads", "1", "-f", demuxer_of(span.clip.media_type), "-i", f"file:{path}"]


def _sought(span: Span, clip: Clip) -> bool:
    """Only where each frame has exactly its time."""
    return clip.regular and 0 < span.first < clip.frames


def normalised(clip: Clip, encoding: Encoding) -> str:
    """The film's size, rate, pixel shape, pixel format and colours, whatever the clip has; bars where the shape differs."""
    size = f"{encoding.width}:{encoding.height}"
    matrix = "" if clip.tagged or min(clip.width, clip.height) < 576 else ":in_color_matrix=bt709"
    colours = f"out_color_matrix=bt709:out_range=tv{matrix}"
    scale = f"scale={size}:force_original_aspect_ratio=decrease:reset_sar=1:flags=lanczos+accurate_rnd+bitexact:{colours}"
    return f"setpts=PTS-STARTPTS,fps={FPS},{scale},pad={size}:-1:-1,setsar=1,format=yuv420p"


def cut(span: Span, clip: Clip) -> str:
    """Exactly the span's frames; where the clip ends too early its last frame is held."""
    first = 0 if _sought(span, clip) else span.first
    trim = f"trim=start_frame={first}:end_frame={first + span.count}"
    return f"tpad=stop=-1:stop_mode=clone,{trim},setpts=N/{FPS}/TB,settb=1/{FPS}"


def encoding_arguments(encoding: Encoding) -> list[str]:
    """The film's own form and nothing but the picture, so that pieces join by stream copy."""
    return [
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *encoder_arguments(encoding.crf, encoding.preset),
        *("-fps_mode", "passthrough", *EXACT, "-f", "mp4"),
    ]


def blank_arguments(encoding: Encoding, out: Path) -> list[str]:
    """One black frame in the film's form: its header is what a clip is compared with."""
    colour = f"color=black:s={encoding.width}x{encoding.height}:r={FPS},setsar=1,format=yuv420p"
    return ["-f", "lavfi", "-i", colour, "-frames:v", "1", *encoding_arguments(encoding), str(out)]


def poster_arguments(span: Span, path: Path, clip: Clip, encoding: Encoding, out: Path) -> list[str]:
    """One frame as a JPEG."""
    chain = f"{normalised(clip, encoding)},{cut(span, clip)},format=yuv444p,scale=out_range=pc,format=yuvj420p"
    exact = ["-threads", "1", "-filter_threads", "1", *EXACT]
    return [
        *input_arguments(span, path, clip),
        "-vf",
        chain,
        "-frames:v",
        "1",
        "-an",
        "-c:v",
        "mjpeg",
        "-q:v",
        "3",
        *exact,
        "-f",
        "mjpeg",
        str(out),
    ]
