"""Finished films in a player that is not ours: every frame is the clip's frame to the eye, and the end is reached."""

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

from contracts.assembly import Film, ShotMedia
from contracts.film_format import joints
from contracts.form import Form
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from playwright.async_api import Page
    from services.assembly.tests.conftest import Studio

SIZE = (160, 90)
FRAMES = 24
SHOTS = (
    Shot(id="a", size="wide", frames=FRAMES, tail=4, action="x"),
    Shot(id="b", size="wide", frames=FRAMES, head=4, action="x"),
    Shot(id="c", size="wide", frames=FRAMES, action="x"),
)
BOARD = Storyboard(
    title="t",
    style="s",
    scenes=tuple(
        Scene(id=s.id, title=s.id, start=0, end=0, place="p", transition_in="dissolve" if s.head else "cut", shots=(s,))
        for s in SHOTS
    ),
)
LOAD = """async film => {
  const bytes = Uint8Array.from(atob(film), letter => letter.charCodeAt(0));
  const video = document.body.appendChild(document.createElement("video"));
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
  await new Promise((ready, failed) => { video.oncanplaythrough = ready; video.onerror = () => failed(video.error); });
  return [video.duration, video.videoWidth, video.videoHeight];
}"""
SHOW = """async ([second, ...part]) => {
  const video = document.querySelector("video");
  const sought = new Promise(done => { video.onseeked = done; });
  const painted = new Promise(done => { video.requestVideoFrameCallback(done); setTimeout(done, 3000); });
  video.currentTime = second;
  await Promise.all([sought, painted]);  // a busy machine has sought before it has painted
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight), brush = canvas.getContext("2d");
  brush.drawImage(video, 0, 0);
  const levels = brush.getImageData(...part).data.filter((_, n) => n % 4 == 1);
  let text = "";
  for (let at = 0; at < levels.length; at += 8192) text += String.fromCharCode(...levels.subarray(at, at + 8192));
  return btoa(text);
}"""
END = """async () => {
  const video = document.querySelector("video");
  video.currentTime = video.duration - 0.6;
  const ended = new Promise((done, failed) => { video.onended = done; video.onerror = () => failed(video.error); });
  await video.play();
  await ended;
  return video.currentTime;
}"""


def pictures(seed: int, count: int) -> list[np.ndarray]:
    """Soft stripes and spots that move: grey levels from 0 to 255."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    made = []
    for n in range(count):
        stripes = np.sin((x + 3 * n) / (7 + seed)) + np.cos((y * (1 + seed) - 2 * n) / 11)
        spot = 2 * np.exp(-((x - 20 - 4 * n) ** 2 + (y - 45 + 10 * seed) ** 2) / 200)
        made.append(np.clip(128 + 45 * stripes + 30 * spot, 0, 255).astype(np.uint8))
    return made


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Structural similarity over windows of 8 by 8 pixels, as its authors define it; 1 for the same picture."""

    def mean(values: np.ndarray) -> np.ndarray:
        windows = np.lib.stride_tricks.sliding_window_view(values, (8, 8))
        return np.asarray(windows.mean(axis=(2, 3)))

    a, b = one.astype(float), other.astype(float)
    mu, nu = mean(a), mean(b)
    spread, other_spread, together = mean(a * a) - mu * mu, mean(b * b) - nu * nu, mean(a * b) - mu * nu
    least, little = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    same = (2 * mu * nu + least) * (2 * together + little)
    return float((same / ((mu**2 + nu**2 + least) * (spread + other_spread + little))).mean())


async def film_of(studio: "Studio", sent: dict[str, list[np.ndarray]], *, own: bool) -> Film:
    clips = {}
    for shot in SHOTS:
        clip = await studio.film_pictures(sent[shot.id], joints(shot)) if own else await studio.pictures(sent[shot.id])
        clips[shot.id] = ShotMedia(shot=shot.id, clip=clip)
    return await studio.assemble(await studio.order(BOARD, clips))


