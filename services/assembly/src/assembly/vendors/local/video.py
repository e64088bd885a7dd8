"""The ffmpeg arguments for picture pieces that are encoded: every clip is normalised, cut by frame number, encoded alike."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from assembly.domain.plan import Encoding, Picture, Span
from assembly.vendors.local.captions import Drawn
from assembly.vendors.local.ffmpeg import EXACT, SAFE_INPUT
from assembly.vendors.local.probe import Clip, demuxer_of
from assembly.vendors.local.transitions import crossed
from contracts.film_format import TAGGED, encoder_arguments

PAPER_WHITE = 203
"""How bright white paper is in a picture with more light, in nits (ITU-R BT.2408)."""

HELD = "tpad=stop=-1:stop_mode=clone"
"""Where a clip ends too early, its last frame stays."""

NONE: Mapping[Span, Path] = MappingProxyType({})

ALIKE = "bicubic+accurate_rnd+bitexact"
"""How pictures are scaled and converted, also where ffmpeg does it unasked: the same on every processor, fast ways differ."""

JPEG = ("-c:v", "mjpeg", "-dct", "int")
"""Its fast transforms differ from processor to processor as well."""

SIDE_BY_SIDE = ("-threads", "2", "-x264opts", "sync-lookahead=0:sliced-threads=1")
"""The two halves of a picture at once: the same bytes everywhere, as long as it is always two. Two pictures at once would need
10 MB more and a sixth more time for 2 % fewer bytes."""


def picture_arguments(
    picture: Picture,
    clips: Mapping[str, tuple[Path, Clip]],
    encoding: Encoding,
    out: Path,
    drawn: Sequence[Drawn] = (),
    *,
    ready: Mapping[Span, Path] = NONE,
    beside: Mapping[Span, Path] = NONE,
) -> list[str]:
    """One body or transition as an MP4 of exactly `picture.frames` frames. `clips` is by shot id; `drawn` is laid over it.

    Spans that are `ready` are read as raw pictures; those `beside` a body are written as such.
    """
    inputs, chains = list[str](), list[str]()
    for n, span in enumerate(picture.spans):
        path, clip = clips[span.shot]
        if span in ready:
            inputs += raw_arguments(ready[span], "yuv420p", (encoding.width, encoding.height), encoding.fps)
            chains.append(f"[{n}:v:0]setsar=1,{TAGGED},settb=1/{encoding.fps},setpts=N[c{n}]")
        else:
            spans = (span, *beside)
            inputs += input_arguments(earliest(spans), path, clip, encoding.fps)
            chains += cut_apart(spans, clip, encoding, n)
    last = "[c0]"
    if len(picture.spans) > 1:
        chains.append(f"{crossed(picture.transition, picture.frames, encoding.fps)};[crossed]{TAGGED}[out]")
        last = "[out]"
    for number, each in enumerate(drawn, len(picture.spans)):
        inputs += raw_arguments(each.path, "rgba", (each.width, each.height))
        chains += [laid_over(each, last, number)]
        last = f"[o{number}]"
    frames = ["-frames:v", str(picture.frames), "-filter_threads", "1", "-filter_complex_threads", "1"]
    film = ["-map", last, *frames, *encoding_arguments(encoding), str(out)]
    return [*inputs, "-filter_complex", ";".join([f"sws_flags={ALIKE}", *chains]), *film, *_raw_outputs(beside)]


def _raw_outputs(beside: Mapping[Span, Path]) -> list[str]:
    raw = ("-c:v", "rawvideo", "-fps_mode", "passthrough", "-f", "rawvideo")
    outputs = (
        ["-map", f"[e{n}]", "-frames:v", str(span.count), *raw, str(path)] for n, (span, path) in enumerate(beside.items(), 1)
    )
    return [word for output in outputs for word in output]


def earliest(spans: Sequence[Span]) -> Span:
    """The span that begins first; all are of one clip."""
    return min(spans, key=lambda span: span.first)


def cut_apart(spans: Sequence[Span], clip: Clip, encoding: Encoding, number: int) -> list[str]:
    """The chains from an input to each of its spans: the first is called [c<number>], the others [e1], [e2]."""
    whole, since = f"[{number}:v:0]{normalised(clip, encoding)},{HELD}", earliest(spans)
    cuts = [cut(span, clip, encoding.fps, since) for span in spans]
    if len(spans) == 1:
        return [f"{whole},{cuts[0]}[c{number}]"]
    parts = [f"[p{n}]" for n in range(len(spans))]
    names = [f"[c{number}]", *(f"[e{n}]" for n in range(1, len(spans)))]
    split = f"{whole},split={len(spans)}{''.join(parts)}"
    return [split, *(f"{part}{each}{name}" for part, each, name in zip(parts, cuts, names, strict=True))]


def input_arguments(span: Span, path: Path, clip: Clip, fps: int) -> list[str]:
    """One clip, read as what its reference says it is and nothing else; frames before the span are not decoded if possible."""
    seek = ["-ss", f"{(span.first - 0.5) / fps:.6f}"] if _sought(span, clip) else []
    return [*SAFE_INPUT, *seek, "-threads", "1", "-f", demuxer_of(span.clip.media_type), "-i", f"file:{path}"]


def raw_arguments(path: Path, pixels: str, size: tuple[int, int], fps: int = 25) -> list[str]:
    """Raw pictures as an input."""
    return ["-f", "rawvideo", "-pix_fmt", pixels, "-s", f"{size[0]}x{size[1]}", "-r", str(fps), "-i", f"file:{path}"]


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


def cut(span: Span, clip: Clip, fps: int, since: Span) -> str:
    """Exactly the span's frames, of an input that was read for the span `since`."""
    first = span.first - (since.first if _sought(since, clip) else 0)
    return f"trim=start_frame={first}:end_frame={first + span.count},settb=1/{fps},setpts=N"


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
    frame = f"{normalised(clip, encoding)},{HELD},{cut(span, clip, encoding.fps, span)}"
    chain = f"{frame},format=yuv444p,scale=out_range=pc,format=yuvj420p"
    exact = ["-threads", "1", "-filter_threads", "1", "-sws_flags", ALIKE, *EXACT]
    return [
        *input_arguments(span, path, clip, encoding.fps),
        *("-vf", chain, "-frames:v", "1", "-an", *JPEG, "-q:v", "3", *exact, "-f", "mjpeg", str(out)),
    ]
