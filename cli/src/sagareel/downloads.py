"""Brings media to disk: whole and checked, or not at all."""

import hashlib
import os
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from sagareel.client import Client
from sagareel.failures import CommandFailed, Exit

PARTS = ("mp4", "poster", "srt", "vtt", "chapters", "tiles", "thumbnails")


def target_of(film: dict[str, Any], part: str, output: Path | None) -> Path:
    """Where a part of a film goes: the path that was given, or its own name here or in the given folder."""
    link: str = film["film"][part]
    name = link.rpartition("/")[2]
    if output is None:
        return Path(name)
    return output / name if output.is_dir() else output


def download(client: Client, film: dict[str, Any], part: str, target: Path, console: Console) -> Path:
    """One part of a finished film as a file; an existing file is replaced only by a whole one.

    Raises CommandFailed when it cannot be written or arrives altered.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = _fetch(client, film["film"][part], unfinished, console)
        if part == "mp4" and digest != film["film"]["sha256"]:
            raise CommandFailed(Exit.BROKEN, "The film arrived altered. Download it again.")
        unfinished.replace(target)
    except OSError as error:
        raise CommandFailed(Exit.USAGE, f"{target} cannot be written: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _fetch(client: Client, link: str, file: Path, console: Console) -> str:
    digest = hashlib.sha256()
    columns = (TextColumn("download"), BarColumn(bar_width=32), DownloadColumn())
    with client.stream(link) as response, file.open("wb") as out:
        total = int(response.headers.get("content-length", "0")) or None
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bars:
            task = bars.add_task("", total=total)
            for chunk in response.iter_bytes(1 << 16):
                digest.update(chunk)
                out.write(chunk)
                bars.advance(task, len(chunk))
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()
