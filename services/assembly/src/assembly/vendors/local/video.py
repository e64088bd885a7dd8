"""The ffmpeg arguments for picture pieces that are encoded: every clip is normalised, cut by frame number, encoded alike."""

import os
from collections.abc import Sequence
from pathlib import Path

from assembly.domain.light import cube
from assembly.domain.plan import Encoding, Picture, Span, Use
from assembly.vendors.local.captions import Drawn
from assembly.vendors.local.ffmpeg import EXACT, SAFE_INPUT
from assembly.vendors.local.probe import Clip, Local, demuxer_of
from assembly.vendors.local.transitions import crossed
from contracts.film_format import PIXELS, TAGGED, TIMESCALE, encoder_arguments
from contracts.form import VideoCodec

HELD = "tpad=stop=-1:stop_mode=clone"
"""Where a clip ends too early, its last frame stays."""

ALIKE = "bicubic+accurate_rnd+bitexact"
"""How pictures are scaled and converted, also where ffmpeg does it unasked: the same on every processor, fast ways differ."""

JPEG = ("-c:v", "mjpeg", "-dct", "int")
"""Its fast transforms differ from processor to processor as well."""

FILM_COLOURS = "out_color_matrix=bt709:out_range=tv"

SIDE_BY_SIDE = ":sync-lookahead=0:sliced-threads=1"
"""For x264 with two threads: the two halves of a picture at once. The same bytes everywhere, as long as it is always two.
Two pictures at once would need 10 MB more and a sixth more time for 2 % fewer bytes."""

SHORT_SIGHTED = ":rc-lookahead=5:b-adapt=0"
"""Half the form's foresight looks the same at the same number of bytes, for a fifth less time."""

ENDS = (
    *("-c:v", "mpeg2video", "-q:v", "2", "-g", "1", "-dct", "int", "-pix_fmt", PIXELS, "-threads", "1"),
    *("-fps_mode", "passthrough", "-video_track_timescale", str(TIMESCALE), *EXACT, "-f", "mp4"),
)
"""Pictures that only transitions are made of: each by itself, as good as lossless, for a third of the film's time."""


def picture_arguments(
    picture: Picture,
    clips: Sequence[Local],
    encoding: Encoding,
    out: Path,
    drawn: Sequence[Drawn] = (),
) -> list[str]:
    """One body or transition as an MP4 of exactly `picture.frames` frames. `drawn` is laid over it."""
    inputs, chains = list[str](), list[str]()
    for n, (span, clip) in enumerate(zip(picture.spans, clips, strict=True)):
        inputs += input_arguments(span, clip, encoding.fps)
        chains.append(f"[{n}:v:0]{normalised(clip.seen, encoding)},{HELD},{cut(span, clip.seen, encoding.fps)}[c{n}]")
    last = "[c0]"
    if len(picture.spans) > 1:
        chains.append(f"{crossed(picture.transition, picture.frames, encoding.fps)};[crossed]{TAGGED}[out]")
        last = "[out]"
    more, over, last = drawn_over(last, drawn, len(picture.spans))
    film = ["-map", last, "-frames:v", str(picture.frames), *encoding_arguments(encoding), str(out)]
    return [*inputs, *more, *graph([*chains, *over]), *film]


def apart_arguments(
    use: Use, clip: Local, encoding: Encoding, ends: Path, body: Path | None = None, drawn: Sequence[Drawn] = ()
) -> list[str]:
    """A clip in another form, decoded once: its ends in a row, and its body if that is wanted, with what is drawn over it."""
    whole = Span("", use.clip, 0, use.frames)
    chain = f"[0:v:0]{normalised(clip.seen, encoding)},{HELD},{cut(whole, clip.seen, encoding.fps)}"
    chosen = "+".join(f"between(n,{end.first},{end.first + end.count - 1})" for end in use.ends)
    chains = [f"{chain}{',split[c0]' if body else ''}[c1]", f"[c1]select='{chosen}',setpts=N[ends]"]
    inputs, outputs = input_arguments(whole, clip, encoding.fps), ["-map", "[ends]", *ENDS, str(ends)]
    if body and use.body:
        chains.append(f"[c0]trim=start_frame={use.cuts[0]}:end_frame={use.cuts[1]},setpts=N[body]")
        more, over, last = drawn_over("[body]", drawn, 1)
        inputs, chains = [*inputs, *more], [*chains, *over]
        outputs = ["-map", last, "-frames:v", str(use.body.frames), *encoding_arguments(encoding), str(body), *outputs]
    return [*inputs, *graph(chains), *outputs]


