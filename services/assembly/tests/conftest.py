"""A studio for tests: tiny clips and sounds whose every frame is known, a media folder, and real ffmpeg."""

import asyncio
import subprocess
import wave
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import imageio_ffmpeg
import numpy as np
import pytest

from assembly.vendors.local.assembler import LocalAssembler
from assembly.vendors.local.gathering import Places
from chassis.compute import Compute
from chassis.testing.media import FolderMedia
from chassis.work import Tools
from contracts.assembly import AssembleFilm, Film, SceneMedia, ShotMedia
from contracts.base import MediaRef
from contracts.film_format import TAGGED, encoder_arguments, key_frames
from contracts.form import SCALES, Resolution, VideoCodec
from contracts.storyboard import Ratio, Storyboard

SIZE = (160, 90)


@dataclass
class Shelf:
    """Pieces kept in memory; `kept` lists what was made, in order."""

    rows: dict[tuple[str, str], MediaRef] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    measures: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _grown: asyncio.Event = field(default_factory=asyncio.Event)

    async def find(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, MediaRef]:
        return {a: self.rows[tenant, a] for a in addresses if (tenant, a) in self.rows}

    async def keep(self, tenant: str, address: str, media: MediaRef) -> None:
        self.rows.setdefault((tenant, address), media)
        self.kept.append(address)
        self._grown.set()

    async def measured(self, tenant: str, addresses: Iterable[str]) -> Mapping[str, bytes]:
        return {a: self.measures[tenant, a] for a in addresses if (tenant, a) in self.measures}

    async def note(self, tenant: str, address: str, data: bytes) -> None:
        self.measures.setdefault((tenant, address), data)

    async def reached(self, count: int) -> None:
        while len(self.kept) < count:
            self._grown.clear()
            await self._grown.wait()


def flat(level: float, size: tuple[int, int]) -> "np.ndarray[Any, Any]":
    """A picture of one grey."""
    return np.full(size[::-1], 255 * level)


@dataclass
class Studio:
    """Makes clips and films in a temporary folder."""

    folder: Path
    compute: Compute
    shelf: Shelf = field(default_factory=Shelf)
    reports: list[tuple[int, int]] = field(default_factory=list)
    scratches: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.media = FolderMedia(self.folder)

    async def clip(self, levels: Iterable[float], *, size: tuple[int, int] = SIZE, rate: int | Fraction = 24) -> MediaRef:
        """A clip whose frames are flat greys of the given levels (0 to 1)."""
        return await self.pictures([flat(level, size) for level in levels], rate=rate)

    async def pictures(self, pictures: "Sequence[np.ndarray[Any, Any]]", *, rate: int | Fraction = 24) -> MediaRef:
        """A clip of grey pictures (0 to 255), as any vendor would send it."""
        path = self.folder / "clip.mp4"
        height, width = pictures[0].shape
        with av.open(str(path), "w", format="mp4") as out:
            stream = out.add_stream("libx264", rate=rate, options={"crf": "4", "preset": "ultrafast"})
            assert isinstance(stream, av.VideoStream)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            for picture in pictures:
                luma = np.round(16 + picture * (219 / 255)).astype(np.uint8)
                planes = np.concatenate([luma.ravel(), np.full(width * height // 2, 128, np.uint8)])
                frame = av.VideoFrame.from_ndarray(planes.reshape(height * 3 // 2, width), format="yuv420p")
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        return await self.media.put_file("t", path, "video/mp4")

    async def film_clip(
        self,
        levels: Iterable[float],
        joints: tuple[int, ...] = (),
        *,
        size: tuple[int, int] = SIZE,
        codec: VideoCodec = "h264",
        rate: int = 24,
    ) -> MediaRef:
        """The same as `clip`, in the form that the film itself has."""
        return await self.film_pictures([flat(level, size) for level in levels], joints, codec, rate)

    async def film_pictures(
        self, pictures: "Sequence[np.ndarray[Any, Any]]", joints: tuple[int, ...] = (), codec: VideoCodec = "h264", rate: int = 24
    ) -> MediaRef:
        """The same as `pictures`, in the form that the film itself has."""
        path = self.folder / "film-clip.mp4"
        height, width = pictures[0].shape
        grey = b"".join(np.round(picture).astype(np.uint8).tobytes() for picture in pictures)
        source = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}", "-r", str(rate), "-i", "-")
        convert = ("-vf", "scale=out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p," + TAGGED)
        form = (*encoder_arguments(codec), *key_frames(joints, rate), "-fflags", "+bitexact", "-f", "mp4")
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *source, *convert, *form, str(path)]
        await asyncio.to_thread(subprocess.run, command, input=grey, check=True)
        return await self.media.put_file("t", path, "video/mp4")

    async def sound(self, samples: "np.ndarray[Any, Any]", rate: int = 48_000) -> MediaRef:
        """A mono WAV of samples between -1 and 1."""
        path = self.folder / "sound.wav"
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
        return await self.media.put_file("t", path, "audio/wav")

    async def order(
        self,
        board: Storyboard,
        shots: Mapping[str, ShotMedia],
        scenes: tuple[SceneMedia, ...] = (),
        music: MediaRef | None = None,
    ) -> AssembleFilm:
        ref = await self.media.put("t", board.model_dump_json().encode(), "application/json")
        return AssembleFilm(storyboard=ref, shots=tuple(shots[s.id] for s in board.shots()), scenes=scenes, music=music)

    async def assemble(
        self, order: AssembleFilm, *, workers: int = 2, shelf: Shelf | None = None, size: tuple[int, int] = SIZE
    ) -> Film:
        async def stored(_: str) -> None: ...

        tools = Tools(
            cast("Any", self.media), cast("Any", None), self.compute, lambda p, t, _: self.reports.append((p, t)), stored
        )

        def sized(ratio: Ratio, resolution: Resolution) -> tuple[int, int]:
            (width, height), (times, parts) = size[::-1] if ratio == "9:16" else size, SCALES[resolution]
            return width * times // parts, height * times // parts

        assembler = LocalAssembler(shelf or self.shelf, Places(workers), sized)
        self.scratches.append(tools.scratch())
        try:
            return await assembler.assemble("t", order, tools)
        finally:
            await tools.clean()

    def path(self, ref: MediaRef) -> Path:
        return self.folder / ref.sha256

    def text(self, ref: MediaRef) -> str:
        return self.path(ref).read_text()

    def levels(self, ref: MediaRef) -> list[float]:
        """The grey level of each frame's middle, decoded."""
        with av.open(str(self.path(ref))) as film:
            lumas = [frame.to_ndarray()[: frame.height] for frame in film.decode(video=0)]
        return [(float(y[len(y) // 3 : -len(y) // 3, 60:100].mean()) - 16) / 219 for y in lumas]


@pytest.fixture
def empty() -> Shelf:
    """A shelf on which nothing lies yet."""
    return Shelf()


@pytest.fixture
def studio(tmp_path: Path, compute: Compute) -> Studio:
    return Studio(tmp_path, compute)
