"""Pieces joined without being read again: nothing is heard where windows meet, an edit touches nothing else."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from assembly.vendors.local import join, pouring
from assembly.vendors.local.join import JoinError, header_of, join_pieces
from assembly.vendors.local.listen import hear, hear_copying, listen, told_apart
from assembly.vendors.local.probe import UnusableError
from assembly.vendors.local.soundtrack import STRETCH
from chassis.sums import Sums
from contracts.assembly import AssembleFilm, SceneMedia, ShotMedia
from contracts.base import MediaRef
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Shelf, Studio

RATE = 48_000
WINDOW = 460_800
SCENES = 2
BOARD = Storyboard(
    title="Twenty seconds",
    style="s",
    scenes=tuple(
        Scene(
            id=f"c{n}", title=f"c{n}", start=0, end=0, place="p", shots=(Shot(id=f"s{n}", size="wide", frames=240, action="x"),)
        )
        for n in range(SCENES)
    ),
)


def noise(seconds: float, level: float, seed: int) -> np.ndarray:
    return level * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def heard(path: Path) -> np.ndarray:
    with av.open(str(path)) as film:
        frames = list(film.decode(audio=0))
    sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames])
    start = round(float((frames[0].pts or 0) * (frames[0].time_base or 0)) * RATE)
    return sound[-start:] if start < 0 else sound


async def order_of(studio: "Studio", *, music: np.ndarray, voices: dict[int, MediaRef] | None = None) -> AssembleFilm:
    picture = await studio.film_clip([0.5] * 240)
    shots = {f"s{n}": ShotMedia(shot=f"s{n}", clip=picture, speech=(voices or {}).get(n)) for n in range(SCENES)}
    effects = await studio.sound(noise(10, 0.02, 9))
    scenes = tuple(SceneMedia(scene=f"c{n}", effects=effects) for n in range(SCENES))
    return await studio.order(BOARD, shots, scenes, await studio.sound(music))


async def test_where_windows_meet_nothing_is_heard_of_it(studio: "Studio") -> None:
    """A tone, and drum strokes on and around every joint: what comes out is everywhere as near to what went in."""
    at = np.arange(20 * RATE) / RATE
    tone = 0.2 * np.sin(2 * np.pi * 331 * at)
    for stroke in [n * WINDOW + shift for n in (1, 2) for shift in (-1500, 0, 700)] + [230_000, 700_000]:
        if stroke + 2000 < len(tone):
            tone[stroke : stroke + 2000] += 0.4 * np.exp(-np.arange(2000) / 300) * np.sin(np.arange(2000) / 3)
    picture = await studio.film_clip([0.5] * 240)
    shots = {f"s{n}": ShotMedia(shot=f"s{n}", clip=picture) for n in range(SCENES)}
    film = await studio.assemble(await studio.order(BOARD, shots, (), await studio.sound(tone)))
    found = heard(studio.path(film.mp4))[: len(tone)]
    away = slice(RATE, len(tone) - RATE)
    scale = float((found[away] @ tone[away]) / (tone[away] @ tone[away]))
    off = np.abs(found - scale * tone)
    joints = [off[n * WINDOW - 2048 : n * WINDOW + 2048].max() for n in (1, 2)]
    others = [off[p - 2048 : p + 2048].max() for p in (230_000, 700_000)]
    assert max(joints) < 1.5 * max(others), (joints, others)


async def test_an_edit_leaves_every_other_piece_untouched(studio: "Studio") -> None:
    voices = {n: await studio.sound(noise(3, 0.1, n)) for n in range(SCENES)}
    order = await order_of(studio, music=noise(20, 0.05, 20), voices=voices)
    await studio.assemble(order)
    before = dict(studio.shelf.rows)
    assert len(before) == 8, "a body with its tiles, the poster, the sheet of tiles, three windows and the film"
    touched = {ref.sha256: studio.path(ref).stat().st_mtime_ns for ref in before.values()}
    studio.shelf.kept.clear()
    said = ShotMedia(shot="s0", clip=order.shots[0].clip, speech=await studio.sound(noise(3, 0.1, 33)))
    await studio.assemble(order.model_copy(update={"shots": (said, order.shots[1])}))
    new = [address for address in studio.shelf.kept if ("t", address) not in before]
    assert studio.shelf.kept == new, "nothing that existed was made again"
    assert len(new) == 2, "the window in which somebody speaks, and the film"
    assert all(studio.shelf.rows[key] == ref for key, ref in before.items())
    assert {sha: studio.path(ref).stat().st_mtime_ns for ref in before.values() for sha in [ref.sha256]} == touched
    studio.shelf.kept.clear()
    await studio.assemble(order.model_copy(update={"music": await studio.sound(noise(20, 0.05, 21))}))
    assert len(studio.shelf.kept) == 3 + 1, "three windows and the film"


async def test_music_that_changes_from_a_moment_on_leaves_what_was_before_it_untouched(studio: "Studio", empty: "Shelf") -> None:
    music = noise(20, 0.05, 20)
    order = await order_of(studio, music=music)
    await studio.assemble(order)
    studio.shelf.kept.clear()
    music[15 * RATE :] = noise(5, 0.05, 21)
    edited = await studio.assemble(order.model_copy(update={"music": await studio.sound(music)}))
    assert len(studio.shelf.kept) == 2 + 1, "the second and the third window, and the film"
    studio.shelf.kept.clear()
    assert (
        await studio.assemble(order.model_copy(update={"music": await studio.sound(music)}), shelf=type(studio.shelf)()) == edited
    )


@pytest.mark.parametrize("kind", ["audio/wav", "audio/flac"])
async def test_of_a_long_sound_only_the_stretch_that_changed_is_measured_again(
    kind: str, studio: "Studio", monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[object, ...]] = []
    compute = studio.compute

    async def watched(function: Callable[..., object], *arguments: object) -> object:
        called.append((getattr(function, "__name__", ""), *arguments[2:]))
        return await compute(function, *arguments)

    monkeypatch.setattr(studio, "compute", watched)
    music = noise(20, 0.05, 20)
    order = await order_of(studio, music=music)
    await studio.assemble(order.model_copy(update={"music": await long_sound(studio, music, kind)}))
    called.clear()
    music[-RATE // 2 :] = 0
    edited = order.model_copy(update={"music": await long_sound(studio, music, kind)})
    film = await studio.assemble(edited)
    assert [call[1:] for call in called if call[0] == "hear"] == [(STRETCH, 20 * RATE)]
    assert await studio.assemble(edited, shelf=type(studio.shelf)()) == film, "the same bytes as if all had been measured"


async def long_sound(studio: "Studio", samples: np.ndarray, kind: str) -> MediaRef:
    sound = await studio.sound(samples)
    if kind == "audio/wav":
        return sound
    copy = studio.folder / "long.flac"
    hear_copying(studio.path(sound), "audio/wav", len(samples), copy)
    return await studio.media.put_file("t", copy, kind)


async def test_a_change_is_seen_in_every_stretch_that_its_packet_reaches_into_and_in_no_other(studio: "Studio") -> None:
    samples, stretch = noise(6, 0.1, 1), 100_000
    before = told_apart(studio.path(await studio.sound(samples)), "audio/wav", len(samples), stretch)
    with av.open(str(studio.path(await studio.sound(samples)))) as opened:
        packets = [(p.pts, p.pts + p.duration - 1) for p in opened.demux() if p.pts is not None and p.duration]
    reached = {frozenset({first // stretch, last // stretch}) for first, last in packets}
    assert {len(each) for each in reached} == {1, 2}
    for first, last in packets:
        other = samples.copy()
        other[last] = 0.9
        after = told_apart(studio.path(await studio.sound(other)), "audio/wav", len(samples), stretch)
        found = {n for n, (one, two) in enumerate(zip(before, after, strict=True)) if one != two}
        assert found == {first // stretch, last // stretch}


async def test_the_sound_is_the_same_bytes_whether_parts_of_it_existed_or_not(studio: "Studio") -> None:
    order = await order_of(studio, music=noise(20, 0.05, 20), voices={1: await studio.sound(noise(3, 0.1, 1))})
    first = await studio.assemble(order, workers=1)
    measures = dict(list(studio.shelf.measures.items())[::2])
    studio.shelf.rows.clear()
    studio.shelf.measures = measures
    assert await studio.assemble(order, workers=3) == first


@pytest.mark.parametrize("kind", ["audio/wav", "audio/flac"])
async def test_a_sound_is_the_same_from_whichever_sample_it_is_read(studio: "Studio", kind: str) -> None:
    path = studio.path(await studio.sound(noise(7, 0.2, 3)))
    if kind == "audio/flac":
        hear_copying(
            studio.path(await studio.sound(noise(7, 0.2, 3)[::2], 24_000)), "audio/wav", 7 * RATE, studio.folder / "copy.flac"
        )
        path = studio.folder / "copy.flac"
    whole = listen(path, kind, 0, 7 * RATE)
    assert np.abs(whole).max() > 0.2
    for first in (1, 4096, 99_999, 200_001, *range(7 * RATE - 13_000, 7 * RATE, 333)):  # near its end no demuxer of flac can seek
        assert np.array_equal(listen(path, kind, first, first + 30_000)[: len(whole) - first], whole[first : first + 30_000])
    assert not listen(path, kind, 8 * RATE, 9 * RATE).any()


def test_a_sound_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\xbb\0\0\x00\x77\x01\0\x02\0\x10\0data\0\0\0\0")
    with pytest.raises(UnusableError, match="damaged"):
        hear(empty, "audio/wav", 0, RATE)


async def test_a_film_beyond_two_gigabytes_is_written_with_wide_places(studio: "Studio", monkeypatch: pytest.MonkeyPatch) -> None:
    made = await films_join(studio)
    join_pieces(made, studio.folder / "narrow.mp4")
    monkeypatch.setattr(join, "LARGE", 1)
    join_pieces(made, studio.folder / "wide.mp4")
    assert b"co64" in header_of(studio.folder / "wide.mp4").moov
    assert b"co64" not in header_of(studio.folder / "narrow.mp4").moov
    frames = []
    for name in ("narrow.mp4", "wide.mp4"):
        with av.open(str(studio.folder / name)) as film:
            frames.append([(p.pts, p.dts, p.is_keyframe, bytes(p)) for p in film.demux(video=0, audio=0) if p.size])
    assert frames[0] == frames[1]
    assert len(frames[0]) == 48 + 95


async def test_a_film_is_summed_while_it_is_written(studio: "Studio", monkeypatch: pytest.MonkeyPatch) -> None:
    made, out = await films_join(studio), studio.folder / "film.mp4"
    films = []
    for buffer in (pouring.BUFFER, 1000, 7):
        monkeypatch.setattr(pouring, "BUFFER", buffer)
        sums = join_pieces(made, out)
        films.append(out.read_bytes())
        assert sums == Sums(hashlib.sha256(films[-1]).hexdigest(), hashlib.md5(films[-1]).digest())
    assert films[0] == films[1] == films[2], "however many bytes are written at a time"


async def test_pieces_that_do_not_fit_are_refused_by_name(studio: "Studio") -> None:
    made = await films_join(studio)
    out, half = studio.folder / "out.mp4", studio.folder / "half.mp4"
    data = made.pictures[0].read_bytes()
    for bad in (data[:-100], data[: len(data) // 2], b"", b"\0\0\0\x08mdat"):
        half.write_bytes(bad)
        with pytest.raises(JoinError, match=r"half\.mp4"):
            join_pieces(replace(made, pictures=(half, made.pictures[0])), out)
    with pytest.raises(JoinError, match="another length"):
        join_pieces(replace(made, samples=made.samples + 5000), out)
    other = studio.path(await studio.pictures([np.full((90, 160), 9.0)] * 24))
    shutil.copy(other, half)
    with pytest.raises(JoinError, match="another decoder's header"):
        join_pieces(replace(made, pictures=(made.pictures[0], half)), out)


async def films_join(studio: "Studio") -> join.Join:
    """The join of a film of two seconds, seen as it is done."""
    seen: list[join.Join] = []
    compute = studio.compute

    async def watched(function: Callable[..., object], *arguments: object) -> object:
        if function is join_pieces and isinstance(found := arguments[0], join.Join):
            kept = [Path(shutil.copy(path, studio.folder / f"kept{n}.mp4")) for n, path in enumerate(found.pictures)]
            seen.append(replace(found, pictures=tuple(kept)))
        return await compute(function, *arguments)

    studio.compute = watched  # type: ignore[assignment]
    shots = tuple(Shot(id=f"s{n}", size="wide", frames=24, action="x") for n in range(2))
    board = Storyboard(title="Two seconds", style="s", scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=shots),))
    clip = await studio.clip([n / 40 for n in range(24)])
    await studio.assemble(await studio.order(board, {s.id: ShotMedia(shot=s.id, clip=clip) for s in shots}))
    studio.compute = compute
    return seen[0]
