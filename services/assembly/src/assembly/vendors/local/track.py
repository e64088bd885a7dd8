"""The film's texts as a small MP4: title, chapters, and subtitles as plain samples, so that nothing is taken for markup."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from assembly.domain.header import MOVIE_SCALE

if TYPE_CHECKING:
    from av.container.core import Chapter

MILLISECOND = Fraction(1, 1000)
TEMPLATE = "1\n00:00:00,000 --> 00:00:01,000\n-\n"
"""A track of one cue: the samples are written by us, the track's header by the encoder."""


def template_arguments(srt: Path, out: Path) -> list[str]:
    """ffmpeg arguments that turn the template into an empty-handed subtitle track."""
    return ["-f", "srt", "-i", f"file:{srt}", "-c:s", "mov_text", "-fflags", "+bitexact", "-f", "mp4", str(out)]


@dataclass(frozen=True, slots=True)
class Texts:
    """Cues are start and length in milliseconds and their text; chapters are first frame, the frame after the last and title."""

    title: str
    language: str
    rate: int
    cues: Sequence[tuple[int, int, str]]
    chapters: Sequence[tuple[int, int, str]]


def write_texts(template: bytes, texts: Texts, out: Path) -> None:
    """The film's title, chapters and subtitles. Runs in a process of its own."""
    options = {"fflags": "+bitexact", "movie_timescale": str(MOVIE_SCALE)}
    with av.open(io.BytesIO(template), format="mov") as source, av.open(str(out), "w", format="mp4", options=options) as film:
        stream = film.add_stream_from_template(source.streams[0])
        stream.time_base = MILLISECOND
        stream.metadata["language"] = texts.language
        film.metadata["title"] = texts.title
        film.set_chapters([_chapter(n, texts.rate, *chapter) for n, chapter in enumerate(texts.chapters)])
        film.start_encoding()
        for start, length, text in texts.cues:
            data = text.encode("utf-8", "replace")[:0xFFFF].decode("utf-8", "ignore").encode()
            packet = av.Packet(len(data).to_bytes(2, "big") + data)
            packet.stream, packet.time_base, packet.is_keyframe = stream, MILLISECOND, True
            packet.pts = packet.dts = start
            packet.duration = length
            film.mux(packet)


def _chapter(number: int, rate: int, start: int, end: int, title: str) -> "Chapter":
    return {"id": number, "start": start, "end": end, "time_base": Fraction(1, rate), "metadata": {"title": title}}
