"""The ffmpeg arguments for picture pieces that are encoded: every clip is normalised, cut by frame number, encoded alike."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from assembly.domain.light import cube
from assembly.domain.plan import Encoding, Picture, Span, Use
from assembly.vendors.local.captions import Drawn
from assembly.vendors.local.ffmpeg import EXACT, SAFE_INPUT
from assembly.vendors.local.probe import Clip, Local, demuxer_of
from assembly.vendors.local.transitions import crossed
from contracts.film_format import TAGGED, encoder_arguments, key_frames

HELD = "tpad=stop=-1:stop_mode=clone"
"""Where a clip ends too early, its last frame stays."""

ALIKE = "bicubic+accurate_rnd+bitexact"
"""How pictures are scaled and converted, also where ffmpeg does it unasked: the same on every processor, fast ways differ."""

JPEG = ("-c:v", "mjpeg", "-dct", "int")
"""Its fast transforms differ from processor to processor as well."""

FILM_COLOURS = "out_color_matrix=bt709:out_range=tv"

SIDE_BY_SIDE = ("-threads", "2", "-x264opts", "sync-lookahead=0:sliced-threads=1")
"""The two halves of a picture at once: the same bytes everywhere, as long as it is always two. Two pictures at once would need
10 MB more and a sixth more time for 2 % fewer bytes."""


def picture_arguments(
    picture: Picture,
    clips: Mapping[str, Local],
    encoding: Encoding,
    out: Path,
    drawn: Sequence[Drawn] = (),
) -> list[str]:
    """One body or transition as an MP4 of exactly `picture.frames` frames. `clips` is by shot id; `drawn` is laid over it."""
    inputs, chains = list[str](), list[str]()
    for n, span in enumerate(picture.spans):
        clip = clips[span.shot]
        inputs += input_arguments(span, clip, encoding.fps)
        chains.append(f"[{n}:v:0]{normalised(clip.seen, encoding)},{HELD},{cut(span, clip.seen, encoding.fps)}[c{n}]")
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
    return [*inputs, "-filter_complex", ";".join([f"sws_flags={ALIKE}", *chains]), *film]


def clip_arguments(use: Use, clip: Local, encoding: Encoding, out: Path) -> list[str]:
    """A clip in the film's form: so many frames as the film needs, and a group of frames begins wherever a piece does."""
    whole = Span("", use.clip, 0, use.frames)
    chain = f"{normalised(clip.seen, encoding)},{HELD},{cut(whole, clip.seen, encoding.fps)}"
    joints = tuple(frame for frame in use.joints if 0 < frame < use.frames)
    return [
        *input_arguments(whole, clip, encoding.fps),
        *("-sws_flags", ALIKE, "-filter_threads", "1", "-vf", chain, "-frames:v", str(use.frames)),
        *(*key_frames(joints, encoding.fps), *encoding_arguments(encoding), str(out)),
    ]


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
        *encoder_arguments(encoding.codec),
        *(SIDE_BY_SIDE if encoding.codec == "h264" else ()),
        *("-fps_mode", "passthrough", *EXACT, "-f", "mp4"),
    ]


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
