"""The same film made as others make it, for `bench_assembly`: all of it at once with ffmpeg, an encode alone, and moviepy."""

import subprocess
import time
from pathlib import Path

from bench_material import CLIP_FRAMES, FRAMES, HANDLE, Material, each, ffmpeg

from contracts.film_format import CRF, PRESET
from contracts.storyboard import FPS

XFADES = ("fade", "fadeblack", "wipeleft", "slideleft", "circleopen")
ENCODING = ("-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), "-pix_fmt", "yuv420p")


def encode_only(material: Material, scenes: int) -> float:
    """Seconds to encode so many frames that lie ready as raw pictures: nothing that encodes everything can be faster."""
    raw, out = material.folder / "raw.yuv", material.folder / "encoded.mp4"
    ffmpeg("-i", str(material.base("foreign", 0)), "-frames:v", str(FRAMES), "-pix_fmt", "yuv420p", "-f", "rawvideo", str(raw))
    source = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "1280x720", "-r", str(FPS), "-stream_loop", "-1", "-i", str(raw))
    begun = time.perf_counter()
    ffmpeg(*source, "-frames:v", str(FRAMES * scenes), *ENCODING, str(out))
    seconds = time.perf_counter() - begun
    raw.unlink()
    return seconds


def one_pass(material: Material, scenes: int, music: Path) -> float:
    """Seconds for everything in one graph: transitions, ducking, limiting, encode."""
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
    begun = time.perf_counter()
    ffmpeg(
        *each([*inputs, *voices, music]),
        *("-filter_complex", ";".join([*graph, *delayed, speech, ducked, mixed]), "-map", "[picture]", "-map", "[sound]"),
        *(
            *ENCODING,
            "-c:a",
            "aac",
            "-b:a",
            "192k",
            "-shortest",
            "-movflags",
            "+faststart",
            str(material.folder / "one-pass.mp4"),
        ),
    )
    return time.perf_counter() - begun


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


def moviepy(material: Material, scenes: int, music: Path, python: Path) -> float:
    """Seconds that moviepy takes, run by an interpreter that has it."""
    script = _MOVIEPY.format(preset=PRESET, crf=CRF)
    numbers = [str(scenes), str(FRAMES / FPS), str(2 * HANDLE / FPS), str(music), str(material.folder / "moviepy.mp4")]
    files = [*(material.base("foreign", n) for n in range(scenes)), *(material.sound("speech", n) for n in range(scenes))]
    begun = time.perf_counter()
    subprocess.run([str(python), "-c", script, *numbers, *map(str, files)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
