"""Every transition to the eye: a film of all of them, decoded, is as long as its shots and shows what each name says."""

import subprocess
from typing import TYPE_CHECKING, get_args

import av
import imageio_ffmpeg
import numpy as np
import pytest

from assembly.vendors.local.transitions import crossed
from contracts.assembly import ShotMedia
from contracts.storyboard import Scene, Shot, Storyboard, Transition

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

DARK, BRIGHT = 0.25, 0.75
REACH = 3
LENGTH = 2 * REACH
NAMES: tuple[str, ...] = tuple(name for name in get_args(Transition) if name != "cut")

HALFWAY: dict[str, str] = {
    **dict.fromkeys(("dissolve", "fade_gray", "blur", "pixelate"), "+++ +++ +++"),
    **dict.fromkeys(("wipe_left", "slide_left", "cover_left", "reveal_left", "wind", "soft_wipe_left"), "a.b a.b a.b"),
    **dict.fromkeys(("wipe_right", "slide_right", "soft_wipe_right"), "b.a b.a b.a"),
    **dict.fromkeys(("wipe_up", "slide_up", "blinds"), "aaa ... bbb"),
    **dict.fromkeys(("wipe_down", "slide_down"), "bbb ... aaa"),
    "wipe_diagonal": "b.. ... ..a",
    "circle_open": "a.a .b. a.a",
    "circle_close": "b.b .a. b.b",
    "barn_open": "aba aba aba",
    "barn_close": "bab bab bab",
    "squeeze": "bbb aaa bbb",
    "clock_wipe": "... a.b ...",
    "zoom": "aaa aaa aaa",
    "fade": "000 000 000",
    "fade_white": "111 111 111",
    "grain": "... ... ...",
}
"""What nine places of the picture show halfway: the one before, the one after, both, black, white; a dot is anything."""


def board() -> Storyboard:
    scenes = []
    for n, name in enumerate(("cut", *NAMES)):
        shot = Shot(id=f"s{n}", size="wide", frames=LENGTH, head=REACH if n else 0, tail=REACH, action="x")
        scenes.append(
            Scene.model_validate(
                {"id": f"c{n}", "title": "t", "start": 0, "end": 0, "place": "p", "transition_in": name, "shots": [shot]}
            )
        )
    return Storyboard(title="t", style="s", scenes=tuple(scenes))


def level_at(luma: np.ndarray, row: int, column: int) -> float:
    """How bright one of nine places is."""
    height, width = luma.shape
    y, x = height * (1 + 4 * row) // 10, width * (1 + 4 * column) // 10
    return (float(luma[y - 4 : y + 4, x - 4 : x + 4].mean()) - 16) / 219


def fits(sign: str, level: float, before: float, after: float) -> bool:
    if sign == "+":
        return abs(level - (before + after) / 2) < 0.06
    wanted = {"a": before, "b": after, "0": 0.0, "1": 1.0}.get(sign, level)
    return abs(level - wanted) < 0.16 if sign in "ab" else abs(level - wanted) < 0.03


async def test_every_transition_shows_what_its_name_says_and_no_film_gets_longer(studio: "Studio") -> None:
    dark, bright = [await studio.clip([level] * (LENGTH + 2 * REACH)) for level in (DARK, BRIGHT)]
    told = board()
    clips = {shot.id: ShotMedia(shot=shot.id, clip=(dark, bright)[n % 2]) for n, shot in enumerate(told.shots())}
    film = await studio.assemble(await studio.order(told, clips))
    with av.open(str(studio.path(film.mp4))) as container:
        frames = [frame.to_ndarray()[: frame.height].astype(float) for frame in container.decode(video=0)]
    assert len(frames) == film.frames == LENGTH * (len(NAMES) + 1)
    assert set(HALFWAY) == set(NAMES)
    for n, name in enumerate(NAMES):
        shown = frames[LENGTH * (n + 1) - REACH :][:LENGTH]
        before, after = (DARK, BRIGHT) if n % 2 == 0 else (BRIGHT, DARK)
        assert abs(level_at(shown[0], 1, 1) - before) < 0.02, name
        assert shown[0].std() < 1.5, f"{name}: the first frame is the one before alone"
        cells = [level_at(shown[REACH], row, column) for row in range(3) for column in range(3)]
        signs = HALFWAY[name].replace(" ", "")
        assert all(fits(sign, level, before, after) for sign, level in zip(signs, cells, strict=True)), (name, cells)
        if name in ("fade", "fade_white"):
            assert 14 <= shown[REACH].min() <= shown[REACH].max() <= 237, "no black is blacker than black, no white whiter"
        went = [abs(float(frame.mean()) - float(shown[0].mean())) for frame in shown]
        assert went[-1] > 0.3 * 219 * (BRIGHT - DARK), f"{name}: at its end the one after has come"


@pytest.mark.parametrize("name", ["wipe_right", "slide_left", "circle_open"])
def test_colours_go_where_the_brightness_goes(name: str) -> None:
    """They are half as large, and crossed by themselves."""
    dark, bright = (f"color={colour}:s=64x32:r=24,format=yuv420p" for colour in ("0x203080", "0xe0c040"))
    graph = f"{dark}[c0];{bright}[c1];{crossed(name, LENGTH, 24)}"
    told = ("-f", "lavfi", "-i", f"{graph};[crossed]null", "-frames:v", str(LENGTH), "-f", "rawvideo", "-")
    said = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *told], check=True, capture_output=True)
    frame = np.frombuffer(said.stdout, np.uint8).reshape(LENGTH, -1)[REACH].astype(float)
    small = frame[:2048].reshape(16, 2, 32, 2).mean(axis=(1, 3)).ravel()
    assert small.max() - small.min() > 100
    for colour in frame[2048:].reshape(2, 512):
        assert abs(np.corrcoef(small, colour)[0, 1]) > 0.95