async def played(page: "Page", studio: "Studio", film: Film) -> Any:
    await page.set_content("<body></body>")
    data = base64.b64encode(studio.path(film.mp4).read_bytes()).decode()
    return await page.evaluate(LOAD, data)


async def shown_at(page: "Page", frame: int, size: tuple[int, int], corner: tuple[int, int] = (0, 0)) -> np.ndarray:
    """The green of every pixel of a part of the picture, in the middle of a frame."""
    levels = base64.b64decode(await page.evaluate(SHOW, [(frame + 0.5) / 24, *corner, *size]))
    return np.frombuffer(levels, np.uint8).reshape(size[::-1])


def planned(sent: dict[str, list[np.ndarray]]) -> list[np.ndarray | None]:
    """What each frame of the film should show; None within the transition."""
    before, after = sent["a"][: FRAMES - 4], sent["b"][8 : FRAMES + 4]
    return [*before, *([None] * 8), *after, *sent["c"]]


async def test_every_frame_in_chromium_is_the_clips_frame_whether_copied_or_encoded(page: "Page", studio: "Studio") -> None:
    sent = {shot.id: pictures(n, shot.head + shot.frames + shot.tail) for n, shot in enumerate(SHOTS)}
    for own in (True, False):
        film = await film_of(studio, sent, own=own)
        assert await played(page, studio, film) == [3, *SIZE]
        wanted = planned(sent)
        assert len(wanted) == film.frames == 72
        for n in (0, 1, 19, 28, 40, 47, 48, 60, 71):
            picture = wanted[n]
            assert picture is not None
            shown = await shown_at(page, n, SIZE)
            assert likeness(shown, picture) > 0.96, (own, n)
            assert abs(shown.mean() - picture.mean()) < 2, "the colours are tagged: black is black and white is white"
            assert n in {0, 71} or likeness(shown, picture) > likeness(shown, sent_before(wanted, n)), (
                "no frame too early or late"
            )


def sent_before(wanted: list[np.ndarray | None], n: int) -> np.ndarray:
    other = wanted[n - 1] if wanted[n - 1] is not None else wanted[n + 1]
    assert other is not None
    return other


async def test_a_film_in_4k_shows_every_pixel_of_its_clips_at_their_frames(page: "Page", studio: "Studio") -> None:
    board = Storyboard(
        title="t",
        style="s",
        form=Form(resolution="4k"),
        scenes=(
            Scene(
                id="c",
                title="c",
                start=0,
                end=0,
                place="p",
                shots=tuple(Shot(id=f"s{n}", size="wide", frames=3, action="x") for n in range(2)),
            ),
        ),
    )
    sent = [np.kron(picture, np.ones((24, 24))) for picture in pictures(1, 6)]
    clips = {f"s{n}": ShotMedia(shot=f"s{n}", clip=await studio.pictures(sent[3 * n : 3 * n + 3])) for n in range(2)}
    film = await studio.assemble(await studio.order(board, clips), size=(1280, 720))
    assert await played(page, studio, film) == [0.25, 3840, 2160]
    for n, (x, y) in ((0, (0, 0)), (3, (1500, 900)), (5, (3840 - 160, 2160 - 90))):
        shown, wanted = await shown_at(page, n, SIZE, (x, y)), sent[n][y : y + SIZE[1], x : x + SIZE[0]]
        assert likeness(shown, wanted) > 0.96, n
        assert abs(shown.mean() - wanted.mean()) < 2


async def test_chromium_plays_the_film_to_its_end(page: "Page", studio: "Studio") -> None:
    sent = {shot.id: pictures(n, shot.head + shot.frames + shot.tail) for n, shot in enumerate(SHOTS)}
    await played(page, studio, await film_of(studio, sent, own=True))
    assert abs(await page.evaluate(END) - 3) < 0.05
