"""How long a film takes after its last clip, and after one change: the assembly service alone, on real Kafka, PostgreSQL and S3.

`make bench-assembly`. Films of 8, 80 and 240 scenes of 5 s at 720p, with everything in them; `--scenes`, `--foreign`, `--full`
and `--rivals` choose. `edit_music_s` is after the music of one scene has become quieter, all else in its file as it was;
`other_music_s` after all of it has become another, so that no sound of the film stays: it cannot take less than to encode
it all, and `music_vs_encode_only` is its ratio to that. `full_vs_encode_only` is our whole assembly from nothing over encoding as
many raw frames with the same settings, and nothing else: the faster these are, the higher it is. `full_vs_veryfast` is the same
over x264's `veryfast` at CRF 23. `vs_...` is their time over ours after the last clip. `foreign` are the same figures for clips
that are not in the film's form. `cpu_s` has the CPU seconds of our service behind each time, `cpu` the same ratios of CPU
seconds: on a busy machine only these mean something. `not_measured` says what was left out.
"""

import argparse
import asyncio
import json
import os
import re
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
    *("after_last_clip_s", "edit_scene_s", "edit_subtitle_s", "edit_music_s", "other_music_s"),
    *("full_vs_encode_only", "full_vs_veryfast", "vs_one_pass_ffmpeg", "vs_moviepy", "music_vs_encode_only", "peak_rss_mb"),
)

Figures = Mapping[str, Mapping[str, float]]


