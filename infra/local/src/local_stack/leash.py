"""Becomes another program that dies with its parent: `python -I -S leash.py PARENT SIGNAL IDENTITY PROGRAM ARGUMENT...`.

Started by `child`. It is a program of its own because nothing else is safe between fork and exec of a process with threads.
IDENTITY is `same`, `UID:GID`, or `namespace`: root that is seen as an ordinary user by the program, with root's files in reach.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000


def take_identity(identity: str) -> None:
    """Leave root where it is asked for; before the death signal, which the kernel forgets on every change of user."""
    if identity == "namespace":
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
        for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
            with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123  # pathlib costs 10 ms at every start
                file.write(text)
    elif identity != "same":
        user, group = (int(part) for part in identity.split(":"))
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)


def main() -> None:
    """Change user, tie our life to the parent's, become the program."""
    parent, death_signal, identity, *command = sys.argv[1:]
    take_identity(identity)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != int(parent):  # it died before we asked to be told
            os.kill(os.getpid(), signal.SIGKILL)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
