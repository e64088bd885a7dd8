"""The schemas of the catalogue's files, for editors and for whoever adds a model; used by gen_contracts."""

import json
from pathlib import Path

from contract_schemas import ROOT

from contracts.catalogue.entries import ModelFile, StyleFile

FOLDER = ROOT / "src" / "contracts" / "catalogue"


def model_schemas() -> dict[Path, str]:
    """Each schema file with its text."""
    return {
        FOLDER / "models.schema.json": json.dumps(ModelFile.model_json_schema(), indent=2) + "\n",
        FOLDER / "styles.schema.json": json.dumps(StyleFile.model_json_schema(), indent=2) + "\n",
    }