def graph(chains: Sequence[str]) -> list[str]:
    """All filters, in one thread."""
    filters = ";".join([f"sws_flags={ALIKE}", *chains])
    return ["-filter_threads", "1", "-filter_complex_threads", "1", "-filter_complex", filters]


def drawn_over(below: str, drawn: Sequence[Drawn], first: int) -> tuple[list[str], list[str], str]:
    """What lays captions over pictures: inputs, of which the first has this number, chains, and the name of the result."""
    inputs, chains = list[str](), list[str]()
    for number, each in enumerate(drawn, first):
        inputs += raw_arguments(each.path, "rgba", (each.width, each.height))
        chains += [laid_over(each, below, number)]
        below = f"[o{number}]"
    return inputs, chains, below


def input_arguments(span: Span, clip: Local, fps: int) -> list[str]:
    """One clip, read as what its reference says it is and nothing else; frames before the span are not decoded if possible."""
    seek = ["-ss", f"{(span.first - 0.5) / fps:.6f}"] if _sought(span, clip.seen) else []
    return [*SAFE_INPUT, *seek, "-threads", "1", "-f", demuxer_of(clip.media.media_type), "-i", f"file:{clip.path}"]


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
    untagged = "" if clip.tagged or min(clip.width, clip.height) < 576 else ":in_color_matrix=bt709"
    read, colours = (":in_color_matrix=bt2020", dimmed(clip.wide)) if clip.wide else (f":{FILM_COLOURS}{untagged}", "")
    scale = f"scale={size}:force_original_aspect_ratio=decrease:reset_sar=1:flags=lanczos+accurate_rnd+bitexact{read}"
    return f"setpts=PTS-STARTPTS,fps={encoding.fps},{scale},{colours}pad={size}:-1:-1,setsar=1,format=yuv420p,{TAGGED}"


def dimmed(curve: str) -> str:
    """From more light and colours to those of the film: looked up in the table that lies in the job's folder.

    Between its steps a grey stays a grey, and all processors agree (`test_hdr.py`).
    """
    looked_up = f"lut3d=file={table_of(curve)}:interp=tetrahedral"
    return f"format=gbrp12le,{looked_up},scale={FILM_COLOURS}:flags=accurate_rnd+bitexact,"


def table_of(curve: str) -> str:
    """What the table's file is called."""
    return f"{curve}.cube"


def write_table(path: Path, curve: str) -> None:
    """Whole or not at all: encoders of other clips may be reading it. Runs in the process pool."""
    mine = path.with_suffix(f".{os.getpid()}")
    mine.write_text(cube(curve))
    mine.replace(path)


def cut(span: Span, clip: Clip, fps: int) -> str:
    """Exactly the span's frames, of an input that was read for it."""
    first = 0 if _sought(span, clip) else span.first
    return f"trim=start_frame={first}:end_frame={first + span.count},settb=1/{fps},setpts=N"


def encoding_arguments(encoding: Encoding) -> list[str]:
    """The film's own form and nothing but the picture, so that pieces join by stream copy."""
    return [
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
        *_encoder(encoding.codec),
        *("-fps_mode", "passthrough", *EXACT, "-f", "mp4"),
    ]


def _encoder(codec: VideoCodec) -> list[str]:
    arguments = [*encoder_arguments(codec)]
    if codec == "h264":
        arguments[arguments.index("-x264-params") + 1] += SIDE_BY_SIDE + SHORT_SIGHTED
        arguments += ["-threads", "2"]
    return arguments


def blank_arguments(encoding: Encoding, out: Path) -> list[str]:
    """One black frame in the film's form: its header is what a clip is compared with."""
    colour = f"color=black:s={encoding.width}x{encoding.height}:r={encoding.fps},setsar=1,format=yuv420p,{TAGGED}"
    return ["-f", "lavfi", "-i", colour, "-frames:v", "1", *encoding_arguments(encoding), str(out)]


def poster_arguments(span: Span, clip: Local, encoding: Encoding, out: Path) -> list[str]:
    """One frame as a JPEG."""
    frame = f"{normalised(clip.seen, encoding)},{HELD},{cut(span, clip.seen, encoding.fps)}"
    chain = f"{frame},format=yuv444p,scale=out_range=pc,format=yuvj420p"
    exact = ["-threads", "1", "-filter_threads", "1", "-sws_flags", ALIKE, *EXACT]
    return [
        *input_arguments(span, clip, encoding.fps),
        *("-vf", chain, "-frames:v", "1", "-an", *JPEG, "-q:v", "3", *exact, "-f", "mjpeg", str(out)),
    ]
