"""Draws a clip frame by frame and pipes it into ffmpeg. Runs in a process of its own; the same order gives the same bytes.

When this process dies, ffmpeg reads the end of its input and ends by itself.
"""

import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import imageio_ffmpeg

from animatic.alive import Line, Living, Timing, speech_of
from animatic.camera import Camera, camera_at
from animatic.graph import SceneGraph
from animatic.layers import Pixels
from chassis.errors import Broken
from contracts.film_format import TAGGED, encoder_arguments, key_frames
from contracts.storyboard import FPS
from motion.domain import ClipOrder
from motion.vendors.local.still import UnusableStillError, still_stack

__all__ = ["UnusableStillError", "render_clip"]


def render_clip(order: ClipOrder, source: Path, out: Path, *, drawing: bool, words: Path | None = None) -> None:
    """Write the clip to `out`. `source` is a scene graph when `drawing` is true, else an image; `words` times the mouths.

    Raises UnusableStillError when the source cannot be read, Broken when the encoder fails.
    """
    size = (order.width, order.height)
    if drawing:
        living = _living(order, source, words)
        steady = living.lives and order.move == "static"
        frames = _moved(living.see, order, steady=steady)
        _encode(frames, (living.graph.width, living.graph.height), order, out)
        return
    stack = still_stack(source, order.frame.media_type, size, moving=not order.held)
    if order.held:
        _encode(repeat(stack.see(camera_at("still", 0.0)), order.frames), size, order, out)
    else:
        _encode(_moved(lambda _, camera: stack.see(camera), order), size, order, out)


def _living(order: ClipOrder, source: Path, words: Path | None) -> Living:
    try:
        graph = SceneGraph.from_json(source.read_bytes())
    except ValueError as error:
        raise UnusableStillError(f"has a drawing that cannot be read: {error}") from None
    timing = Timing(order.frames, order.head, order.tail)
    lines = (Line(said.line, said.speaker, said.text) for said in order.said)
    return Living.of(graph, timing, speech_of(lines, timing.span, words.read_bytes() if words else None))


def _moved(see: Callable[[int, Camera], Pixels], order: ClipOrder, *, steady: bool = False) -> Iterator[Pixels]:
    """What the camera sees at each frame. Where something lives, a static camera stands really still.

    A hand-held camera sways without rolling: turned planes cost four times as much to draw.
    """
    last = max(1, order.frames - 1)
    for n in range(order.frames):
        yield see(n, replace(camera_at(order.move, 0.0 if steady else n / last, order.seed), roll=0.0))


def _encode(frames: Iterable[Pixels], drawn: tuple[int, int], order: ClipOrder, out: Path) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *_arguments(drawn, order), f"file:{out}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            for frame in frames:
                process.stdin.write(frame.data)
            process.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read().decode(errors="replace").strip()[-500:]
    if process.returncode:
        full = "No space left on device" in said
        raise Broken(
            "The disk is full." if full else f"The clip could not be encoded: {said}", code="disk_full" if full else "encoder"
        )


def _arguments(drawn: tuple[int, int], order: ClipOrder) -> list[str]:
    """The clip is encoded in the film's own form, so that assembly has nothing to encode again."""
    scale = f"scale={order.width}:{order.height}:flags=bilinear+accurate_rnd+bitexact:out_color_matrix=bt709:out_range=tv"
    exact = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", "-f", "mp4")
    return [
        *("-hide_banner", "-v", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb0", "-s", f"{drawn[0]}x{drawn[1]}", "-r", str(FPS), "-i", "pipe:0"),
        *("-vf", f"{scale},setsar=1,format=yuv420p,{TAGGED}", "-filter_threads", "1"),
        *encoder_arguments(order.codec),
        *key_frames(order.joints),
        *exact,
    ]
