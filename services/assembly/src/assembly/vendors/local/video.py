"""The ffmpeg arguments for picture pieces that are encoded: every clip is normalised, cut by frame number, encoded alike."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assembly.domain.plan import Encoding, Picture, Span
from assembly.vendors.local.captions import Drawn
from assembly.vendors.local.ffmpeg import EXACT, SAFE_INPUT
from assembly.vendors.local.probe import Clip, demuxer_of
from assembly.vendors.local.transitions import crossed
from contracts.film_format import TAGGED, encoder_arguments

PAPER_WHITE = 203
"""How bright white paper is in a picture with more light, in nits (ITU-R BT.2408)."""

SIDE_BY_SIDE = ("-threads", "2", "-x264opts", "sync-lookahead=0")
"""Two frames at once: the same bytes everywhere, as long as it is always two. No more pictures are kept in memory for it."""


def picture_arguments(
    picture: Picture, clips: Mapping[str, tuple[Path, Clip]], encoding: Encoding, out: Path, drawn: Sequence[Drawn] = ()
) -> list[str]:
    """One body or transition as an MP4 of exactly `picture.frames` frames. `clips` is by shot id; `drawn` is laid over it."""
    chains = [
        f"[{n}:v:0]{normalised(clips[span.shot][1], encoding)},{cut(span, clips[span.shot][1], encoding.fps)}[c{n}]"
        for n, span in enumerate(picture.spans)
    ]
    last = "[c0]"
    if len(picture.spans) > 1:
        chains.append(f"{crossed(picture.transition, picture.frames, encoding.fps)};[crossed]{TAGGED}[out]")
        last = "[out]"
    inputs = [part for span in picture.spans for part in input_arguments(span, *clips[span.shot], encoding.fps)]
    for number, each in enumerate(drawn, len(picture.spans)):
        inputs += raw_arguments(each)
        chains += [laid_over(each, last, number)]
        last = f"[o{number}]"
    frames = ["-frames:v", str(picture.frames), "-filter_threads", "1", "-filter_complex_threads", "1"]
    return [*inputs, "-filter_complex", ";".join(chains), "-map", last, *frames, *encoding_arguments(encoding), str(out)]


def input_arguments(span: Span, path: Path, clip: Clip, fps: int) -> list[str]:
    """One clip, read as what its reference says it is and nothing else; frames before the span are not decoded if possible."""
    seek = ["-ss", f"{(span.first - 0.5) / fps:.6f}"] if _sought(span, clip) else []
    return [*SAFE_INPUT, *seek, "-threads", "1", "-f", demuxer_of(span.clip.media_type), "-i", f"file:{path}"]


def raw_arguments(drawn: Drawn) -> list[str]:
    """A caption's picture as an input."""
    return ["-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{drawn.width}x{drawn.height}", "-i", f"file:{drawn.path}"]


def laid_over(drawn: Drawn, below: str, number: int) -> str:
    """A caption over a picture at its frames; its result is named after the number of its input."""
    letters = f"[{number}:v:0]scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+bitexact,format=yuva420p[w{number}]"
    when = f"enable='between(n,{drawn.first},{drawn.end - 1})'"
    over = f"overlay=x={drawn.x}:y={drawn.y}:format=yuv420:eof_action=repeat:{when}"
    return f"{letters};{below}[w{number}]{over},{TAGGED}[o{number}]"


def _sought(span: Span, clip: Clip) -> bool:
    """Only where each frame has exactly its time."""
    return clip.regular and 0 < span.first < clip.frames


def normalised(clip: Clip, encoding: Encoding) -> str:
    """The film's size, rate, pixel shape, pixel format and colours, whatever the clip has; bars where the shape differs."""
    size = f"{encoding.width}:{encoding.height}"
    if clip.wide:
        scale = f"scale={size}:force_original_aspect_ratio=decrease:reset_sar=1:flags=lanczos+accurate_rnd+bitexact"
        return f"setpts=PTS-STARTPTS,fps={encoding.fps},{scale},{dimmed(clip.wide)},pad={size}:-1:-1,setsar=1,{TAGGED}"
    matrix = "" if clip.tagged or min(clip.width, clip.height) < 576 else ":in_color_matrix=bt709"
    colours = f"out_color_matrix=bt709:out_range=tv{matrix}"
    scale = f"scale={size}:force_original_aspect_ratio=decrease:reset_sar=1:flags=lanczos+accurate_rnd+bitexact:{colours}"
    return f"setpts=PTS-STARTPTS,fps={encoding.fps},{scale},pad={size}:-1:-1,setsar=1,format=yuv420p,{TAGGED}"


def dimmed(curve: str) -> str:
    """From more light and colours to those of the film: white on paper stays bright, what shines beyond it is eased in."""
    linear = f"zscale=tin={curve}:pin=bt2020:min=bt2020nc:t=linear:npl={PAPER_WHITE},format=gbrpf32le,zscale=p=bt709"
    eased = "tonemap=mobius:param=0.6:desat=0:peak=5," if curve != "bt709" else ""
    return f"{linear},{eased}zscale=t=bt709:m=bt709:r=tv,format=yuv420p"


def cut(span: Span, clip: Clip, fps: int) -> str:
    """Exactly the span's frames; where the clip ends too early its last frame is held."""
    first = 0 if _sought(span, clip) else span.first
    trim = f"trim=start_frame={first}:end_frame={first + span.count}"
    return f"tpad=stop=-1:stop_mode=clone,{trim},settb=1/{fps},setpts=N"


def encoding_arguments(encoding: Encoding) -> list[str]:
    """The film's own form and nothing but the picture, so that pieces join by stream copy."""
    return [
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *encoder_arguments(encoding.codec),
        *(SIDE_BY_SIDE if encoding.codec == "h264" else ()),
        *("-fps_mode", "passthrough", *EXACT, "-f", "mp4"),
    ]


def blank_arguments(encoding: Encoding, out: Path) -> list[str]:
    """One black frame in the film's form: its header is what a clip is compared with."""
    colour = f"color=black:s={encoding.width}x{encoding.height}:r={encoding.fps},setsar=1,format=yuv420p,{TAGGED}"
    return ["-f", "lavfi", "-i", colour, "-frames:v", "1", *encoding_arguments(encoding), str(out)]


def poster_arguments(span: Span, path: Path, clip: Clip, encoding: Encoding, out: Path) -> list[str]:
    """One frame as a JPEG."""
    chain = f"{normalised(clip, encoding)},{cut(span, clip, encoding.fps)},format=yuv444p,scale=out_range=pc,format=yuvj420p"
    exact = ["-threads", "1", "-filter_threads", "1", *EXACT]
    return [
        *input_arguments(span, path, clip, encoding.fps),
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
