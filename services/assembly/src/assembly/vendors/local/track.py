"""The film's own subtitle track as a small MP4: plain text samples, so that nothing in a line is taken for markup."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

MILLISECOND = Fraction(1, 1000)
TEMPLATE = "1\n00:00:00,000 --> 00:00:01,000\n-\n"
"""A track of one cue: the samples are written by us, the track's header by the encoder."""


def template_arguments(srt: Path, out: Path) -> list[str]:
    """ffmpeg arguments that turn the template into an empty-handed subtitle track."""
    return ["-f", "srt", "-i", f"file:{srt}", "-c:s", "mov_text", "-fflags", "+bitexact", "-f", "mp4", str(out)]


def write_track(template: Path, cues: Sequence[tuple[int, int, str]], out: Path) -> None:
    """Cues are start and length in milliseconds and their text."""
    with (
        av.open(str(template), format="mov") as source,
        av.open(str(out), "w", format="mp4", options={"fflags": "+bitexact"}) as track,
    ):
        stream = track.add_stream_from_template(source.streams[0])
        stream.time_base = MILLISECOND
        for start, length, text in cues:
            data = text.encode("utf-8", "replace")[:0xFFFF].decode("utf-8", "ignore").encode()
            packet = av.Packet(len(data).to_bytes(2, "big") + data)
            packet.stream, packet.time_base, packet.is_keyframe = stream, MILLISECOND, True
            packet.pts = packet.dts = start
            packet.duration = length
            track.mux(packet)
