"""`demo` makes a film out of an example screenplay and leaves nothing running, unless `up` was running already."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from local_stack.child import leashed
from local_stack.daemon import Setup, everything, stop_on_signals
from local_stack.errors import StackError
from local_stack.state import State, running_state
from local_stack.tell import tell

EXAMPLE = Path("examples/lighthouse.fountain")
FILMS = Path("films")


def demo(setup: Setup) -> None:
    """Make a film out of an example screenplay, into films/."""
    if not EXAMPLE.exists():
        raise StackError(f"{EXAMPLE} is not here: run this in the checkout.")
    stop_on_signals()
    state = running_state(setup.folders)
    if state is not None:
        tell(f"Using what runs already at {state.page}.")
        make_film(state, EXAMPLE)
        return
    with everything(setup, hurry=True) as state:
        make_film(state, EXAMPLE)


def make_film(state: State, example: Path) -> None:
    """Order the film with our command line, as a user would: it shows the progress, saves the film and says where."""
    FILMS.mkdir(exist_ok=True)
    arguments = ("film", "new", str(example), "--output", str(FILMS / f"{example.stem}.mp4"))
    tell(f"$ sagareel {' '.join(arguments)}")
    program = Path(sys.executable).with_name("sagareel")
    done = subprocess.run(
        leashed([str(program), *arguments], "same", signal.SIGKILL), env={**os.environ, **state.environment}, check=False
    )
    if done.returncode != 0:
        raise StackError(f"The film was not made (exit status {done.returncode}).")
