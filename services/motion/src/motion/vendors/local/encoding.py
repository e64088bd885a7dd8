"""Encodes the frames of a clip in the film's own form, so that assembly has nothing to encode again. `render` calls it.

It happens in the process that draws: frames of 3.7 MB through a pipe to another program cost as much as half the encoding.
"""

import errno
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.bitstream import BitStreamFilterContext
from av.video.frame import PictureType
from av.video.reformatter import Interpolation, VideoReformatter

from animatic.layers import Pixels
from chassis.errors import Broken
from contracts.film_format import PIXELS, TIMESCALE, UNSIGNED, encoder_options
from motion.domain import ClipOrder

EXACT = Interpolation.BILINEAR | Interpolation.BITEXACT
"""To ask for accurate rounding besides changes not one bit, and takes half as long again."""
FIXED = ":b-adapt=0"
"""Where B frames go is not searched for: it takes a tenth less, with the same size and the same look."""
BT709 = 1
CONTAINER = {"movflags": "+faststart", "fflags": "+bitexact", "video_track_timescale": str(TIMESCALE)}


def encode(frames: Iterable[Pixels], order: ClipOrder, out: Path) -> None:
    """Write RGBA frames of any size as the order's clip. A frame may be painted over once the next one is asked for.

    Raises Broken when the disk is full or the encoder fails.
    """
    try:
        with av.open(str(out), "w", format="mp4", options=CONTAINER) as container:
            stream = _stream(container, order)
            _write(container, stream, _converted(frames, order))
    except av.FFmpegError as error:
        full = error.errno == errno.ENOSPC
        told = "The disk is full." if full else f"The clip could not be encoded: {error.strerror}."
        raise Broken(told, code="disk_full" if full else "encoder") from error


def _stream(container: av.container.OutputContainer, order: ClipOrder) -> av.VideoStream:
    stream = container.add_stream("libx264", rate=order.fps, options=_options())
    codec = stream.codec_context
    codec.width, codec.height, codec.pix_fmt = order.width, order.height, PIXELS
    codec.time_base, codec.sample_aspect_ratio, codec.thread_count = Fraction(1, order.fps), Fraction(1, 1), 1
    codec.colorspace = codec.color_primaries = codec.color_trc = codec.color_range = BT709
    return stream


def _options() -> dict[str, str]:
    """The film's own, whose headers do not tell how the encoder found its way."""
    options = encoder_options()
    return options | {"flags": "+bitexact", "x264-params": options["x264-params"] + FIXED}


def _write(container: av.container.OutputContainer, stream: av.VideoStream, frames: Iterator[av.VideoFrame]) -> None:
    unsigned = BitStreamFilterContext(UNSIGNED, stream)
    for frame in frames:
        for packet in stream.encode(frame):
            container.mux(unsigned.filter(packet))
    for packet in stream.encode():
        container.mux(unsigned.filter(packet))
    container.mux(unsigned.filter(None))


def _converted(frames: Iterable[Pixels], order: ClipOrder) -> Iterator[av.VideoFrame]:
    """The frames in the film's size and colours; a group begins at each joint."""
    shape = VideoReformatter()
    for number, pixels in enumerate(frames):
        drawn = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
        frame = shape.reformat(
            drawn, order.width, order.height, PIXELS, dst_colorspace=BT709, interpolation=EXACT, dst_color_range=BT709, threads=1
        )
        frame.pts, frame.time_base = number, Fraction(1, order.fps)
        frame.pict_type = PictureType.I if number in order.joints else PictureType.NONE
        yield frame
