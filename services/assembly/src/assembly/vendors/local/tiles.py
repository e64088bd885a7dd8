"""Makes the small pictures of the time line: a strip of tiles from each body as soon as it exists, and one picture of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from numpy.typing import NDArray

from assembly.domain.address import address_of
from assembly.domain.plan import Encoding, Picture
from assembly.domain.tiles import COLUMNS, tile_shrinking, tiles_of
from assembly.domain.timeline import Placed
from assembly.vendors.local.ffmpeg import EXACT, run_ffmpeg
from assembly.vendors.local.frugal import frugal
from assembly.vendors.local.gathering import gathered
from assembly.vendors.local.video import JPEG
from contracts.base import MediaRef

if TYPE_CHECKING:
    from assembly.vendors.local.workshop import Workshop

Plane = NDArray[np.uint8]
STRIP = "application/octet-stream"
"""Planes of 4:2:0, one tile behind the other: nothing is lost, and a picture of all is nothing but copying."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The tiles of one body."""

    address: str
    picture: Picture
    frames: tuple[int, ...]


def size_of_tile(encoding: Encoding) -> tuple[int, int]:
    """Width and height of one tile."""
    shrinking = tile_shrinking(encoding.width, encoding.height)
    return encoding.width // shrinking, encoding.height // shrinking


def strips_of(placed: Sequence[Placed], pictures: Sequence[Picture], fps: int) -> tuple[Strip, ...]:
    """The strips of those bodies that are there."""
    wanted: dict[str, list[int]] = {}
    for tile in tiles_of(placed, fps):
        wanted.setdefault(tile.shot, []).append(tile.frame)
    bodies = [picture for picture in pictures if len(picture.spans) == 1 and picture.spans[0].shot in wanted]
    return tuple(
        Strip(address_of("tiles", body.address, av.__version__, frames), body, tuple(frames))
        for body in bodies
        for frames in [wanted[body.spans[0].shot]]
    )


@dataclass(frozen=True, slots=True)
class Tiling:
    """A film's tiles; `all` are the strips of the bodies that are there."""

    shop: "Workshop"
    address: str
    all: tuple[Strip, ...]

    @classmethod
    def of(cls, shop: "Workshop", placed: Sequence[Placed], pictures: Sequence[Picture]) -> "Tiling":
        strips = strips_of(placed, pictures, shop.encoding.fps)
        return cls(shop, address_of("sheet", shop.encoding.parts(), [strip.address for strip in strips]), strips)

    async def strips(self, pieces: Mapping[str, MediaRef], *, urgent: bool = False) -> dict[str, MediaRef]:
        """Every strip whose body is among the pieces, made now or found; `urgent` ones do not wait for an encoder's place."""
        shop, strips = self.shop, [strip for strip in self.all if strip.picture.address in pieces]
        found = dict(await shop.pieces.find(shop.tenant, [strip.address for strip in strips]))
        missing = [strip for strip in strips if strip.address not in found]
        made = await gathered(
            [shop.piece(strip.address, partial(self._strip, strip, pieces, urgent=urgent)) for strip in missing]
        )
        return found | {strip.address: media for strip, media in zip(missing, made, strict=True)}

    async def _strip(self, strip: Strip, pieces: Mapping[str, MediaRef], *, urgent: bool) -> MediaRef:
        shop = self.shop
        compute = shop.tools.compute if urgent else shop.computed
        body = shop.made.get(strip.picture.address) or await shop.tools.media.fetch(pieces[strip.picture.address])
        out = shop.folder / f"{strip.address}.yuv"
        shrinking = tile_shrinking(shop.encoding.width, shop.encoding.height)
        await compute(cut_tiles, body, strip.frames, shrinking, shop.encoding.fps, out)
        return await shop.store(strip.address, out, STRIP)

    async def make(self, pieces: Mapping[str, MediaRef]) -> MediaRef:
        """One JPEG of all tiles in rows; `pieces` has all bodies."""
        shop, strips = self.shop, await self.strips(pieces, urgent=True)
        paths = [shop.made.get(each.address) or await shop.tools.media.fetch(strips[each.address]) for each in self.all]
        raw, out = shop.folder / "tiles.yuv", shop.folder / f"{self.address}.jpg"
        width, height = await shop.tools.compute(lay_tiles, paths, size_of_tile(shop.encoding), raw)
        ranges = "scale=in_range=tv:out_range=pc:flags=accurate_rnd+bitexact,format=yuvj420p"
        source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}", "-i", f"file:{raw}"]
        picture = ["-vf", ranges, "-frames:v", "1", *JPEG, "-q:v", "4", "-threads", "1", "-filter_threads", "1"]
        await run_ffmpeg([*source, *picture, *EXACT, "-f", "mjpeg", str(out)], shop.folder, 60)
        return await shop.store(self.address, out, "image/jpeg")


@frugal
def cut_tiles(body: Path, frames: Sequence[int], shrinking: int, fps: int, out: Path) -> None:
    """Each frame's tile, taken from the key frame at or before it: little is decoded. Runs in the process pool."""
    with av.open(str(body), format="mov", options={"protocol_whitelist": "file", "threads": "1"}) as film:
        film.streams.video[0].codec_context.skip_frame = "NONKEY"
        keys = [
            (int((frame.pts or 0) * (frame.time_base or 0) * fps), _shrunk(frame, shrinking)) for frame in film.decode(video=0)
        ]
    with out.open("wb") as file:
        for wanted in frames:
            file.write([tile for at, tile in keys if at <= wanted or at == keys[0][0]][-1])


def _shrunk(frame: av.VideoFrame, shrinking: int) -> bytes:
    """The mean of every square of pixels, in whole numbers."""
    square = shrinking * shrinking
    parts = []
    for plane in frame.planes:
        rows = np.frombuffer(bytes(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        blocks: Any = rows.reshape(plane.height // shrinking, shrinking, plane.width // shrinking, shrinking)
        parts.append(((blocks.sum(axis=(1, 3), dtype=np.uint32) + square // 2) // square).astype(np.uint8).tobytes())
    return b"".join(parts)


@frugal
def lay_tiles(strips: Sequence[Path], size: tuple[int, int], out: Path) -> tuple[int, int]:
    """The planes of one large picture; its width and height. Places without a tile are black. Runs in the process pool."""
    width, height = size
    tiles = np.concatenate([np.fromfile(path, np.uint8).reshape(-1, width * height * 3 // 2) for path in strips])
    rows = -(-len(tiles) // COLUMNS)
    columns = min(COLUMNS, len(tiles))
    whole, half = width * height, width * height // 4
    with out.open("wb") as file:
        for first, last, w, h, blank in (
            (0, whole, width, height, 16),
            (whole, whole + half, width // 2, height // 2, 128),
            (whole + half, whole + 2 * half, width // 2, height // 2, 128),
        ):
            plane: Plane = np.full((rows * COLUMNS, h, w), blank, np.uint8)
            plane[: len(tiles)] = tiles[:, first:last].reshape(-1, h, w)
            laid = plane.reshape(rows, COLUMNS, h, w)[:, :columns].transpose(0, 2, 1, 3)
            file.write(laid.tobytes())
    return columns * width, rows * height
