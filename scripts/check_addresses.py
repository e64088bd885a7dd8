"""Fails when a committed file names a place that other machines lack: a path of this one, or a package registry's address."""

import re
import sys
from collections.abc import Iterator

from committed_files import ROOT, committed

PLACES: dict[str, re.Pattern[str]] = {
    "a path of one machine": re.compile(r"(?<![\w.}/-])/(?:work|root|home/\w+)/(?=[\w.])|/\.library/"),
    "a document outside the tree": re.compile(r"\bfacts/\w+\.md|\bshared/(?:DESIGN|facts|tools|reference)\b"),
    "a registry's address": re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs\.(?:org|com)|registry\.yarnpkg\.com|repo1?\.maven(?:\.apache)?\.org|proxy\.golang\.org"
    ),
}


def findings(text: str) -> Iterator[str]:
    """The lines that name such a place."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in PLACES.items():
            if found := pattern.search(line):
                yield f"line {number}: {found.group()} is {what}: make it relative, a setting, or the tool's own default"


def main() -> int:
    """Print every finding; 1 when there is one."""
    found: list[str] = []
    texts = 0
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        texts += 1
        found += [f"{path.relative_to(ROOT)}: {finding}" for finding in findings(text)]
    for finding in found:
        print(finding, file=sys.stderr)
    print(f"addresses: {texts} files checked, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
