"""What a running installation tells other processes: who runs it, where its page is, and the file with its environment."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from local_stack.folders import Folders, Lock, write_private


@dataclass(frozen=True, slots=True)
class State:
    """Written when everything is ready, removed when it stops."""

    pid: int
    page: str
    environment: dict[str, str]


def write_state(folders: Folders, state: State) -> None:
    """Tell the others; also as a shell file that services and tools can be started with."""
    lines = (f"export {name}={shlex.quote(value)}\n" for name, value in state.environment.items())
    write_private(folders.data / "environment", "".join(lines))
    write_private(folders.data / "state.json", json.dumps(asdict(state)))


def remove_state(folders: Folders) -> None:
    """It stops now. The addresses that the gateway has left go too: somebody else may get its port."""
    for name in ("state.json", "environment", "gateway-url", "page-url"):
        (folders.data / name).unlink(missing_ok=True)


def running_state(folders: Folders) -> State | None:
    """The installation that runs on this data and is ready."""
    path = folders.data / "state.json"
    holder = Lock(folders.data / "lock").holder()
    if holder is None or not path.exists():
        return None
    fields: Mapping[str, object] = json.loads(path.read_text())
    state = State(**fields)  # type: ignore[arg-type]  # we wrote it
    return state if state.pid == holder else None
