"""Subtitles and chapters: literal words, right rows, right times; in the files and in the film's own tracks."""

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import pysubs2
import pytest

from assembly.domain.subtitles import LINE_WIDTH, Cue, Word, cues_of, width_of
from assembly.domain.texts import srt_of, vtt_of
from assembly.domain.timeline import place_shots
from contracts.assembly import ShotMedia
from contracts.storyboard import CastMember, Line, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

WEIRD = [
    """He said: "it's 100% \\done\\", = ; # %{pts}""",
    "{\\p1}m 0 0 l 9 9{\\an8}\\N\\h tags",
    "<b>bold</b> & <i>more</i> --> <00:00:01.000>",
    "🎬👩‍👩‍👧 emoji 🇬🇧",
    "שלום, זה מבחן של כיוון",
    "مرحبا بالعالم",
    "我们明天去海边的灯塔看日出,你要不要一起来?我会带上相机和一壶热茶。",
]


def board_of(*texts: str, title: str = "Titles", seconds: int = 4) -> Storyboard:
    scenes = []
    for n, text in enumerate(texts):
        line = Line(id=f"l{n}", text=text, speaker="mara")
        shots = (Shot(id=f"s{n}", size="wide", frames=24 * seconds, action="x", lines=(line,)),)
        scenes.append(Scene(id=f"c{n}", title=f"Part {n}: {text}", start=0, end=0, place="p", shots=shots))
    return Storyboard(title=title, style="s", cast=(CastMember(id="mara", name='Mara "O\'Neil" <3'),), scenes=tuple(scenes))


def cues(board: Storyboard, **words: list[Word]) -> tuple[Cue, ...]:
    return cues_of(board, place_shots(board), words)


@pytest.mark.parametrize(
    "text", [*WEIRD, "word " * 60, "unbroken" * 30, "한국어 문장은 띄어쓰기가 있습니다 그래서 단어로 나눕니다 " * 3]
)
def test_rows_are_never_too_wide_never_more_than_two_and_lose_nothing(text: str) -> None:
    shown = cues(board_of(text, seconds=20))
    for cue in shown:
        assert 1 <= len(cue.rows) <= 2
        assert all(width_of(row) <= LINE_WIDTH for row in cue.text().split("\n"))
    assert "".join("".join(cue.text().split()) for cue in shown) == "".join(text.split())


def test_two_rows_are_of_nearly_equal_width() -> None:
    (cue,) = cues(board_of("The lamp is lit but nobody has kept it for eleven years."))
    first, second = cue.text().split("\n")
    assert abs(len(first) - len(second)) < 10


def test_words_are_shown_when_they_are_heard() -> None:
    heard = [Word("One", 0.5, 0.8, "l1"), Word("two.", 1.0, 1.5, "l1")]
    board = board_of("Before.", "One two.")
    shown = cues(board, s1=heard)[-1]
    assert (shown.start, round(shown.end, 3)) == (4.5, 5.9)
    assert '00:00:04.500 --> 00:00:05.900\n<v Mara "O\'Neil" &lt;3>One <00:00:05.000>two.\n' in vtt_of([shown])


def test_cues_never_overlap_and_never_outlast_the_film() -> None:
    shown = cues(board_of("word " * 30, "two", "three", seconds=1))
    assert all(a.end <= b.start for a, b in pairwise(shown))
    assert all(cue.start < cue.end <= 3.0 for cue in shown)


def test_lines_without_word_times_share_their_shot() -> None:
    board = board_of("x")
    lines = (Line(id="a", text="short"), Line(id="b", text="a line of three times the length"))
    shot = board.scenes[0].shots[0].model_copy(update={"lines": lines})
    board = board.model_copy(update={"scenes": (board.scenes[0].model_copy(update={"shots": (shot,)}),)})
    first, second = cues(board)
    assert first.start == 0.0
    assert 0.3 < second.start < 1.5
    assert (first.speaker, second.text()) == ("", "a line of three times the length")


