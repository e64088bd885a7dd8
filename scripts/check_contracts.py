"""Fails when a generated contract file is not what contracts/src says, or when a message would break the last release."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract_compatibility import breaks
from contract_schemas import RELEASED, ROOT, models, schema_of
from gen_contracts import generated_files, stale_files


def drift() -> Iterator[str]:
    """Files that gen_contracts would change."""
    expected = generated_files()
    for path, text in expected.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield f"{path.relative_to(ROOT.parent)} is out of date: run python scripts/gen_contracts.py"
    for path in stale_files(expected):
        yield f"{path.relative_to(ROOT.parent)} belongs to no message any more: run python scripts/gen_contracts.py"


def broken_promises(released: Path, present: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What a released message has promised and today's does not keep."""
    for path in sorted(released.rglob("*.json")):
        place = path.relative_to(released).with_suffix("").as_posix()
        if place not in present:
            yield f"{place} was released and is gone: keep it until no release that uses it is left"
            continue
        for sentence in breaks(json.loads(path.read_text(encoding="utf-8")), present[place]):
            yield f"{place} breaks the last release: {sentence}; make it a new major version beside this one"


def main() -> int:
    """Print every finding; 1 when there is one."""
    present = {place: schema_of(model) for place, model in models().items()}
    findings = [*drift(), *broken_promises(RELEASED, present)]
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"contracts: {len(present)} schemas checked, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
