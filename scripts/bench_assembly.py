"""How long a film takes after its last clip, and after one change: the assembly service alone, on real Kafka, PostgreSQL and S3.

`make bench-assembly`. Films of 8 and 80 scenes (`--scenes 8 80 240` for long ones) of 5 s at 720p, with everything in them.
`full_vs_encode_only` is our whole assembly from nothing over encoding as many raw frames; `vs_...` is their time over ours after
the last clip. `foreign` are the same figures for clips that are not in the film's form. On a busy machine only the ratios and
`cpu_s`, the CPU seconds of our service behind each time, mean something.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import bench_rivals
import psutil
import uvloop
from bench_material import FORMS, FRAMES, Material, board_of, clip_frames, plan_of, reworded
from rich.console import Console
from rich.table import Table

from assembly.domain.plan import SAMPLE_RATE
from assembly.domain.windows import WINDOW
from chassis.environment import Environment
from chassis.media import Media
from chassis.testing.wire import Wire
from contracts.analysis import ScriptAnalyzed
from contracts.assembly import AssembleFilm, AssemblyFailed, FilmAssembled, SceneMedia, ShotMedia
from contracts.audio import EffectsGenerated, MusicGenerated, SpeechGenerated
from contracts.base import MediaRef, Message, Take
from contracts.envelope import Envelope
from contracts.motion import ClipGenerated
from contracts.registry import MESSAGES
from contracts.storyboard import FPS
from local_stack import Stack

KEYS = (
    *("after_last_clip_s", "edit_scene_s", "edit_subtitle_s", "edit_music_s"),
    *("full_vs_encode_only", "vs_one_pass_ffmpeg", "vs_moviepy", "peak_rss_mb"),
)

Figures = Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class Memory:
    """The service's process with its workers and encoders, looked at ten times a second; shared pages count once."""

    process: psutil.Process
    peak: float = 0.0
    parts: list[float] = field(default_factory=list)

    def cpu(self) -> float:
        """CPU seconds used so far; an encoder's count when it has ended."""
        used = 0.0
        for process in [self.process, *self.process.children()]:
            with suppress(psutil.Error):
                times = process.cpu_times()
                used += times.user + times.system + times.children_user + times.children_system
        return used

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            used = self.now()
            if sum(used) > self.peak:
                self.peak, self.parts = sum(used), used
            await asyncio.sleep(0.1)

    def now(self) -> list[float]:
        """Megabytes of the service, its workers and encoders."""
        used = []
        for process in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.Error):
                used.append(process.memory_full_info().pss / 1e6)
        return used


