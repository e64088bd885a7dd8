"""`demo` makes a film out of an example screenplay and leaves nothing running, unless `up` was running already."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from local_stack.child import leashed
from local_stack.daemon import Setup, everything, stop_on_signals
from local_stack.errors import StackError
from local_stack.state import State, running_state
from local_stack.tell import tell

EXAMPLES = Path("examples")
FILMS = Path("films")


def demo(setup: Setup) -> None:
    """Make a film out of an example screenplay, into films/."""
    example = next(iter(sorted(EXAMPLES.glob("*.fountain"))), None)
    if example is None:
        raise StackError("There is no screenplay in examples/: run this in the checkout.")
    stop_on_signals()
    state = running_state(setup.folders)
    if state is not None:
        tell(f"Using what runs already at {state.page}.")
        film = make_film(state, example)
    else:
        with everything(setup) as state:
            film = make_film(state, example)
    tell(f"The film: {film}")


def make_film(state: State, example: Path) -> Path:
    """Order the film, watch it being made, and fetch it."""
    tell(f"Making a film of {example} ...")
    made = json.loads(_sagareel(state, ("film", "new", str(example), "--duration", "30s", "--wait", "--json")))
    FILMS.mkdir(exist_ok=True)
    path = (FILMS / f"{example.stem}.mp4").absolute()
    _sagareel(state, ("film", "download", made["id"], "--output", str(path)))
    return path


def _sagareel(state: State, arguments: Sequence[str]) -> str:
    """Run our command line, as a user would; its progress goes to the terminal."""
    program = Path(sys.executable).with_name("sagareel")
    done = subprocess.run(
        leashed([str(program), *arguments], "same", signal.SIGKILL),
        env={**os.environ, **state.environment, "SAGAREEL_URL": state.page},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StackError(f"`sagareel {' '.join(arguments)}` ended with status {done.returncode}. {done.stdout.strip()}")
    return done.stdout
