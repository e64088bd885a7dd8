"""The files of the tree that are, or are about to be, committed; the checks read them through here."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def committed(*patterns: str, root: Path = ROOT) -> tuple[Path, ...]:
    """Tracked and new files that match a git pattern (all without one), ignored and deleted ones left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := root / name).is_file())


def is_test(path: Path) -> bool:
    """Whether the rules for tests hold for it."""
    return "tests" in path.parts or "tests-e2e" in path.parts