@dataclass(slots=True)
class Bench:
    """Tells the service what other services would tell it, and takes the time."""

    environment: Environment
    media: Media
    wire: Wire
    material: Material
    memory: Memory
    count: int = 0
    rows: dict[str, dict[str, float]] = field(default_factory=dict)
    cpu: dict[str, dict[str, float]] = field(default_factory=dict)

    async def film(self, form: str, scenes: int) -> None:
        """Everything about films of so many scenes of one kind of clips."""
        tenant, self.memory.peak = f"{form}{scenes}", 0.0
        order, events = await self._order(tenant, form, scenes)
        early, last = events[:-1], events[-1]
        await self.wire.send([self._told(tenant, event) for event in early])
        await self._pieces(tenant, 2 * scenes - 2 + -(-scenes * FRAMES * SAMPLE_RATE // FPS // WINDOW))
        await self._timed(tenant, "after_last_clip_s", order, last)
        await self._timed(tenant, "edit_scene_s", await self._with_another_clip(order, form, scenes))
        words = await self._put(reworded(board_of(scenes, tenant)).model_dump_json().encode(), "application/json")
        await self._timed(tenant, "edit_subtitle_s", order.model_copy(update={"storyboard": words}))
        music = await self.media.put_file("bench", self.material.music(scenes, 1), "audio/flac")
        await self._timed(tenant, "edit_music_s", order.model_copy(update={"music": music}))
        if scenes == 8:
            await self._timed(tenant, "full_s", order, nothing_made=True)
        self.rows[tenant]["peak_rss_mb"] = self.memory.peak
        print(
            f"{tenant} memory {self.memory.peak:.0f} MB:",
            *(f"{part:.0f}" for part in self.memory.parts),
            file=sys.stderr,
            flush=True,
        )

    async def _order(self, tenant: str, form: str, scenes: int) -> tuple[AssembleFilm, list[Message]]:
        board = board_of(scenes, tenant)
        ref = await self._put(board.model_dump_json().encode(), "application/json")
        clips = [await self._put(self.material.clip(form, n, scenes), "video/mp4") for n in range(scenes)]
        speeches = [await self.media.put_file("bench", self.material.sound("speech", n), "audio/flac") for n in range(scenes)]
        effects = [await self.media.put_file("bench", self.material.sound("effects", n), "audio/flac") for n in range(scenes)]
        music = await self.media.put_file("bench", self.material.music(scenes, 0), "audio/flac")
        events: list[Message] = [ScriptAnalyzed(storyboard=ref, plan=plan_of(board)), MusicGenerated(take=_take(music))]
        events += [SpeechGenerated(shot=f"shot{n}", take=_take(sound)) for n, sound in enumerate(speeches)]
        events += [EffectsGenerated(scene=f"scene{n}", take=_take(sound)) for n, sound in enumerate(effects)]
        events += [
            ClipGenerated(shot=f"shot{n}", frames=clip_frames(n, scenes), take=_take(clip)) for n, clip in enumerate(clips)
        ]
        shots = tuple(ShotMedia(shot=f"shot{n}", clip=clips[n], speech=speeches[n]) for n in range(scenes))
        noises = tuple(SceneMedia(scene=f"scene{n}", effects=sound) for n, sound in enumerate(effects))
        return AssembleFilm(storyboard=ref, shots=shots, scenes=noises, music=music), events

    async def _with_another_clip(self, order: AssembleFilm, form: str, scenes: int) -> AssembleFilm:
        shots, n = list(order.shots), scenes // 2
        clip = await self._put(self.material.clip(form, n, scenes, edition=1), "video/mp4")
        shots[n] = shots[n].model_copy(update={"clip": clip})
        return order.model_copy(update={"shots": tuple(shots)})

    async def _timed(self, name: str, what: str, order: AssembleFilm, *before: Message, nothing_made: bool = False) -> None:
        """Seconds from the message to the told film."""
        films, tenant = self.wire.count(FilmAssembled), f"{name}-again" if nothing_made else name
        begun, used = time.perf_counter(), self.memory.cpu()
        await self.wire.send([self._told(tenant, message) for message in (*before, order)])
        await self.wire.receive(FilmAssembled, films + 1, within=1800)
        self.rows.setdefault(name, {})[what] = time.perf_counter() - begun
        self.cpu.setdefault(name, {})[what] = self.memory.cpu() - used
        print(name, what, f"{self.rows[name][what]:.2f} s, CPU {self.cpu[name][what]:.2f} s", file=sys.stderr, flush=True)

    async def _pieces(self, tenant: str, count: int) -> None:
        connection = await asyncpg.connect(self.environment.dsn_of("assembly"))
        async with asyncio.timeout(3600):
            while await connection.fetchval("select count(*) from piece where tenant_id = $1", tenant) < count:
                if self.wire.count(AssemblyFailed):
                    raise SystemExit("A film could not be assembled.")
                await asyncio.sleep(0.2)
        await connection.close()

    def _told(self, tenant: str, message: Message) -> tuple[Envelope, Message]:
        self.count += 1
        return Envelope(id=f"m{self.count}", type=message.TYPE, source="/bench", tenant=tenant, sequence=tenant), message

    async def _put(self, data: bytes, media_type: str) -> MediaRef:
        return await self.media.put("bench", data, media_type)


def _take(media: MediaRef) -> Take:
    return Take(media=media, input_hash="0" * 64, model="bench", vendor="bench")


async def measure(environment: Environment, process: psutil.Process, material: Material, scenes: list[int]) -> Bench:
    """All films, each row by the kind of clips and the number of scenes."""
    memory = Memory(process)
    async with Wire(environment, MESSAGES) as wire:
        bench = Bench(environment, Media(environment), wire, material, memory)
        watching = asyncio.create_task(memory.watch())
        for form in FORMS:
            for count in scenes if form == "own" else scenes[:1]:
                await bench.film(form, count)
        watching.cancel()
    return bench


def compare(rows: dict[str, dict[str, float]], material: Material, python: Path | None) -> None:
    """What others take for the film of eight scenes, beside what we take."""
    music = material.music(8, 0)
    encode, one_pass = bench_rivals.encode_only(material, 8), bench_rivals.one_pass(material, 8, music)
    moviepy = bench_rivals.moviepy(material, 8, music, python) if python else None
    theirs = {"encode only": encode, "one-pass ffmpeg": one_pass, "moviepy": moviepy}
    print(", ".join(f"{name} {seconds:.1f} s" for name, seconds in theirs.items() if seconds))
    for row in rows.values():
        if "full_s" in row:
            row["full_vs_encode_only"] = row["full_s"] / encode
            row["vs_one_pass_ffmpeg"] = one_pass / row["after_last_clip_s"]
            if moviepy:
                row["vs_moviepy"] = moviepy / row["after_last_clip_s"]


def report(rows: Figures, cpu: Figures) -> dict[str, object]:
    """Print the table; return the figures of the last line."""
    table = Table("clips and scenes", *KEYS)
    for name, row in rows.items():
        table.add_row(name, *(f"{row[key]:.2f}" if key in row else "–" for key in KEYS))
    Console(width=180).print(table)
    return {**by_scenes(rows, "own", KEYS), "cpu_s": by_scenes(cpu, "own", KEYS[:4]), "foreign": by_scenes(rows, "foreign", KEYS)}


def by_scenes(rows: Figures, form: str, keys: Sequence[str]) -> dict[str, object]:
    """Key to number of scenes to figure."""
    part = {name.removeprefix(form): row for name, row in rows.items() if name.startswith(form)}
    return {key: {count: round(row[key], 3) for count, row in part.items() if key in row} for key in keys}


def main() -> None:
    """Run on servers of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, nargs="+", default=[8, 80], help="240 takes a quarter of an hour more")
    parser.add_argument("--moviepy", type=Path, help="an interpreter that has moviepy")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sagareel-bench-", dir=os.environ.get("TMPDIR")) as name,
        Stack(Path(name)) as stack,
    ):
        environment = Environment.from_env({**stack.environment, "SAGAREEL_DATA": f"{name}/bench"})
        material = Material(Path(name))
        material.make()
        variables = {**os.environ, **stack.environment, "SAGAREEL_DATA": f"{name}/assembly", "TMPDIR": name}
        said = Path(name) / "assembly.log"
        with (
            said.open("w") as log,
            subprocess.Popen([sys.executable, "-m", "assembly"], env=variables, stderr=log, text=True) as service,
        ):
            while '"ready"' not in said.read_text() and service.poll() is None:
                time.sleep(0.1)
            bench = uvloop.run(measure(environment, psutil.Process(service.pid), material, options.scenes))
            service.terminate()
        compare(bench.rows, material, options.moviepy)
    print(json.dumps(report(bench.rows, bench.cpu)))


if __name__ == "__main__":
    main()
