"""Regenerates every list in requirements/ from the pyproject files, with hashes for all platforms. Called by `make lock`."""

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from install import ROOT, packages

REQUIREMENTS = ROOT / "requirements"
OLDEST_PYTHON = "3.11"
OTHER_IMAGES = ("provision", "vendor-simulator")
"""What runs in containers beside services."""


def own_names() -> dict[str, Path]:
    """Our own packages by name; they are installed from the tree and never locked."""
    return {tomllib.loads((folder / "pyproject.toml").read_text())["project"]["name"]: folder for folder in packages()}


def compile_lock(sources: Sequence[Path], target: Path, own: Iterable[str], versions: Path | None = None) -> None:
    """One locked list; what it locks already stays unless it must move, or `versions` says otherwise."""
    target.parent.mkdir(exist_ok=True)
    options = ["--universal", "--generate-hashes", "--python-version", OLDEST_PYTHON, "--no-header", "--no-annotate", "--quiet"]
    options += [part for name in own for part in ("--no-emit-package", name)]
    options += ["--constraints", str(versions)] if versions else []
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "pip", "compile", *options, *sources, "-o", target], check=True, cwd=ROOT)
    print(f"{target.relative_to(ROOT)}: {target.read_text().count('==')} packages")


def narrow(wide: Path, sources: Sequence[Path], target: Path, own: Iterable[str]) -> None:
    """A list with exactly the versions of a wider one."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as versions, wide.open() as lines:
        versions.writelines(line.rstrip().removesuffix("\\") + "\n" for line in lines if "==" in line)
        versions.flush()
        target.unlink(missing_ok=True)
        compile_lock(sources, target, own, Path(versions.name))


def main() -> None:
    """Everything first; the narrower lists take their versions from it."""
    own = own_names()
    projects = [folder / "pyproject.toml" for folder in own.values()]
    everything = REQUIREMENTS / "everything.txt"
    compile_lock([REQUIREMENTS / "dev.in", *projects], everything, own)
    compile_lock([REQUIREMENTS / "moviepy.in"], REQUIREMENTS / "moviepy.txt", own)
    narrow(everything, [REQUIREMENTS / "bootstrap.in"], REQUIREMENTS / "bootstrap.txt", own)
    narrow(everything, [REQUIREMENTS / "build.in", *projects], REQUIREMENTS / "runtime.txt", own)
    for folder in own.values():
        if (folder.parent.name == "services" and folder.name != "chassis") or folder.name in OTHER_IMAGES:
            target = REQUIREMENTS / "images" / f"{folder.name}.txt"
            narrow(everything, [REQUIREMENTS / "build.in", folder / "pyproject.toml"], target, own)


if __name__ == "__main__":
    main()
