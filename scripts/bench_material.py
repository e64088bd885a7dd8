"""What `bench_assembly` makes films of: two clips in two encodings, voices, effects, music and storyboards."""

import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from contracts.film_format import encoder_arguments, joints, key_frames
from contracts.storyboard import FPS, FilmPlan, Line, PlannedScene, PlannedShot, Scene, Shot, Storyboard, Transition

KINDS = 2
"""Different pictures and sounds; more would only take longer to make."""

HANDLE = 6
FRAMES = 120
CLIP_FRAMES = FRAMES + 2 * HANDLE
TRANSITIONS: tuple[Transition, ...] = ("dissolve", "fade", "wipe_left", "slide_left", "circle_open")
FORMS = ("own", "foreign")
"""`own` clips are in the film's form, as motion makes them; `foreign` ones as any vendor sends them."""

_PICTURE = (
    "testsrc2=s=1280x720:r={fps},boxblur=2[a];gradients=s=1280x720:r={fps}:n=6:speed=0.02:seed={seed}[b];"
    "[a][b]blend=all_mode=average,format=yuv420p"
)
"""Soft areas and edges that move, as in a rendered or drawn film."""


def ffmpeg(*arguments: str) -> None:
    """Run it to its end."""
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments], check=True)


@dataclass(frozen=True, slots=True)
class Material:
    """Files in a folder; asked for by number, and never twice the same bytes."""

    folder: Path

    def make(self) -> None:
        """All files that do not lie there yet; takes half a minute."""
        made = self.folder / "made"
        if made.exists():
            return
        with ThreadPoolExecutor(2) as makers:
            list(makers.map(self._clip, range(KINDS + 2)))
            list(makers.map(self._sounds, range(KINDS)))
        made.touch()

    def _clip(self, n: int) -> None:
        """One of KINDS from the middle of a film, then the film's first and its last."""
        own, foreign = self.folder / f"own{n}.mp4", self.folder / f"foreign{n}.mp4"
        at, scenes = (n + 1, KINDS + 2) if n < KINDS else (n - KINDS, 2)
        source = ("-f", "lavfi", "-i", _PICTURE.format(fps=FPS, seed=n + 1), "-frames:v", str(clip_frames(at, scenes)))
        tagged = ("-vf", "scale=out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p")
        form = (*encoder_arguments(), *key_frames(joints(shot_of(at, scenes))), "-f", "mp4")
        ffmpeg(
            *source, "-c:v", "libx264", "-preset", "superfast", "-crf", "14", "-pix_fmt", "yuv420p", "-threads", "1", str(foreign)
        )
        ffmpeg("-i", str(foreign), *tagged, *form, str(own))

    def _sounds(self, n: int) -> None:
        voice = f"sine=f={180 + 20 * n}:r=48000:d=3.5,tremolo=f=4:d=0.9"
        ffmpeg("-f", "lavfi", "-i", voice, "-c:a", "flac", str(self.folder / f"speech{n}.flac"))
        ffmpeg(
            "-f",
            "lavfi",
            "-i",
            f"anoisesrc=c=brown:a=0.3:d=5:seed={n}:r=48000",
            "-c:a",
            "flac",
            str(self.folder / f"effects{n}.flac"),
        )

    def base(self, form: str, n: int) -> Path:
        """One of the few clips from the middle of a film."""
        return self.folder / f"{form}{n % KINDS}.mp4"

    def clip(self, form: str, n: int, scenes: int, edition: int = 0) -> bytes:
        """A clip of its own bytes: one of the few, with a number in a box that no player reads."""
        kind = KINDS if n == 0 else KINDS + 1 if n == scenes - 1 else n % KINDS
        return (
            (self.folder / f"{form}{kind}.mp4").read_bytes()
            + (16).to_bytes(4, "big")
            + b"free"
            + n.to_bytes(4, "big")
            + edition.to_bytes(4, "big")
        )

    def sound(self, kind: str, n: int) -> Path:
        """A voice of 3.5 s or a scene's effects."""
        return self.folder / f"{kind}{n % KINDS}.flac"

    def music(self, scenes: int, edition: int, cue: int | None = None) -> Path:
        """As long as the film: some seconds again and again; that of scene number `cue` is quieter, and not a sample else."""
        path, some = self.folder / f"music-{scenes}-{edition}-{cue}.flac", self.folder / f"music-{edition}.wav"
        chord = "+".join(f"0.15*sin({110 * k + edition}*2*PI*t)*(1+sin({k}*t/3))" for k in (2, 3, 4))
        ffmpeg("-f", "lavfi", "-i", f"aevalsrc={chord}|{chord}:s=48000:d=19", str(some))
        length = ("-t", str(scenes * FRAMES / FPS), "-c:a", "flac", "-compression_level", "0")
        second = FRAMES / FPS
        turned = (
            () if cue is None else ("-af", f"volume=0.6:precision=fixed:enable='between(t,{cue * second},{(cue + 1) * second})'")
        )
        ffmpeg("-stream_loop", "-1", "-i", str(some), *turned, *length, str(path))
        return path


def shot_of(n: int, scenes: int) -> Shot:
    """The one shot of a scene; the film's first and last have a transition on one side only."""
    line = Line(id=f"l{n}", text=f"This is what somebody says in scene number {n}, and it takes a while.")
    head, tail = HANDLE if n else 0, HANDLE if n < scenes - 1 else 0
    return Shot(id=f"shot{n}", size="wide", frames=FRAMES, head=head, tail=tail, action="x", lines=(line,))


def clip_frames(n: int, scenes: int) -> int:
    """How many frames the clip of a shot has."""
    shot = shot_of(n, scenes)
    return shot.head + shot.frames + shot.tail


def board_of(scenes: int, title: str) -> Storyboard:
    """Scenes of one shot each, every one with a transition."""
    made = tuple(
        Scene(
            id=f"scene{n}",
            title=f"{title} {n}",
            start=0,
            end=0,
            place="p",
            transition_in=TRANSITIONS[n % len(TRANSITIONS)] if n else "cut",
            shots=(shot_of(n, scenes),),
        )
        for n in range(scenes)
    )
    return Storyboard(title=title, style="s", scenes=made)


def reworded(board: Storyboard) -> Storyboard:
    """The same film with one line in the middle saying something else."""
    scenes = list(board.scenes)
    scene = scenes[len(scenes) // 2]
    shot = scene.shots[0]
    line = shot.lines[0].model_copy(update={"text": "Now something else is said here."})
    scenes[len(scenes) // 2] = scene.model_copy(update={"shots": (shot.model_copy(update={"lines": (line,)}),)})
    return board.model_copy(update={"scenes": tuple(scenes)})


def plan_of(board: Storyboard) -> FilmPlan:
    """What analysis tells beside the storyboard."""
    scenes = tuple(
        PlannedScene(
            id=s.id, title=s.title, shots=tuple(PlannedShot(id=t.id, frames=t.frames, speech=True) for t in s.shots), effects=True
        )
        for s in board.scenes
    )
    return FilmPlan(title=board.title, frames=sum(s.frames for s in board.shots()), scenes=scenes)


def each(paths: Sequence[Path]) -> Iterator[str]:
    """ffmpeg's inputs."""
    for path in paths:
        yield from ("-i", str(path))