def test_readers_that_are_not_ours_read_the_files(tmp_path: Path) -> None:
    shown = cues(board_of("Hello, 你好!", 'It\'s "fine": 100%.'))
    ours = [(round(cue.start * 1000), round(cue.end * 1000), cue.text()) for cue in shown]
    (tmp_path / "film.vtt").write_text(vtt_of(shown))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "webvtt", "-i", str(tmp_path / "film.vtt"), "-f", "srt", "-"]
    converted = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    for text in (srt_of(shown), converted):
        read = pysubs2.SSAFile.from_string(text, format_="srt")
        assert [(event.start, event.end, event.plaintext) for event in read] == ours


async def test_the_films_own_tracks_hold_the_words_literally(studio: "Studio") -> None:
    board = board_of(*WEIRD, title="A = B; # \\ 'quoted' \n [CHAPTER]")
    clip = await studio.clip([0.5] * 96)
    spoken = {"version": 1, "words": [{"text": "مرحبا", "start": 0.25, "end": 0.5, "line": "l5", "speaker": "mara"}]}
    words = await studio.media.put("t", json.dumps(spoken).encode(), "application/json")
    shots = {shot.id: ShotMedia(shot=shot.id, clip=clip, words=words if shot.id == "s5" else None) for shot in board.shots()}
    film = await studio.assemble(await studio.order(board, shots))
    with av.open(str(studio.path(film.mp4))) as container:
        assert container.metadata["title"] == "A = B; # \\ 'quoted' [CHAPTER]"
        chapters = [(float(c["start"] * (c["time_base"] or 0)), c["metadata"]["title"]) for c in container.chapters()]
        packets = [
            (float((p.pts or 0) * (p.time_base or 0)), bytes(p)[2:].decode())
            for p in container.demux(container.streams.subtitles[0])
            if p.size > 2
        ]
        assert container.streams.subtitles[0].metadata["language"] == "eng"
    assert chapters == [(n * 4.0, " ".join(scene.title.split())) for n, scene in enumerate(board.scenes)]
    shown = [(cue.start, cue.text()) for cue in cues(board, s5=[Word("مرحبا", 0.25, 0.5, "l5")])]
    assert [text for _, text in packets] == [text for _, text in shown]
    assert all(abs(a - b) < 0.002 for (a, _), (b, _) in zip(packets, shown, strict=True))
    assert "{\\p1}m 0 0 l 9 9{\\an8}\\N\\h tags" in studio.text(film.srt)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;i&gt;more" in re.sub(r"<[\d:.]+>", "", studio.text(film.vtt))
    assert studio.text(film.chapters).count("-->") == len(WEIRD)


async def test_a_film_without_words_has_no_subtitle_track(studio: "Studio") -> None:
    board = Storyboard(
        title="Mute",
        style="s",
        scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=(Shot(id="s", size="wide", frames=9, action="x"),)),),
    )
    film = await studio.assemble(await studio.order(board, {"s": ShotMedia(shot="s", clip=await studio.clip([0.5] * 9))}))
    with av.open(str(studio.path(film.mp4))) as container:
        assert not container.streams.subtitles
    assert studio.text(film.srt) == ""
    assert studio.text(film.vtt) == "WEBVTT\n"


def test_rows_of_text_without_spaces_break_where_a_reader_would() -> None:
    family, flag = "👨\u200d👩\u200d👧", "🇯🇵"
    text = ("きゃっと「待って」と言ったー、" + family + flag + "iPhone") * 6
    rows = [row for cue in cues(board_of(text, seconds=20)) for row in cue.text().split("\n")]
    assert len(rows) > 4
    assert "".join(rows) == text
    for row in rows:
        assert row[0] not in "ゃっー」、\u200d"
        assert row[-1] not in "「\u200d"
        assert row.count("🇯") == row.count("🇵")
        assert row.count("i") == row.count("e"), "a Latin word stays whole"


def test_text_that_is_read_from_the_right_is_broken_between_words_and_kept_in_its_order() -> None:
    text = "קמתי הבוקר מאוחר והלכתי לים כדי לראות את הזריחה אבל השמש כבר הייתה גבוהה בשמיים"
    rows = [row for cue in cues(board_of(text, seconds=20)) for row in cue.text().split("\n")]
    assert len(rows) == 2
    assert " ".join(rows) == text
