"""The servers' files: fetched by the committed coordinates, checked against its sha256 on arrival and at every later start."""

import hashlib
import lzma
import os
import platform
import shutil
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from local_stack.errors import ChecksumError, StackError
from local_stack.folders import Lock

ARCHITECTURES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64v8", "arm64": "arm64v8"}

DRAFT_SECONDS = 3600.0
"""Older than this, an unfinished download or archive belongs to a run that was killed."""


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One file in the package registry, and what it must hash to."""

    part: str
    group: str
    artifact: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version}"

    def path(self, jars: Path) -> Path:
        """Where it lies in the cache."""
        return jars / self.group.replace(".", "/") / self.artifact / self.version / f"{self.artifact}-{self.version}.jar"


def read_coordinates(text: str) -> tuple[Coordinate, ...]:
    """Lines of `part group:artifact:version sha256`."""
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_coordinate(part, name.split(":"), sha256) for part, name, sha256 in rows)


def _coordinate(part: str, name: list[str], sha256: str) -> Coordinate:
    group, artifact, version = name
    return Coordinate(part, group, artifact, version, sha256)


def recorded() -> tuple[Coordinate, ...]:
    """The committed list."""
    return read_coordinates(files("local_stack").joinpath("coordinates.txt").read_text())


def postgres_here() -> str:
    """The part of the list with PostgreSQL for this machine."""
    architecture = ARCHITECTURES.get(platform.machine().lower())
    system = platform.system().lower()
    if architecture is None or system not in {"linux", "darwin"}:
        raise StackError(
            f"PostgreSQL is not there for {platform.system()} on {platform.machine()}: use Linux or macOS on x86-64 or ARM64."
        )
    return f"postgres-{system}-{architecture}"


def check(coordinate: Coordinate, jars: Path) -> None:
    """Refuse a file that is not the recorded one, and remove it, so that the next run fetches it anew."""
    path = coordinate.path(jars)
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found == coordinate.sha256:
        return
    path.unlink()
    raise ChecksumError(
        f"{coordinate} has the wrong checksum: sha256 {found}, recorded is {coordinate.sha256}. "
        "The file was refused and removed; the next run fetches it again."
    )


def fetch(coordinates: Sequence[Coordinate], cache: Path) -> Path:
    """Make sure that every file is in the cache and is the recorded one; returns the folder of the jars."""
    jars = cache / "jars"
    jars.mkdir(parents=True, exist_ok=True)
    lock = Lock(cache / "lock")
    lock.take(wait=True)
    try:
        remove_drafts(cache)
        with ThreadPoolExecutor(8) as pool:
            missing = [c for c in coordinates if not c.path(jars).exists()]
            if missing:
                download(missing, jars, pool)
            for _ in pool.map(partial(check, jars=jars), coordinates):
                pass
    finally:
        lock.release()
    return jars


def remove_drafts(cache: Path) -> None:
    """What runs that were killed have left half done."""
    for kind in ("incoming-*", "unpacking-*", "archiving-*"):
        for draft in cache.glob(kind):
            if time.time() - draft.stat().st_mtime > DRAFT_SECONDS:
                shutil.rmtree(draft, ignore_errors=True)


def download(coordinates: Sequence[Coordinate], jars: Path, pool: ThreadPoolExecutor) -> None:
    """Fetch into a folder beside the cache first: a run that is interrupted leaves no half file under a right name."""
    from jgo.maven import MavenContext, PythonResolver  # noqa: PLC0415  # 0.7 s to import, needed once per machine

    with TemporaryDirectory(dir=jars.parent, prefix="incoming-") as folder:
        context = MavenContext(resolver=PythonResolver(), repo_cache=Path(folder), local_repos=[], timeout=60)

        def one(coordinate: Coordinate) -> None:
            try:
                found = context.project(coordinate.group, coordinate.artifact).at_version(coordinate.version).artifact().resolve()
            except Exception as error:  # the resolver and its HTTP library have no common base
                raise StackError(f"{coordinate} could not be fetched from the package registry: {error}") from error
            path = coordinate.path(jars)
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(found).replace(path)

        try:
            for _ in pool.map(one, coordinates):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def class_path(coordinates: Iterable[Coordinate], part: str, jars: Path) -> str:
    """The jars of one server, in the order of the list."""
    return os.pathsep.join(str(c.path(jars)) for c in coordinates if c.part == part)


def unpack_postgres(coordinates: Iterable[Coordinate], jars: Path, folder: Path) -> Path:
    """The folder with bin/ and lib/; unpacked once (60 MB)."""
    coordinate = next(c for c in coordinates if c.part.startswith("postgres"))

    def unpack(draft: Path) -> None:
        with zipfile.ZipFile(coordinate.path(jars)) as jar:
            name = next(n for n in jar.namelist() if n.endswith(".txz"))
            with jar.open(name) as packed, lzma.open(packed) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
                archive.extractall(draft)  # noqa: S202  # its sha256 has just been checked

    return _made_whole(folder / f"postgres-{coordinate.version}-{coordinate.sha256[:8]}", unpack)


def linked_into(folder: Path, programs: Path) -> Path:
    """The same programs in another folder, for a server that may not enter the first: links, or copies where links cannot be."""

    def link(draft: Path) -> None:
        shutil.copytree(programs, draft, symlinks=True, copy_function=_link, dirs_exist_ok=True)

    return _made_whole(folder / programs.name, link)


def _made_whole(target: Path, fill: Callable[[Path], None]) -> Path:
    """A folder that everybody may read: filled beside its place the first time, and moved there when it is whole."""
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(dir=target.parent, prefix="unpacking-"))
    try:
        fill(draft)
        draft.chmod(0o755)
        with suppress(OSError):  # another stack of this user was faster
            draft.replace(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
