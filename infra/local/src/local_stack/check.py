"""`check` starts the three servers, crashes each of them once, and stops: does the stack work on this machine?"""

import time

from local_stack.daemon import Setup, stop_on_signals
from local_stack.given import given_by
from local_stack.stack import Stack
from local_stack.tell import tell


def check(setup: Setup) -> None:
    """Start the servers, crash each once, stop them."""
    stop_on_signals()
    started = time.monotonic()
    with Stack(setup.folders.data, cache=setup.folders.cache, given=given_by(setup.settings)) as stack:
        tell(f"Kafka, PostgreSQL and S3 are ready after {time.monotonic() - started:.1f} s.")
        for server in ("kafka", "postgres", "s3"):
            started = time.monotonic()
            stack.kill(server)
            stack.wait(server)
            tell(f"{server}: killed, and ready again after {time.monotonic() - started:.1f} s")
        started = time.monotonic()
    tell(f"Stopped in {time.monotonic() - started:.1f} s.")
