"""HLS playlists (RFC 8216) of a film that is still being made: they only grow, and end when the film does."""

from collections.abc import Callable, Sequence

from contracts.assembly import PreviewGrew
from contracts.base import MediaRef

LONGEST = 10
"""Seconds that a part is said to have at most, which may not change while a playlist grows."""


def many(front: Sequence[PreviewGrew]) -> str:
    """The playlist of playlists: says which decoders are needed before anything is fetched."""
    first = next(event for event in front if event.parts)
    rates = [part.media.size * 8 * event.fps // part.frames for event in front for part in event.parts]
    form = f'CODECS="{first.codecs}",RESOLUTION={first.width}x{first.height},FRAME-RATE={first.fps:.3f}'
    return _lines(
        ["#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS", f"#EXT-X-STREAM-INF:BANDWIDTH={max(rates)},{form}", "stream.m3u8"]
    )


def stream(front: Sequence[PreviewGrew], link: Callable[[MediaRef, str], str], *, ended: bool) -> str:
    """The parts that there are; `link` is where one is fetched, given a name for it."""
    opening = next(event.opening for event in front if event.opening)
    lines = [
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{LONGEST}",
        "#EXT-X-PLAYLIST-TYPE:EVENT",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{link(opening, "opening.mp4")}"',
    ]
    for event in front:
        for n, part in enumerate(event.parts):
            lines += [f"#EXTINF:{part.frames / event.fps:.6f},", link(part.media, f"part-{event.number}-{n}.mp4")]
    if ended or front[-1].last:
        lines.append("#EXT-X-ENDLIST")
    return _lines(lines)


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(["#EXTM3U", *lines, ""])
