"""The same film made as others make it, for `bench_assembly`: all of it at once with ffmpeg, an encode alone, and moviepy.

Each gives seconds and CPU seconds.
"""

import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench_material import CLIP_FRAMES, FRAMES, HANDLE, Material, each, ffmpeg

from assembly.domain.plan import Encoding
from assembly.vendors.local.video import encoding_arguments
from contracts.film_format import CRF, PRESET
from contracts.storyboard import FPS

XFADES = ("fade", "fadeblack", "wipeleft", "slideleft", "circleopen")
VERYFAST = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p")
ENCODING = ("-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), "-pix_fmt", "yuv420p")


@dataclass(slots=True)
class Cost:
    """What something took."""

    seconds: float = 0.0
    cpu: float = 0.0


@contextmanager
def cost() -> Iterator[Cost]:
    """Of the programs that run within it."""
    taken, begun, before = Cost(), time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    yield taken
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken.seconds = time.perf_counter() - begun
    taken.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def encode_sound_only(material: Material, music: Path) -> Cost:
    """To encode a film's length of sound with ffmpeg's AAC: whoever changes the music cannot do with less."""
    with cost() as taken:
        ffmpeg("-i", str(music), "-c:a", "aac", "-aac_coder", "fast", "-b:a", "192k", str(material.folder / "encoded.m4a"))
    return taken


def encode_only(material: Material, scenes: int) -> tuple[Cost, Cost]:
    """To encode so many raw frames that lie ready: no decoding, no filters, no sound. Nothing that encodes all can be faster.

    Once with exactly our encoder's settings, once with x264's `veryfast` at CRF 23, which is what others use.
    """
    raw, out = material.folder / "raw.yuv", material.folder / "encoded.mp4"
    ffmpeg("-i", str(material.base("foreign", 0)), "-frames:v", str(FRAMES), "-pix_fmt", "yuv420p", "-f", "rawvideo", str(raw))
    source = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "1280x720", "-r", str(FPS), "-stream_loop", "-1", "-i", str(raw))
    settings = (encoding_arguments(Encoding(1280, 720, "")), VERYFAST)
    costs = []
    for arguments in settings:
        with cost() as taken:
            ffmpeg(*source, "-frames:v", str(FRAMES * scenes), *arguments, str(out))
        costs.append(taken)
    raw.unlink()
    return costs[0], costs[1]


def one_pass(material: Material, scenes: int, music: Path) -> Cost:
    """Everything in one graph: transitions, ducking, limiting, encode."""
    inputs = [material.base("foreign", n) for n in range(scenes)]
    voices = [material.sound("speech", n) for n in range(scenes)]
    graph = [f"[{n}:v]fps={FPS},format=yuv420p,settb=1/{FPS}[v{n}]" for n in range(scenes)]
    last = "[v0]"
    for n in range(1, scenes):
        offset = (CLIP_FRAMES + (n - 1) * FRAMES - 2 * HANDLE) / FPS
        effect = f"xfade=transition={XFADES[n % len(XFADES)]}:duration={2 * HANDLE / FPS}:offset={offset:.6f}"
        graph.append(f"{last}[v{n}]{effect}[x{n}]")
        last = f"[x{n}]"
    graph.append(f"{last}format=yuv420p[picture]")
    delayed = [f"[{scenes + n}:a]aresample=48000,adelay={n * FRAMES * 1000 // FPS}:all=1[a{n}]" for n in range(scenes)]
    speech = "".join(f"[a{n}]" for n in range(scenes)) + f"amix=inputs={scenes}:normalize=0,asplit=2[voice][key]"
    ducked = f"[{2 * scenes}:a][key]sidechaincompress=threshold=0.02:ratio=10:attack=15:release=450[music]"
    mixed = "[voice][music]amix=inputs=2:normalize=0,loudnorm=I=-14:TP=-1,aresample=48000[sound]"
    made = ("-c:a", "aac", "-b:a", "192k", "-shortest", "-movflags", "+faststart", str(material.folder / "one-pass.mp4"))
    with cost() as taken:
        ffmpeg(
            *each([*inputs, *voices, music]),
            *("-filter_complex", ";".join([*graph, *delayed, speech, ducked, mixed]), "-map", "[picture]", "-map", "[sound]"),
            *(*ENCODING, *made),
        )
    return taken


_MOVIEPY = """
import sys
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, VideoFileClip, vfx
scenes, step, fade, music, out, *files = sys.argv[1:]
scenes, step, fade = int(scenes), float(step), float(fade)
clips = [VideoFileClip(name).with_start(n * step) for n, name in enumerate(files[:scenes])]
clips = [clip.with_effects([vfx.CrossFadeIn(fade)]) if n else clip for n, clip in enumerate(clips)]
film = CompositeVideoClip(clips)
sounds = [AudioFileClip(name).with_start(n * step) for n, name in enumerate(files[scenes:])]
film.audio = CompositeAudioClip([AudioFileClip(music).with_volume_scaled(0.3), *sounds])
film.write_videofile(out, codec="libx264", preset="{preset}", ffmpeg_params=["-crf", "{crf}"], audio_codec="aac", logger=None)
"""


def moviepy(material: Material, scenes: int, music: Path, python: Path) -> Cost:
    """What moviepy takes, run by an interpreter that has it."""
    script = _MOVIEPY.format(preset=PRESET, crf=CRF)
    numbers = [str(scenes), str(FRAMES / FPS), str(2 * HANDLE / FPS), str(music), str(material.folder / "moviepy.mp4")]
    files = [*(material.base("foreign", n) for n in range(scenes)), *(material.sound("speech", n) for n in range(scenes))]
    with cost() as taken:
        command = [str(python.absolute()), "-c", script, *numbers, *map(str, files)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=material.folder)  # its temporary files stay there
    return taken
