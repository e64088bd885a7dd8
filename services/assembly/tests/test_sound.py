"""The sound track: in time with the picture, as loud as it should be, music stepping back for words, nothing clicking."""

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg
import numpy as np
import pytest

from chassis.errors import Invalid
from contracts.assembly import SceneMedia, ShotMedia
from contracts.base import MediaRef
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Studio

RATE = 48_000
FRAMES = 120
BOARD = Storyboard(
    title="Sound",
    style="s",
    scenes=tuple(
        Scene(id=s, title=s, start=0, end=0, place="p", shots=(Shot(id=f"{s}.1", size="wide", frames=FRAMES, action="x"),))
        for s in ("one", "two")
    ),
)


def noise(seconds: float, level: float, seed: int = 0) -> np.ndarray:
    return level * np.random.default_rng(seed).standard_normal(round(seconds * RATE))


def tone(level: float) -> np.ndarray:
    return level * np.sin(2 * np.pi * 2000 * np.arange(10 * RATE) / RATE)


def syllables(seconds: float, level: float = 0.2) -> np.ndarray:
    at = np.arange(round(seconds * RATE)) / RATE
    return level * np.sin(2 * np.pi * 220 * at) * np.maximum(0, np.sin(2 * np.pi * 3 * at)) ** 0.5


async def film_of(
    studio: "Studio", *, speech: MediaRef | None = None, effects: MediaRef | None = None, music: MediaRef | None = None
) -> Path:
    picture = await studio.clip([0.5] * FRAMES)
    shots = {f"{s}.1": ShotMedia(shot=f"{s}.1", clip=picture, speech=speech if s == "two" else None) for s in ("one", "two")}
    scenes = (SceneMedia(scene="one", effects=effects),) if effects else ()
    film = await studio.assemble(await studio.order(BOARD, shots, scenes, music))
    return studio.path(film.mp4)


def heard(path: Path) -> np.ndarray:
    """The decoded track as a player plays it: the encoder's run-in is skipped."""
    with av.open(str(path)) as film:
        frames = list(film.decode(audio=0))
    start = round(float((frames[0].pts or 0) * (frames[0].time_base or 0)) * RATE)
    sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames])
    return sound[-start:] if start < 0 else np.pad(sound, (start, 0))


