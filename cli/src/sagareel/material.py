"""What a film is to be made from: a text as typed, a file, or standard input."""

import sys
from pathlib import Path

from sagareel.failures import CommandFailed, Exit

LARGEST = 2 * 1024 * 1024
_ENDINGS = {".fountain", ".fdx", ".txt", ".md", ".spmd", ".xml"}


def read_material(given: str) -> str:
    """The text that is meant by an argument: `-`, the name of a file, or the text itself.

    Raises CommandFailed when a file is meant and cannot be read as text.
    """
    if given == "-":
        return _decoded(sys.stdin.buffer.read(LARGEST + 1), "Standard input")
    path = Path(given)
    if given and len(given) < 1000 and "\n" not in given and "\0" not in given:
        if path.is_file():
            with path.open("rb") as file:
                return _decoded(file.read(LARGEST + 1), given)
        if path.is_dir():
            raise CommandFailed(Exit.USAGE, f"{given} is a folder. Name a file.")
        if path.suffix.lower() in _ENDINGS and " " not in given:
            raise CommandFailed(Exit.USAGE, f"There is no file {given}.")
    return given


def _decoded(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST:
        raise CommandFailed(Exit.USAGE, f"{name} is larger than 2 MB. Split the screenplay.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        raise CommandFailed(Exit.USAGE, message) from None
