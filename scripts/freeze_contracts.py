"""Run once per release: copies today's schemas to contracts/released, which check_contracts compares with from then on."""

import shutil
import sys

from check_contracts import main as check
from contract_schemas import RELEASED, SCHEMAS


def main() -> int:
    """Freeze, but only what is up to date and breaks nothing."""
    if check():
        print("Nothing is frozen: mend the findings first.", file=sys.stderr)
        return 1
    shutil.rmtree(RELEASED, ignore_errors=True)
    shutil.copytree(SCHEMAS, RELEASED)
    print(f"contracts: {sum(1 for _ in RELEASED.rglob('*.json'))} schemas frozen in {RELEASED.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