def measured(path: Path) -> tuple[float, float]:
    """Loudness and true peak, by ffmpeg's own meter."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostats",
        "-i",
        str(path),
        "-map",
        "0:a",
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split("Summary:")[1]
    found = re.search(r"I:\s+(-?[\d.]+|-inf).*Peak:\s+(-?[\d.]+|-inf)", said, re.DOTALL)
    assert found
    return float(found[1]), float(found[2])


def seconds_of(stream: av.AudioStream | av.VideoStream) -> float:
    return float((stream.duration or 0) * (stream.time_base or 0))


def rms(sound: np.ndarray) -> float:
    return float(np.sqrt(np.square(sound).mean()))


async def test_a_normal_mix_is_as_loud_as_it_should_be_and_never_peaks(studio: "Studio") -> None:
    path = await film_of(
        studio,
        speech=await studio.sound(syllables(4.0)),
        effects=await studio.sound(noise(5, 0.05)),
        music=await studio.sound(noise(10, 0.1, 1)),
    )
    loudness, peak = measured(path)
    assert abs(loudness + 14) <= 0.5
    assert peak <= -1.0


@pytest.mark.parametrize("source", [tone(0.001), np.clip(tone(30.0), -1, 1), noise(10, 0.2)], ids=["quiet", "hot", "noise"])
async def test_quiet_hot_and_noisy_sources_come_out_equally_loud(studio: "Studio", source: np.ndarray) -> None:
    loudness, peak = measured(await film_of(studio, music=await studio.sound(source)))
    assert abs(loudness + 14) <= 0.5
    assert peak <= -1.0


async def test_words_are_heard_at_the_frame_of_their_shot(studio: "Studio") -> None:
    sound = heard(await film_of(studio, speech=await studio.sound(syllables(2.0))))
    onset = np.argmax(np.abs(sound) > 0.02) / RATE
    assert abs(onset - FRAMES / 24) < 1 / 48
    assert rms(sound[: FRAMES * 2000 - 2000]) < 0.001


async def test_the_track_is_exactly_as_long_as_the_picture_whatever_the_sources_are(studio: "Studio") -> None:
    for seconds in (3.0, 25.0):
        path = await film_of(studio, music=await studio.sound(noise(seconds, 0.1)))
        with av.open(str(path)) as film:
            assert seconds_of(film.streams.audio[0]) == 10
            assert seconds_of(film.streams.video[0]) == 10


async def test_music_steps_back_while_somebody_speaks_and_comes_back(studio: "Studio") -> None:
    sound = heard(await film_of(studio, speech=await studio.sound(syllables(3.0)), music=await studio.sound(tone(0.2))))

    def music_at(seconds: float) -> float:
        part = sound[round(seconds * RATE) : round((seconds + 0.5) * RATE)]
        return float(np.abs(np.fft.rfft(part * np.hanning(len(part)))[990:1011]).max())

    drop = 20 * np.log10(music_at(6.5) / music_at(2.0))
    assert -12 < drop < -6
    assert abs(20 * np.log10(music_at(9.3) / music_at(2.0))) < 1


async def test_silence_stays_silence(studio: "Studio") -> None:
    assert rms(heard(await film_of(studio))) < 1e-6
    assert rms(heard(await film_of(studio, music=await studio.sound(np.zeros(RATE))))) < 1e-6


async def test_sound_that_is_not_a_number_does_no_harm(studio: "Studio") -> None:
    header = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x03\0\x01\0\x80\xbb\0\0\x00\xee\x02\0\x04\0\x20\0data\xff\xff\xff\xff"
    samples = noise(10, 0.1).astype("<f4")
    samples[1000:2000] = np.nan
    samples[3000] = np.inf
    path = await film_of(studio, music=await studio.media.put("t", header + samples.tobytes(), "audio/wav"))
    assert np.isfinite(heard(path)).all()
    assert abs(measured(path)[0] + 14) <= 0.5


async def test_a_broken_sound_is_refused_by_name(studio: "Studio") -> None:
    with pytest.raises(Invalid, match=r"The speech of shot two\.1"):
        await film_of(studio, speech=await studio.media.put("t", b"not a sound", "audio/wav"))


async def test_no_joint_clicks(studio: "Studio") -> None:
    """A voice that is cut off at its shot's end, and one that begins at its loudest."""
    at = np.arange(10 * RATE) / RATE
    cut_off = await studio.sound(0.4 * np.cos(2 * np.pi * 220 * at))
    picture = await studio.clip([0.5] * FRAMES)
    shots = {f"{s}.1": ShotMedia(shot=f"{s}.1", clip=picture, speech=cut_off) for s in ("one", "two")}
    sound = heard(studio.path((await studio.assemble(await studio.order(BOARD, shots))).mp4))
    bends = np.abs(np.diff(sound, 2)) / np.abs(sound).max()
    joint = FRAMES * 2000
    assert np.abs(sound[joint - 9600 : joint + 9600]).max() > 0.3 * np.abs(sound).max(), "the voices meet here"
    assert bends[joint - 4800 : joint + 4800].max() < 0.02, "a hard cut would bend by half the level"


async def test_sound_and_picture_are_together_at_the_end_of_half_an_hour(studio: "Studio") -> None:
    minute, flash = 60 * 24, 50 * 24
    dark = await studio.film_clip([0.1] * minute)
    flashing = await studio.film_clip([0.1] * flash + [0.9] * (minute - flash))
    speech = await studio.sound(np.concatenate([np.zeros(50 * RATE), tone(0.3)[:RATE]]))
    scenes = tuple(
        Scene(id=f"c{n}", title="t", start=0, end=0, place="p", shots=(Shot(id=f"s{n}", size="wide", frames=minute, action="x"),))
        for n in range(30)
    )
    media = {f"s{n}": ShotMedia(shot=f"s{n}", clip=dark) for n in range(29)}
    media["s29"] = ShotMedia(shot="s29", clip=flashing, speech=speech)
    film = await studio.assemble(await studio.order(Storyboard(title="t", style="s", scenes=scenes), media))
    with av.open(str(studio.path(film.mp4))) as opened:
        assert seconds_of(opened.streams.video[0]) == seconds_of(opened.streams.audio[0]) == 1800
        opened.seek(1788 * av.time_base)
        bright = next(float(f.time or 0) for f in opened.decode(video=0) if f.to_ndarray()[:90].mean() > 128)
        opened.seek(1788 * av.time_base)
        loud = (f for f in opened.decode(audio=0) if np.abs(f.to_ndarray()).max() > 0.05)
        frame = next(loud)
        onset = float(frame.time or 0) + float(np.argmax(np.abs(frame.to_ndarray()).max(axis=0) > 0.05)) / RATE
    assert bright == 1790
    assert abs(onset - bright) < 1 / 48
