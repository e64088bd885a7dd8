"""Films of 24, 25 and 30 frames per second: exactly their frames, and picture and sound together to the end of half an hour."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from assembly.vendors.local.join import Join, join_pieces
from contracts.assembly import AssembleFilm, ShotMedia
from contracts.film_format import joints
from contracts.storyboard import FrameRate, Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

RATE = 48_000
NEAR = 2.9 / 219
CYCLE = 48
"""Seconds: five windows of sound, and a whole number of frames at every rate."""
FLASH = 24
"""Second of each cycle at which the picture is white and a click is heard."""
CYCLES = 38
"""30 minutes and 24 seconds."""


def board(shots: tuple[Shot, ...], fps: FrameRate) -> Storyboard:
    scenes = tuple(
        Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve" if s.head else "cut", shots=(s,))
        for s in shots
    )
    return Storyboard(title="t", style="s", fps=fps, scenes=scenes)


@pytest.mark.parametrize("fps", [25, 30])
async def test_clips_of_any_rate_become_exactly_the_films_frames(studio: "Studio", fps: FrameRate) -> None:
    """A clip of the film's rate in its form, one of the half, one of the double, one at 24: each shows its moments in time."""
    shots = (
        Shot(id="own", size="wide", frames=fps, tail=4, action="x"),
        Shot(id="half", size="wide", frames=fps, head=4, action="x"),
        Shot(id="double", size="wide", frames=fps, action="x"),
        Shot(id="usual", size="wide", frames=fps, action="x"),
    )
    rates = {"own": fps, "half": fps / 2, "double": 2 * fps, "usual": 24}
    ramps = {s.id: [0.05 + 0.7 * n / rates[s.id] for n in range(round(1.4 * rates[s.id]))] for s in shots}
    media = {name: await studio.clip(ramps[name], rate=Fraction(rates[name])) for name in ("half", "double", "usual")}
    media["own"] = await studio.film_clip(ramps["own"][: fps + 4], joints(shots[0]), rate=fps)
    order = await studio.order(board(shots, fps), {s.id: ShotMedia(shot=s.id, clip=media[s.id]) for s in shots})
    film = await studio.assemble(order)
    with av.open(str(studio.path(film.mp4))) as file:
        assert [frame.time for frame in file.decode(video=0)] == pytest.approx([n / fps for n in range(4 * fps)])
        assert file.streams.video[0].average_rate == fps
        assert file.streams.audio[0].duration == 4 * RATE
    assert (film.frames, film.seconds) == (4 * fps, 4.0)
    seen = studio.levels(film.mp4)
    for number, shot in enumerate(shots):
        inside = range(8, fps - 8)
        wanted = [0.05 + 0.7 * (n + shot.head) / fps for n in inside]
        found = [seen[number * fps + n] for n in inside]
        slack = 0.7 / min(rates[shot.id], fps) + NEAR
        assert max(abs(f - w) for f, w in zip(found, wanted, strict=True)) < slack, shot.id


@pytest.mark.parametrize("fps", [24, 25, 30])
async def test_a_long_shot_that_is_encoded_has_every_frame_once(studio: "Studio", fps: FrameRate) -> None:
    """Times are counted, not divided: at 25 frames per second 29 / 25 / (1 / 25) is less than 29."""
    shot = Shot(id="a", size="wide", frames=300, action="x")
    clip = await studio.clip([0.1 + 0.4 * (n % 50) / 50 for n in range(300)], rate=fps)
    film = await studio.assemble(await studio.order(board((shot,), fps), {"a": ShotMedia(shot="a", clip=clip)}))
    with av.open(str(studio.path(film.mp4))) as file:
        assert [round((frame.time or 0) * fps, 3) for frame in file.decode(video=0)] == list(range(300))


async def test_picture_and_sound_are_together_at_the_end_of_half_an_hour(studio: "Studio") -> None:
    """The middle third of a real film's pieces again and again: the last flash is seen when the last click is heard."""
    sound = np.zeros(3 * CYCLE * RATE)
    for cycle in range(3):
        at = (cycle * CYCLE + FLASH) * RATE
        sound[at : at + 480] = np.sin(np.arange(480) * 0.4) * 0.9
    music = await studio.sound(sound)
    rates: tuple[FrameRate, ...] = (24, 25, 30)
    for fps in rates:
        levels = [0.1] * (CYCLE * fps)
        levels[FLASH * fps] = 0.95
        clip = await studio.film_clip(levels, rate=fps)
        shots = tuple(Shot(id=str(n), size="wide", frames=CYCLE * fps, action="x") for n in range(3))
        media = {s.id: ShotMedia(shot=s.id, clip=clip) for s in shots}
        made = await _watched(studio, await studio.order(board(shots, fps), media, (), music))
        first, middle, last = (made.sounds[n : n + 5] for n in (0, 5, 10))
        long = replace(
            made,
            pictures=(made.pictures[0],) * CYCLES,
            sounds=(*first, *middle * (CYCLES - 2), *last),
            samples=CYCLES * CYCLE * RATE,
        )
        out = studio.folder / f"long{fps}.mp4"
        join_pieces(long, out)
        seen, heard, ends = _flash_and_click(out)
        assert seen == (CYCLES - 1) * CYCLE + FLASH
        assert abs(heard - seen) < 0.25 / fps, (fps, seen, heard)
        assert ends == (CYCLES * CYCLE, CYCLES * CYCLE)


async def _watched(studio: "Studio", order: AssembleFilm) -> Join:
    """The join of a film, with its pieces kept."""
    seen: list[Join] = []
    compute = studio.compute

    async def watched(function: Callable[..., object], *arguments: object) -> object:
        if function is join_pieces and isinstance(join := arguments[0], Join):
            kept = [Path(shutil.copy(p, studio.folder / f"kept-{n}")) for n, p in enumerate(join.sounds)]
            seen.append(replace(join, sounds=tuple(kept)))
        return await compute(function, *arguments)

    studio.compute = watched  # type: ignore[assignment]
    await studio.assemble(order)
    studio.compute = compute
    return seen[0]


def _flash_and_click(path: Path) -> tuple[float, float, tuple[float, float]]:
    """When the last flash is seen and the last click is heard, and how long picture and sound are, in seconds."""
    with av.open(str(path)) as file:
        lengths = [
            float(s.duration * s.time_base) for s in (file.streams.video[0], file.streams.audio[0]) if s.duration and s.time_base
        ]
        file.seek(round(((CYCLES - 1) * CYCLE + 10) * 1_000_000))
        flash = [float(f.time) for f in file.decode(video=0) if f.time and f.to_ndarray()[:90].mean() > 150]
    with av.open(str(path)) as file:
        file.seek(round(((CYCLES - 1) * CYCLE + 10) * 1_000_000))
        loud = [(float(f.time or 0), np.abs(f.to_ndarray()[0])) for f in file.decode(audio=0)]
    click = next(time + float(np.argmax(level > 0.1)) / RATE for time, level in loud if level.max() > 0.1)
    return flash[0], click, (lengths[0], lengths[1])
