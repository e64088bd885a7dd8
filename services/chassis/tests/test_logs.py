"""The log neither stops what it tells of nor drowns it."""

import logging
import subprocess
import sys
from pathlib import Path

from chassis.logs import SELDOM, Seldom

WRITES = """
import structlog
from chassis.logs import log_to_stderr
log_to_stderr()
for _ in range(3):
    structlog.get_logger().warning("publishing failed, trying again", error="x" * 10_000)
print("goes on")
"""


def test_a_full_disk_takes_lines_of_the_log_and_nothing_else() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", WRITES], stdout=subprocess.PIPE, stderr=full, text=True, check=False)
    assert done.stdout == "goes on\n"


def test_what_a_library_says_again_and_again_is_written_once_in_a_while() -> None:
    seldom = Seldom()

    def written(at: float, *arguments: object) -> bool:
        record = logging.LogRecord("aiokafka", logging.ERROR, "", 0, "Unable connect to node with id %s: %s", arguments, None)
        record.created = at
        return seldom.filter(record)

    times = (0.0, 0.1, SELDOM - 0.1, SELDOM, SELDOM + 0.1)
    assert [written(at, 1, "refused") for at in times] == [True, False, False, True, False]
    assert written(SELDOM + 0.2, 2, "refused"), "That is another line."
