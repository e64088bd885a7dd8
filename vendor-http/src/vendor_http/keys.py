"""Where an account's key is: in a variable, or in the file that a variable names, as secrets are. Read by composition roots."""

from collections.abc import Mapping
from pathlib import Path


def key_of(variables: Mapping[str, str], name: str) -> str | None:
    """The key of `NAME`, or the content of the file that `NAME_FILE` names; None when neither is set.

    Raises OSError when the file cannot be read: a service that was given a key does not start without it.
    """
    if told := variables.get(name, "").strip():
        return told
    path = variables.get(f"{name}_FILE", "")
    return (Path(path).read_text(encoding="utf-8").strip() or None) if path else None
