"""Burned captions by pixel: the letters that were meant, in every script, at their frames; edits touch their own pieces only."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from assembly.domain.captions import COLUMNS, Caption, Captions, captions_of, shown_in
from assembly.domain.subtitles import width_of
from assembly.domain.timeline import place_shots
from assembly.vendors.local.letters import picture_of
from contracts.assembly import AssembleFilm, Film, ShotMedia
from contracts.film_format import joints
from contracts.form import Form, Subtitles
from contracts.storyboard import CastMember, Line, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

SIZE = (640, 360)
LEVEL = 0.4
TEXTS = {"a": "Hello 🚀 wörld", "b": "שלום, זה ABC מבחן.", "c": "これは字幕です。", "d": ""}


def board_of(texts: dict[str, str], subtitles: Subtitles = "burned", language: str = "en") -> Storyboard:
    scenes = []
    for n, (id_, text) in enumerate(texts.items()):
        lines = (Line(id=f"l-{id_}", text=text, speaker="mara"),) if text else ()
        shot = Shot(
            id=id_,
            size="wide",
            frames=24,
            head=4 * bool(n),
            tail=4 * (n + 1 < len(texts)),
            action="x",
            cast=("mara",),
            lines=lines,
        )
        scenes.append(Scene(id=id_, title=id_, start=0, end=0, place="p", transition_in="dissolve", shots=(shot,)))
    cast = (CastMember(id="mara", name="Mara"), CastMember(id="tom", name="Tom"))
    return Storyboard(title="t", style="s", language=language, form=Form(subtitles=subtitles), cast=cast, scenes=tuple(scenes))


def captions(board: Storyboard) -> Captions:
    return captions_of(board, place_shots(board), {})


async def ordered(studio: "Studio", board: Storyboard) -> AssembleFilm:
    shots = {}
    for shot in board.shots():
        levels = [LEVEL] * (shot.head + shot.frames + shot.tail)
        shots[shot.id] = ShotMedia(shot=shot.id, clip=await studio.film_clip(levels, joints(shot), size=SIZE))
    return await studio.order(board, shots)


def seen(studio: "Studio", film: Film) -> list[np.ndarray]:
    """Every frame as RGB."""
    with av.open(str(studio.path(film.mp4))) as file:
        return [frame.to_ndarray(format="rgb24").astype(float) for frame in file.decode(video=0)]


async def test_every_caption_is_seen_at_its_frames_and_nothing_else_changes(studio: "Studio") -> None:
    board = board_of(TEXTS)
    frames = seen(studio, await studio.assemble(await ordered(studio, board), size=SIZE))
    assert len(frames) == 96
    plain = np.full((SIZE[1], SIZE[0], 3), 255 * LEVEL)
    meant = {n: each for found in captions(board).values() for each in found for n in range(each.first, each.end)}
    assert set(meant) >= set(range(2, 22)), "shown while it is said"
    assert max(meant) < 72, "and not in a shot where nobody speaks"
    for n, frame in enumerate(frames):
        wanted = plain.copy()
        if n in meant:
            letters, x, y = picture_of(meant[n], SIZE)
            alpha = letters[..., 3:] / 255
            part = wanted[y : y + letters.shape[0], x : x + letters.shape[1]]
            part += (letters[..., :3] - part) * alpha
        off = np.abs(frame - wanted)
        assert off.mean() < 2.5, n
        assert np.percentile(off, 99.5) < 60, (n, "letters are sharp")


async def test_an_edited_line_makes_only_the_pieces_that_show_it_again(studio: "Studio") -> None:
    before = await ordered(studio, board_of(TEXTS))
    first = await studio.assemble(before, size=SIZE)
    bodies = [ref for (_, _), ref in studio.shelf.rows.items() if ref.media_type == "video/mp4"]
    assert len(bodies) == 8, "four bodies, three transitions, the film"
    kept = dict(studio.shelf.rows)
    studio.shelf.kept.clear()
    edited = await studio.assemble(await ordered(studio, board_of(TEXTS | {"b": "שלום"})), size=SIZE)
    new = [ref.media_type for key, ref in studio.shelf.rows.items() if key not in kept]
    assert sorted(new) == ["application/octet-stream", "image/jpeg", *["video/mp4"] * 4], "body, tiles, two transitions, film"
    assert all(studio.shelf.rows[key] == ref for key, ref in kept.items())
    assert edited.mp4 != first.mp4
    studio.shelf.rows.clear()
    assert await studio.assemble(before, size=SIZE, workers=1) == first, "the same bytes again"


async def test_a_body_without_words_is_still_a_copy_of_its_clip(studio: "Studio") -> None:
    order = await ordered(studio, board_of({"a": "", "b": "", "c": "Hello"}))
    await studio.assemble(order, size=SIZE)
    burned = dict(studio.shelf.rows)
    studio.shelf.rows.clear()
    soft = await ordered(studio, board_of({"a": "", "b": "", "c": "Hello"}, "soft"))
    await studio.assemble(soft, size=SIZE)
    different = {key for key, ref in burned.items() if ref.media_type == "video/mp4"} - set(studio.shelf.rows)
    assert len(different) == 3, "the body of c, the transition before it, and the film: all others are found again"


@pytest.mark.parametrize(("subtitles", "track", "drawn"), [("soft", 1, 0), ("burned", 0, 1), ("both", 1, 1), ("none", 0, 0)])
async def test_subtitles_are_where_the_films_owner_wants_them(
    studio: "Studio", subtitles: Subtitles, track: int, drawn: bool
) -> None:
    film = await studio.assemble(await ordered(studio, board_of({"a": "Hello", "b": ""}, subtitles)), size=SIZE)
    with av.open(str(studio.path(film.mp4))) as file:
        assert len(file.streams.subtitles) == track
    assert (np.ptp(seen(studio, film)[12]) > 100) == bool(drawn)
    assert "Hello" in studio.text(film.srt), "the files lie beside the film in every case"
    assert "Hello" in studio.text(film.vtt)


def ink(text: str, language: str = "en") -> np.ndarray:
    """Where letters are drawn, without the box."""
    pixels, _, _ = picture_of(Caption(0, 1, (text,), language=language), (1280, 720))
    lit = pixels[..., :3].max(axis=2) > 100
    columns = np.flatnonzero(lit.any(axis=0))
    return np.asarray(lit[:, columns[0] : columns[-1] + 1])


def test_every_letter_has_a_shape_in_our_fonts() -> None:
    nothing = ink("\U0010fffd")
    words = "Wörld Ελλάδα Привет Tiếng שלום مرحبا नमस्ते বাংলা தமிழ் తెలుగు สวัสดี ລາວ ខ្មែរ မြန်မာ 日本語ひカ 한국어 简体繁體 🚀🎬❤"
    for letter in set(re.sub(r"\s|[\u0300-\u036f]", "", words)):
        assert not np.array_equal(ink(letter), nothing), letter
    assert len({ink("令", language=code).tobytes() for code in ("ja", "zh", "ko")}) >= 2, "each writes it in its own way"


def test_right_to_left_rows_begin_at_the_right_and_end_at_the_left() -> None:
    both, first, last = ink("אבג"), ink("א"), ink("ג")
    assert np.mean(both[:, -first.shape[1] :] == first) > 0.94
    assert np.mean(both[:, : last.shape[1]] == last) > 0.94
    assert np.mean(both[:, : first.shape[1]] == first) < 0.9
    dotted = ink("אבג.")
    assert dotted.shape[1] > both.shape[1]
    assert np.mean(dotted[:, -both.shape[1] :] == both) > 0.94, "the point stands at the left, where the sentence ends"
    latin = ink("אב ABC")
    assert np.mean(latin[:, : ink("ABC").shape[1]] == ink("ABC")) > 0.94, "words of another script keep their direction"


def test_letters_that_join_are_joined_and_signs_of_several_letters_are_one() -> None:
    assert ink("ببب").shape[1] < 0.8 * ink("ب\u200cب\u200cب").shape[1]
    assert ink("👩‍👩‍👧‍👦").shape[1] < 1.3 * ink("🚀").shape[1]
    assert ink("क्ष").shape[1] < ink("क\u200cष").shape[1] * 1.2


def test_markup_and_control_signs_are_written_and_not_obeyed() -> None:
    text = "{\\p1}m 0 0 <b>x</b> %{pts}:\\N"
    (caption,) = captions(board_of({"a": text}))["a"]
    assert "".join(" ".join(caption.rows).split()) == "".join(text.split())
    assert ink("<b>x</b>").shape[1] > 3 * ink("x").shape[1]


def test_no_row_is_wider_than_the_picture() -> None:
    for size in ((1280, 720), (720, 1280), (960, 960)):
        for text in ("W" * 42, "𒈙" * 20, "字" * 21):
            pixels, x, y = picture_of(Caption(0, 1, (text, text), "A speaker"), size)
            assert x >= 0
            assert x + pixels.shape[1] <= size[0]
            assert 0 <= y < y + pixels.shape[0] <= size[1]


def test_rows_are_shorter_where_the_picture_is_narrow_and_no_caption_outlasts_its_shot() -> None:
    text = "The lamp is lit but nobody has kept it for eleven years, and still it burns every night for the ships."
    for ratio, columns in COLUMNS.items():
        board = board_of({"a": text, "b": "x"}).model_copy(update={"ratio": ratio})
        found = captions(board)["a"]
        assert all(width_of(row) <= columns for each in found for row in each.rows)
        assert all(0 <= each.first < each.end <= 24 for each in found)
        assert " ".join(" ".join(each.rows) for each in found) == text


def test_a_line_of_ten_thousand_letters_stays_inside_its_shot() -> None:
    for text in ("word " * 2000, "字" * 10_000, "x" * 10_000):
        found = captions(board_of({"a": text}))["a"]
        assert all(0 <= each.first < each.end <= 24 for each in found)
        assert all(a.end <= b.first for a, b in pairwise(found)), "one at a time"


def test_who_speaks_is_written_only_where_the_picture_does_not_tell() -> None:
    lines = (
        Line(id="1", text="I see you.", speaker="mara"),
        Line(id="2", text="Nobody sees me.", speaker="tom", kind="voice_over"),
        Line(id="3", text="It was night.", kind="narration"),
    )
    board = board_of({"a": "x"})
    (scene,) = board.scenes
    shot = scene.shots[0].model_copy(update={"lines": lines, "frames": 240})
    both = captions(board.model_copy(update={"scenes": (scene.model_copy(update={"shots": (shot,)}),)}))["a"]
    assert [(each.label, each.slanted) for each in both] == [("Mara", False), ("Tom", True), ("", True)]
    assert [each.label for each in captions(board)["a"]] == [""]


def test_a_piece_shows_exactly_its_part_of_a_caption() -> None:
    board = board_of({"a": "Hello", "b": ""})
    (item, after) = place_shots(board)
    all_ = {"a": (Caption(5, 22, ("Hello",)),)}
    assert [(c.first, c.end) for c in shown_in(all_, [item], 0, 20)] == [(5, 20)]
    assert [(c.first, c.end) for c in shown_in(all_, [item, after], 20, 8)] == [(0, 2)]
    assert shown_in(all_, [after], 28, 20) == ()
