"""Makes .venv with the locked packages: `python3 scripts/install.py runtime|everything`. Called by make before every target.

Says everything that this machine lacks before anything is downloaded, and does nothing when nothing has changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SETS = ("runtime", "everything")
"""What `make demo` needs, and that with the tools for tests and checks. The second contains the first."""
LIBRARIES = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libexpat.so.1": "libexpat1"}
"""What the drawing library loads from the system, and the Debian packages that bring it."""
ARCHITECTURES = ("x86_64", "amd64", "aarch64", "arm64")


def problems() -> list[str]:
    """What keeps this machine from running Sagareel, each with its remedy."""
    found = []
    if sys.version_info < (3, 11):  # noqa: UP036  # this runs before anything of ours is installed
        found.append(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    if platform.system() not in ("Linux", "Darwin") or platform.machine().lower() not in ARCHITECTURES:
        found.append(f"Linux or macOS on x86-64 or ARM64 is needed; this is {platform.system()} on {platform.machine()}.")
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        found.append(f"This Python cannot make virtual environments: install python3-venv (here: python{version}-venv).")
    if platform.system() == "Linux":
        found += missing_libraries()
    return found


def missing_libraries() -> list[str]:
    """A sentence that names all system libraries which are not there."""
    packages = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not packages:
        return []
    return [f"System libraries for drawing are missing: `apt install {' '.join(packages)}`, or your system's equivalents."]


def loads(library: str) -> bool:
    """Can the dynamic linker find it?"""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages() -> list[Path]:
    """The folders of our own packages."""
    patterns = ("*/pyproject.toml", "services/*/pyproject.toml", "infra/*/pyproject.toml")
    return sorted(path.parent for pattern in patterns for path in ROOT.glob(pattern))


def fingerprint(chosen: str) -> str:
    """Changes whenever an installation would come out differently."""
    digest = hashlib.sha256(f"{ROOT} {sys.version}".encode())
    inputs = [Path(__file__), ROOT / "requirements/bootstrap.txt", requirements(chosen)]
    for path in (*inputs, *(folder / "pyproject.toml" for folder in packages())):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def requirements(chosen: str) -> Path:
    """The locked list of a set."""
    return ROOT / "requirements" / f"{chosen}.txt"


def stamp(chosen: str) -> Path:
    """Where the fingerprint of the last complete installation is kept."""
    return VENV / f"installed-{chosen}"


def is_current(chosen: str) -> bool:
    """Is this set, or one that contains it, installed as it stands in the tree?"""
    wider = SETS[SETS.index(chosen) :]
    return any(stamp(name).exists() and stamp(name).read_text() == fingerprint(name) for name in wider)


def install(chosen: str) -> None:
    """A fresh .venv where there is none for this Python, the locked packages, and ours as editable ones."""
    python, uv = VENV / "bin" / "python", VENV / "bin" / "uv"
    print(f"Installing the locked packages into {VENV} ...", file=sys.stderr, flush=True)
    if not belongs_to_us(python):
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    for name in SETS:
        stamp(name).unlink(missing_ok=True)
    bootstrap = ROOT / "requirements" / "bootstrap.txt"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", bootstrap)
    into = (uv, "pip", "install", "--quiet", "--python", python)
    run(*into, "--require-hashes", "--requirement", requirements(chosen))
    run(*into, "--no-deps", "--no-build-isolation", *(part for folder in packages() for part in ("--editable", folder)))
    prepare(python)
    stamp(chosen).write_text(fingerprint(chosen))


def prepare(python: Path) -> None:
    """Compile what a film needs, and get the servers ready, so that the first film comes as soon as later ones.

    What goes wrong here is told and leaves only the first start slower, or says what is wrong again.
    """
    services = sorted(path.parent.name for path in ROOT.glob("services/*/src/*/app.py"))
    modules = ["chassis.run", "sagareel.main", "local_stack.prepare", *(f"{service}.app" for service in services)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for command in (["-c", f"import {', '.join(modules)}"], ["-m", "local_stack", "prepare"]):
        subprocess.run([str(python), *command], check=False, stdin=subprocess.DEVNULL, cwd=ROOT, env=environment)


def belongs_to_us(python: Path) -> bool:
    """Does .venv have a Python of this version that still works?"""
    if not python.exists():
        return False
    done = subprocess.run([str(python), "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == sys.version


def run(*command: str | Path) -> None:
    """Run one command; its failure ends the installation with what it said."""
    subprocess.run([str(part) for part in command], check=True, stdin=subprocess.DEVNULL, cwd=ROOT)


def main() -> int:
    """Install the set that is named."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen not in SETS:
        print(f"Say what to install: {' or '.join(SETS)}.", file=sys.stderr)
        return 2
    if is_current(chosen):
        return 0
    found = problems()
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        return 1
    try:
        install(chosen)
    except subprocess.CalledProcessError as error:
        print(f"The installation failed at: {' '.join(error.cmd)}\nMend the cause and run it again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
