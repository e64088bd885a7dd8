"""Promise 8 over all paid vendors at once; `make chaos-vendors` runs the same for as long as one likes."""

import argparse
import subprocess
from pathlib import Path

import pytest
from chaos_vendors import measure

from chassis.environment import Environment

CRASHES = 300


@pytest.mark.timeout(900)
async def test_killed_again_and_again_no_vendor_is_paid_twice_and_every_film_ends_with_exact_books(
    environment: Environment, tmp_path: Path
) -> None:
    options = argparse.Namespace(seed=5, crashes=CRASHES, at_once=40)
    figures = await measure(environment, options, subprocess.DEVNULL, tmp_path)
    assert figures.pop("crashes") >= CRASHES
    assert not any(figures.values()), figures
