"""Writes what is made from contracts/src: schemas, examples, AsyncAPI and the catalogue. Run it after every change there."""

import sys
from pathlib import Path

from contract_asyncapi import ASYNCAPI, asyncapi_text
from contract_catalogue import README, with_catalogue
from contract_examples import example_files
from contract_models import model_schemas
from contract_schemas import EXAMPLES, SCHEMAS, schema_files


def generated_files() -> dict[Path, str]:
    """Every generated file with the text that it must have."""
    readme = README.read_text(encoding="utf-8")
    return {**schema_files(), **example_files(), **model_schemas(), ASYNCAPI: asyncapi_text(), README: with_catalogue(readme)}


def stale_files(expected: dict[Path, str]) -> list[Path]:
    """Files in the generated folders that nothing makes any more."""
    return [path for folder in (SCHEMAS, EXAMPLES) for path in sorted(folder.rglob("*.json")) if path not in expected]


def main() -> int:
    """Write what differs and remove what is left over."""
    expected = generated_files()
    for path in stale_files(expected):
        path.unlink()
    for path, text in expected.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"contracts: {len(expected)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
