"""How long a film takes after its last clip, and after one change: the assembly service alone, on real Kafka, PostgreSQL and S3.

`make bench-assembly`. Films of 8, 80 and 240 scenes of 5 s at 720p, each with a transition, a spoken line, effects and music, fsync on.
`full_vs_encode_only` is our whole assembly from nothing over encoding as many raw frames; `vs_one_pass_ffmpeg` and `vs_moviepy` are their
time over ours after the last clip. `foreign` are the same figures for clips that are not in the film's form.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import bench_rivals
import psutil
import uvloop
from bench_material import CLIP_FRAMES, FORMS, Material, board_of, plan_of, reworded
from rich.console import Console
from rich.table import Table

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
from local_stack import Stack

KEYS = (
    *("after_last_clip_s", "edit_scene_s", "edit_subtitle_s", "edit_music_s"),
    *("full_vs_encode_only", "vs_one_pass_ffmpeg", "vs_moviepy", "peak_rss_mb"),
)


@dataclass(slots=True)
class Memory:
    """The service's process with its workers and encoders, looked at ten times a second; shared pages count once."""

    process: psutil.Process
    peak: float = 0.0

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            self.peak = max(self.peak, self.now())
            await asyncio.sleep(0.1)

    def now(self) -> float:
        """Megabytes."""
        used = 0
        for process in [self.process, *self.process.children(recursive=True)]:
            with suppress(psutil.Error):
                used += process.memory_full_info().pss
        return used / 1e6


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

    async def film(self, form: str, scenes: int) -> None:
        """Everything about films of so many scenes of one kind of clips."""
        tenant, self.memory.peak = f"{form}{scenes}", 0.0
        order, events = await self._order(tenant, form, scenes)
        early, last = events[:-1], events[-1]
        await self.wire.send([self._told(tenant, event) for event in early])
        await self._pieces(tenant, 2 * scenes - 1)
        row = {"after_last_clip_s": await self._timed(tenant, order, last)}
        row["edit_scene_s"] = await self._timed(tenant, await self._with_another_clip(order, form, scenes))
        words = await self._put(reworded(board_of(scenes, tenant)).model_dump_json().encode(), "application/json")
        row["edit_subtitle_s"] = await self._timed(tenant, order.model_copy(update={"storyboard": words}))
        music = await self.media.put_file("bench", self.material.music(scenes, 1), "audio/flac")
        row["edit_music_s"] = await self._timed(tenant, order.model_copy(update={"music": music}))
        if scenes == 8:
            row["full_s"] = await self._timed(f"{tenant}-again", order)
        row["peak_rss_mb"] = self.memory.peak
        self.rows[tenant] = row

    async def _order(self, tenant: str, form: str, scenes: int) -> tuple[AssembleFilm, list[Message]]:
        board = board_of(scenes, tenant)
        ref = await self._put(board.model_dump_json().encode(), "application/json")
        clips = [await self._put(self.material.clip(form, n), "video/mp4") for n in range(scenes)]
        speeches = [await self.media.put_file("bench", self.material.sound("speech", n), "audio/flac") for n in range(scenes)]
        effects = [await self.media.put_file("bench", self.material.sound("effects", n), "audio/flac") for n in range(scenes)]
        music = await self.media.put_file("bench", self.material.music(scenes, 0), "audio/flac")
        events: list[Message] = [ScriptAnalyzed(storyboard=ref, plan=plan_of(board)), MusicGenerated(take=_take(music))]
        events += [SpeechGenerated(shot=f"shot{n}", take=_take(sound)) for n, sound in enumerate(speeches)]
        events += [EffectsGenerated(scene=f"scene{n}", take=_take(sound)) for n, sound in enumerate(effects)]
        events += [ClipGenerated(shot=f"shot{n}", frames=CLIP_FRAMES, take=_take(clip)) for n, clip in enumerate(clips)]
        shots = tuple(ShotMedia(shot=f"shot{n}", clip=clips[n], speech=speeches[n]) for n in range(scenes))
        noises = tuple(SceneMedia(scene=f"scene{n}", effects=sound) for n, sound in enumerate(effects))
        return AssembleFilm(storyboard=ref, shots=shots, scenes=noises, music=music), events

    async def _with_another_clip(self, order: AssembleFilm, form: str, scenes: int) -> AssembleFilm:
        shots, n = list(order.shots), scenes // 2
        clip = await self._put(self.material.clip(form, n + 1, edition=1), "video/mp4")
        shots[n] = shots[n].model_copy(update={"clip": clip})
        return order.model_copy(update={"shots": tuple(shots)})

    async def _timed(self, tenant: str, order: AssembleFilm, *before: Message) -> float:
        """Seconds from the message to the told film."""
        films = self.wire.count(FilmAssembled)
        begun = time.perf_counter()
        await self.wire.send([self._told(tenant, message) for message in (*before, order)])
        await self.wire.receive(FilmAssembled, films + 1, within=1800)
        return time.perf_counter() - begun

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


async def measure(
    environment: Environment, process: psutil.Process, material: Material, scenes: list[int]
) -> dict[str, dict[str, float]]:
    """All films, each row by the kind of clips and the number of scenes."""
    memory = Memory(process)
    async with Wire(environment, MESSAGES) as wire:
        bench = Bench(environment, Media(environment), wire, material, memory)
        watching = asyncio.create_task(memory.watch())
        for form in FORMS:
            for count in scenes if form == "own" else scenes[:1]:
                await bench.film(form, count)
        watching.cancel()
    return bench.rows


def compare(rows: dict[str, dict[str, float]], material: Material, python: Path | None) -> None:
    """What others take for the film of eight scenes, beside what we take."""
    music = material.music(8, 0)
    encode, one_pass = bench_rivals.encode_only(material, 8), bench_rivals.one_pass(material, 8, music)
    moviepy = bench_rivals.moviepy(material, 8, music, python) if python else None
    print(
        f"encode-only {encode:.1f} s, one-pass ffmpeg {one_pass:.1f} s, moviepy {f'{moviepy:.1f} s' if moviepy else 'not installed'}"
    )
    for row in rows.values():
        if "full_s" in row:
            row["full_vs_encode_only"] = row["full_s"] / encode
            row["vs_one_pass_ffmpeg"] = one_pass / row["after_last_clip_s"]
            if moviepy:
                row["vs_moviepy"] = moviepy / row["after_last_clip_s"]


def report(rows: Mapping[str, Mapping[str, float]]) -> dict[str, object]:
    """Print the table; return the figures of the last line."""
    table = Table("clips and scenes", *KEYS)
    for name, row in rows.items():
        table.add_row(name, *(f"{row[key]:.2f}" if key in row else "–" for key in KEYS))
    Console(width=180).print(table)
    parts = {form: {name.removeprefix(form): row for name, row in rows.items() if name.startswith(form)} for form in FORMS}
    by_form = {
        form: {key: {count: round(row[key], 3) for count, row in part.items() if key in row} for key in KEYS}
        for form, part in parts.items()
    }
    return {**by_form["own"], "foreign": by_form["foreign"]}


def main() -> None:
    """Run on servers of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, nargs="+", default=[8, 80, 240])
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
        with subprocess.Popen([sys.executable, "-m", "assembly"], env=variables, stderr=subprocess.PIPE, text=True) as service:
            assert service.stderr is not None
            next(line for line in service.stderr if '"ready"' in line)
            rows = uvloop.run(measure(environment, psutil.Process(service.pid), material, options.scenes))
            service.terminate()
        compare(rows, material, options.moviepy)
    print(json.dumps(report(rows)))


if __name__ == "__main__":
    main()
