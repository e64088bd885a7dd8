"""A full disk: every writer says so by name, nothing half-written is found as a piece, and afterwards the film is the same."""

import errno
import pickle
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import av
import pytest

from assembly.domain.captions import Caption
from assembly.room import room_on_disk
from assembly.vendors.local import ffmpeg
from assembly.vendors.local.captions import draw_captions
from assembly.vendors.local.probe import copy_frames
from assembly.vendors.local.tiles import cut_tiles, lay_tiles
from assembly.work import assemble_film
from chassis.errors import Broken
from contracts.assembly import AssembleFilm, Film, ShotMedia
from contracts.storyboard import Scene, Shot, Storyboard

if TYPE_CHECKING:
    from services.assembly.tests.conftest import Shelf, Studio

BOARD = Storyboard(
    title="t",
    style="s",
    scenes=(Scene(id="c", title="c", start=0, end=0, place="p", shots=(Shot(id="a", size="wide", frames=40, action="x"),)),),
)
CAPTION = Caption(0, 1, ("A row that takes more room than there is",))
ROOM = 2_000
"""Bytes that a file may have: a black frame fits, a shot does not."""


def captioned(out: Path) -> None:
    """A caption whose file is `out`."""
    (out.parent / "caption-0.rgba").symlink_to(out)
    draw_captions([CAPTION], (1280, 720), out.parent, "caption")


WRITERS: dict[str, Callable[[Path, Path], object]] = {
    "copied clips": lambda clip, out: copy_frames(clip, "video/mp4", 0, 40, 24, out),
    "captions": lambda _, out: captioned(out),
    "tiles": lambda clip, out: cut_tiles(clip, [0], 1, 24, out),
    "all tiles": lambda clip, out: lay_tiles([clip], (10, 10), out),
}


@pytest.mark.parametrize("name", WRITERS)
async def test_every_writer_says_that_the_disk_is_full(name: str, studio: "Studio") -> None:
    clip = studio.path(await studio.film_clip([n / 50 for n in range(40)]))
    whole = studio.folder / "whole"
    whole.write_bytes((clip.read_bytes() * 20)[: 150 * 100] if name == "all tiles" else clip.read_bytes())
    full = studio.folder / "full"
    full.symlink_to("/dev/full")
    with pytest.raises(Broken, match="disk is full") as raised, room_on_disk():
        WRITERS[name](whole, full)
    assert raised.value.code == "disk_full"


def test_what_a_process_of_the_pool_says_of_a_full_disk_arrives() -> None:
    told = pickle.loads(pickle.dumps(av.error.OSError(errno.ENOSPC, "No space left on device", "out.mp4")))
    with pytest.raises(Broken, match="disk is full"), room_on_disk():
        raise told


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(FileNotFoundError), room_on_disk():
        Path("/nowhere/at/all").read_bytes()


def crowded() -> None:
    """In the child, before it becomes an encoder: no file gets larger than this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


async def test_a_disk_that_fills_in_mid_encode_costs_nothing_but_time(
    studio: "Studio", empty: "Shelf", monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = await studio.clip([n / 50 for n in range(40)])
    order = await studio.order(BOARD, {"a": ShotMedia(shot="a", clip=clip)})

    class Once:
        """The studio as the port that the job's body is given."""

        async def assemble(self, tenant: str, order: AssembleFilm, tools: Any) -> Film:
            return await studio.assemble(order)

    class Accepted:
        envelope = type("Envelope", (), {"tenant": "t"})
        command = order

    with monkeypatch.context() as patched:
        patched.setattr(ffmpeg, "die_with_parent", crowded)
        with pytest.raises(Broken, match="disk is full") as raised:
            await assemble_film(Once(), cast("Any", Accepted), cast("Any", None))
    assert raised.value.code == "disk_full"
    for media in studio.shelf.rows.values():
        assert studio.path(media).stat().st_size == media.size, "what is found is whole"
    assert not any(scratch.exists() for scratch in studio.scratches)
    assert await studio.assemble(order) == await studio.assemble(order, shelf=empty)
