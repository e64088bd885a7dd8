"""The film's text files: SRT, word-timed VTT, chapters. What the script says is written literally, whatever it contains."""

from collections.abc import Sequence

from assembly.domain.subtitles import Cue, one_line
from assembly.domain.timeline import Placed, scene_starts


def srt_of(cues: Sequence[Cue]) -> str:
    """SubRip, without any markup of ours."""
    blocks = (f"{n}\n{clock(cue.start, ',')} --> {clock(cue.end, ',')}\n{cue.text()}\n" for n, cue in enumerate(cues, 1))
    return "\n".join(blocks)


def vtt_of(cues: Sequence[Cue]) -> str:
    """WebVTT with the speaker as voice and a time stamp before every word but the first."""
    blocks = [f"{clock(cue.start)} --> {clock(cue.end)}\n{_voice(cue)}{_timed_rows(cue)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def _voice(cue: Cue) -> str:
    name = " ".join(_escaped(cue.speaker).split())
    return f"<v {name}>" if name else ""


def _timed_rows(cue: Cue) -> str:
    space, shown = " " if cue.spaced else "", cue.start
    rows = []
    for row in cue.rows:
        stamped = []
        for word in row:
            later = shown < word.start < cue.end and clock(word.start) != clock(shown)
            stamped.append(f"<{clock(word.start)}>{_escaped(word.text)}" if later else _escaped(word.text))
            shown = max(shown, word.start)
        rows.append(space.join(stamped))
    return "\n".join(rows)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clock(seconds: float, point: str = ".") -> str:
    """Hours, minutes, seconds and milliseconds as subtitle files write them."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def chapters_vtt(placed: tuple[Placed, ...], fps: int) -> str:
    """Chapters as WebVTT, one per scene, as a browser's chapter track wants them."""
    blocks = (
        f"{scene.id}\n{clock(start / fps)} --> {clock(end / fps)}\n{_escaped(one_line(scene.title or scene.id))}\n"
        for scene, start, end in scene_starts(placed)
    )
    return "\n".join(["WEBVTT\n", *blocks])


def chapters_of(placed: tuple[Placed, ...]) -> list[tuple[int, int, str]]:
    """First frame, the frame after the last and title of each scene, for the film's own chapters."""
    return [(start, end, one_line(scene.title or scene.id)) for scene, start, end in scene_starts(placed)]


def cue_samples(cues: Sequence[Cue]) -> list[tuple[int, int, str]]:
    """Start, length and text of each cue in milliseconds, for the film's own subtitle track."""
    return [(round(cue.start * 1000), round(cue.end * 1000) - round(cue.start * 1000), cue.text()) for cue in cues]