@dataclass(slots=True)
class Memory:
    """The service's process with its workers and encoders, looked at ten times a second; shared pages count once."""

    process: psutil.Process
    peak: float = 0.0
    parts: list[tuple[float, str]] = field(default_factory=list)
    """Of the peak: the megabytes of each process and what it is."""

    def cpu(self) -> float:
        """CPU seconds used so far; an encoder's count when it has ended."""
        used = 0.0
        for process in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.Error):
                times = process.cpu_times()
                used += times.user + times.system + times.children_user + times.children_system
        return used

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            used = self.now()
            if sum(size for size, _ in used) > self.peak:
                self.peak, self.parts = sum(size for size, _ in used), used
            await asyncio.sleep(0.1)

    def now(self) -> list[tuple[float, str]]:
        """Megabytes of the service, its workers and encoders."""
        used = list[tuple[float, str]]()
        for process in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.Error):
                used.append((process.memory_full_info().pss / 1e6, process.name()))
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

    async def film(self, form: str, scenes: int, *, full: bool) -> None:
        """Everything about films of so many scenes of one kind of clips."""
        tenant, self.memory.peak = f"{form}{scenes}", 0.0
        order, events = await self._order(tenant, form, scenes)
        early, last = events[:-1], events[-1]
        await self.wire.send([self._told(tenant, event) for event in early])
        await self._pieces(tenant, 2 * scenes - 2 + -(-scenes * FRAMES * SAMPLE_RATE // FPS // WINDOW))
        await self._idle()
        await self._timed(tenant, "after_last_clip_s", order, last)
        await self._timed(tenant, "edit_scene_s", await self._with_another_clip(order, form, scenes))
        words = await self._put(reworded(board_of(scenes, tenant)).model_dump_json().encode(), "application/json")
        await self._timed(tenant, "edit_subtitle_s", order.model_copy(update={"storyboard": words}))
        cue = await self.media.put_file("bench", self.material.music(scenes, 0, cue=scenes // 2), "audio/flac")
        await self._timed(tenant, "edit_music_s", order.model_copy(update={"music": cue}))
        music = await self.media.put_file("bench", self.material.music(scenes, 1), "audio/flac")
        await self._timed(tenant, "other_music_s", order.model_copy(update={"music": music}))
        if full:
            await self._timed(tenant, "full_s", order, nothing_made=True)
        self.rows[tenant]["peak_rss_mb"] = self.memory.peak
        print(
            f"{tenant} memory {self.memory.peak:.0f} MB:",
            *(f"{name} {size:.0f}" for size, name in self.memory.parts),
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

    async def _idle(self) -> None:
        """Until the service has nothing left to do."""
        used = -1.0
        while self.memory.cpu() - used > 0.1:
            used = self.memory.cpu()
            await asyncio.sleep(3)

    def _told(self, tenant: str, message: Message) -> tuple[Envelope, Message]:
        self.count += 1
        return Envelope(id=f"m{self.count}", type=message.TYPE, source="/bench", tenant=tenant, sequence=tenant), message

    async def _put(self, data: bytes, media_type: str) -> MediaRef:
        return await self.media.put("bench", data, media_type)


def _take(media: MediaRef) -> Take:
    return Take(media=media, input_hash="0" * 64, model="bench", vendor="bench")


async def measure(
    environment: Environment, process: psutil.Process, material: Material, counts: Mapping[str, list[int]], full: list[int]
) -> Bench:
    """All films, each row by the kind of clips and the number of scenes; those of `full` also from nothing."""
    memory = Memory(process)
    async with Wire(environment, MESSAGES) as wire:
        bench = Bench(environment, Media(environment), wire, material, memory)
        watching = asyncio.create_task(memory.watch())
        for form in FORMS:
            for count in counts[form]:
                await bench.film(form, count, full=count in full)
        watching.cancel()
    return bench


def compare(bench: Bench, material: Material, python: Path | None, rivals: Sequence[int]) -> None:
    """What others take for the same film, beside what we take: for those that were made from nothing.

    An encode alone is measured for each of them; whole films of others, which take many minutes, only for those of `rivals`.
    """
    for scenes in sorted({int(re.sub(r"\D", "", name)) for name, row in bench.rows.items() if "full_s" in row}):
        music = material.music(scenes, 0)
        same, veryfast = bench_rivals.encode_only(material, scenes)
        theirs = {
            "encode only": same,
            "encode only, veryfast": veryfast,
            "encode sound only": bench_rivals.encode_sound_only(material, music),
        }
        if scenes in rivals:
            theirs["one-pass ffmpeg"] = bench_rivals.one_pass(material, scenes, music)
            if python:
                theirs["moviepy"] = bench_rivals.moviepy(material, scenes, music, python)
        print(
            f"{scenes} scenes:", ", ".join(f"{name} {cost.seconds:.1f} s, CPU {cost.cpu:.1f} s" for name, cost in theirs.items())
        )
        for form in FORMS:
            name = f"{form}{scenes}"
            if "full_s" in bench.rows.get(name, {}):
                ratios(bench.rows[name], {each: cost.seconds for each, cost in theirs.items()})
                ratios(bench.cpu[name], {each: cost.cpu for each, cost in theirs.items()})


def ratios(row: dict[str, float], theirs: Mapping[str, float]) -> None:
    """Ours to theirs where all is done, theirs to ours where we are ahead."""
    row["full_vs_encode_only"] = row["full_s"] / theirs["encode only"]
    row["full_vs_veryfast"] = row["full_s"] / theirs["encode only, veryfast"]
    row["music_vs_encode_only"] = row["other_music_s"] / theirs["encode sound only"]
    for key, other in (("vs_one_pass_ffmpeg", "one-pass ffmpeg"), ("vs_moviepy", "moviepy")):
        if other in theirs:
            row[key] = theirs[other] / row["after_last_clip_s"]


def report(rows: Figures, cpu: Figures) -> dict[str, object]:
    """Print both tables; return the figures of the last line."""
    for title, figures in (("seconds; – is not measured", rows), ("CPU seconds", cpu)):
        table = Table("clips and scenes", *KEYS, title=title)
        for name, row in figures.items():
            table.add_row(name, *(f"{row[key]:.2f}" if key in row else "–" for key in KEYS))
        Console(width=200).print(table)
    found = {
        form: {**by_scenes(rows, form, KEYS), "cpu_s": by_scenes(cpu, form, KEYS[:5]), "cpu": by_scenes(cpu, form, KEYS[5:10])}
        for form in FORMS
    }
    lacking = {name: [key for key in KEYS if key not in row] for name, row in rows.items()}
    return {**found["own"], "foreign": found["foreign"], "not_measured": {name: keys for name, keys in lacking.items() if keys}}


def by_scenes(rows: Figures, form: str, keys: Sequence[str]) -> dict[str, object]:
    """Key to number of scenes to figure."""
    part = {name.removeprefix(form): row for name, row in rows.items() if name.startswith(form)}
    return {key: {count: round(row[key], 3) for count, row in part.items() if key in row} for key in keys}


def main() -> None:
    """Run on servers of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, nargs="*", default=[8, 80, 240], help="films of our own clips")
    parser.add_argument("--foreign", type=int, nargs="*", default=[8], help="films of clips in another form")
    parser.add_argument("--full", type=int, nargs="*", default=[8], help="those of them that are also made from nothing")
    parser.add_argument("--rivals", type=int, nargs="*", default=[8], help="those of them that one-pass ffmpeg and moviepy make")
    parser.add_argument("--material", type=Path, help="a folder in which the clips and sounds stay for the next time")
    parser.add_argument("--moviepy", type=Path, help="an interpreter that has moviepy")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sagareel-bench-", dir=os.environ.get("TMPDIR")) as name,
        Stack(Path(name)) as stack,
    ):
        environment = Environment.from_env({**stack.environment, "SAGAREEL_DATA": f"{name}/bench"})
        material = Material(options.material or Path(name))
        material.make()
        variables = {**os.environ, **stack.environment, "SAGAREEL_DATA": f"{name}/assembly", "TMPDIR": name}
        said = Path(name) / "assembly.log"
        with (
            said.open("w") as log,
            subprocess.Popen([sys.executable, "-m", "assembly"], env=variables, stderr=log, text=True) as service,
        ):
            while '"ready"' not in said.read_text() and service.poll() is None:
                time.sleep(0.1)
            counts = {"own": options.scenes, "foreign": options.foreign}
            bench = uvloop.run(measure(environment, psutil.Process(service.pid), material, counts, options.full))
            service.terminate()
        compare(bench, material, options.moviepy, options.rivals)
    print(json.dumps(report(bench.rows, bench.cpu)))


if __name__ == "__main__":
    main()
