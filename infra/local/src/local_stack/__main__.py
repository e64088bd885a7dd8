"""`python -m local_stack up|down|status|run|demo|check|prepare`: what the Makefile calls."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from local_stack.check import check
from local_stack.daemon import Setup, Stopped, down, run, status, up
from local_stack.demo import demo
from local_stack.errors import StackError
from local_stack.folders import folders_of
from local_stack.prepare import prepare
from local_stack.tell import tell
from provision.errors import ProvisionError

COMMANDS: Mapping[str, Callable[[Setup], None]] = {
    "up": up,
    "down": down,
    "status": status,
    "run": run,
    "demo": demo,
    "check": check,
    "prepare": prepare,
}


def main() -> int:
    """Run one command; a failure is a sentence and exit status 1."""
    parser = argparse.ArgumentParser(prog="python -m local_stack", description="Sagareel on this machine.")
    parser.add_argument("command", choices=COMMANDS, help=", ".join(f"{n}: {f.__doc__}" for n, f in COMMANDS.items()))
    chosen = parser.parse_args()
    try:
        COMMANDS[chosen.command](Setup(folders_of(os.environ, Path.cwd()), dict(os.environ)))
    except (StackError, ProvisionError) as error:
        tell(str(error))
        return 1
    except (KeyboardInterrupt, Stopped):
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
