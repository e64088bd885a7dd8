"""PostgreSQL as a child process. It refuses to run as root: then it runs as nobody, or as root behind a user namespace."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from local_stack.addresses import HOST
from local_stack.child import Program, leashed
from local_stack.errors import StackError
from local_stack.folders import Folders

ADMIN = "sagareel"
LONGEST_SOCKET_FOLDER = 100
"""The kernel's limit for a unix socket's path is 108 bytes, its file name included."""

SETTINGS = {
    "listen_addresses": HOST,
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "dynamic_shared_memory_type": "mmap",  # in its data folder, not in /dev/shm
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
UNSAFE = {"fsync": "off", "full_page_writes": "off"}
"""For tests that measure nothing: a crash of the machine may lose the data, a crash of the server does not."""

ACCESS = f"""local all all scram-sha-256
host all all {HOST}/32 scram-sha-256
"""


def identity_for(folder: Path) -> str:
    """As whom it runs: ourselves, or for root somebody else who can reach the folder."""
    if os.geteuid() != 0:
        return "same"
    if _open_to_all(folder):
        nobody = pwd.getpwnam("nobody")
        return f"{nobody.pw_uid}:{nobody.pw_gid}"
    if subprocess.run(leashed(["/bin/true"], "namespace", signal.SIGKILL), capture_output=True, check=False).returncode == 0:
        return "namespace"
    raise StackError(
        f"PostgreSQL does not run as root, and the user nobody cannot reach {folder}. "
        "Set SAGAREEL_DATA to a folder that everybody may pass through, such as /var/lib/sagareel, or run as an ordinary user."
    )


def home_of_runtime(folders: Folders, identity: str) -> Path:
    """Where its programs are unpacked: in the cache, or beside the data when the user that it runs as cannot reach the cache."""
    if identity in {"same", "namespace"} or _open_to_all(folders.cache / "programs"):
        return folders.cache
    return folders.data / "programs"


def _open_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents)


def socket_folder(folder: Path) -> Path | None:
    """Where its unix socket lies, if the path is short enough for one."""
    path = folder / "run"
    return path if len(os.fsencode(path)) < LONGEST_SOCKET_FOLDER else None


def postgres_program(folder: Path, log: Path, runtime: Path, port: int, password: str, *, identity: str, fsync: bool) -> Program:
    """Make the cluster the first time and say how it runs."""
    data, run = folder / "data", folder / "run"
    run.mkdir(parents=True, exist_ok=True)
    give_to(identity, folder)
    if not (data / "PG_VERSION").exists():
        _make_cluster(folder, runtime, password, identity)
    settings = (
        SETTINGS
        | ({} if fsync else UNSAFE)
        | {"port": str(port), "unix_socket_directories": str(run) if socket_folder(folder) else ""}
    )
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = (str(runtime / "bin" / "postgres"), "-D", str(data), *options)
    # SIGINT ends its sessions and stops cleanly; SIGQUIT when we die: it takes its own children along.
    return Program("postgres", command, folder, log, identity=identity, stop_signal=signal.SIGINT, death_signal=signal.SIGQUIT)


def give_to(identity: str, folder: Path) -> None:
    """Make the user that the server runs as the owner of its folder."""
    if os.geteuid() != 0:
        return
    user, group = (0, 0) if identity == "namespace" else (int(part) for part in identity.split(":"))
    if (folder / "run").stat().st_uid == user == folder.stat().st_uid:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, group, follow_symlinks=False)


def _make_cluster(folder: Path, runtime: Path, password: str, identity: str) -> None:
    draft, secret = folder / "data.new", folder / "password"
    shutil.rmtree(draft, ignore_errors=True)  # an earlier attempt was interrupted
    secret.touch(mode=0o600)
    secret.write_text(password)
    owner = folder.stat()
    os.chown(secret, owner.st_uid, owner.st_gid)
    options = (
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--auth=scram-sha-256",
    )
    command = (str(runtime / "bin" / "initdb"), f"--pgdata={draft}", f"--username={ADMIN}", f"--pwfile={secret}", *options)
    done = subprocess.run(leashed(command, identity, signal.SIGKILL), capture_output=True, text=True, check=False, cwd=folder)
    secret.unlink()
    if done.returncode != 0:
        raise StackError(f"PostgreSQL's data folder could not be made:\n{done.stdout}{done.stderr}")
    (draft / "pg_hba.conf").write_text(ACCESS)
    draft.replace(folder / "data")
