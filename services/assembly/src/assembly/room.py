"""A full disk, told as what it is: the work is tried again, and nothing that was half written is ever found as a piece."""

import contextlib
import errno
from collections.abc import Iterator

from chassis.errors import Broken

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def disk_full() -> Broken:
    """What is raised when there is no room."""
    return Broken("The disk is full; the film goes on when there is room again.", code="disk_full")


@contextlib.contextmanager
def room_on_disk() -> Iterator[None]:
    """Around whatever writes: raises Broken of the code `disk_full` where a writer found no room."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk_full() from error
        raise
