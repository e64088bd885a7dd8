"""Which gateway to speak to, and with which key: flag before environment before the files of the checkout.

A key from a file is only ever sent to the address that lies beside it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sagareel.failures import CommandFailed, Exit

FOLDER = ".sagareel"


@dataclass(frozen=True, slots=True)
class Connection:
    """An address and the key for it."""

    url: str
    key: str = field(repr=False)


def find_connection(flag: str | None, start: Path, environ: Mapping[str, str] | None = None) -> Connection:
    """The gateway that the user means.

    Raises CommandFailed with what to do when none or no key is known.
    """
    env = os.environ if environ is None else environ
    folder = find_folder(start, env)
    beside = _line(folder / "gateway-url") if folder else ""
    url = (flag or env.get("SAGAREEL_URL") or beside).rstrip("/")
    if not url:
        raise CommandFailed(Exit.UNREACHABLE, "No gateway is known here. Run `make up`, or set SAGAREEL_URL to its address.")
    if not url.startswith(("http://", "https://")):
        raise CommandFailed(Exit.USAGE, f"{url} is no address. Write it as http://host:port.")
    key = env.get("SAGAREEL_API_KEY", "").strip()
    if not key and folder and url == beside:
        key = _line(folder / "api-key")
    if not key:
        raise CommandFailed(Exit.USAGE, f"No API key is known for {url}. Set SAGAREEL_API_KEY.")
    return Connection(url, key)


def find_folder(start: Path, environ: Mapping[str, str]) -> Path | None:
    """The data folder of the installation: SAGAREEL_DATA, or the nearest `.sagareel` here or above."""
    if given := environ.get("SAGAREEL_DATA"):
        return Path(given)
    return next((f for parent in (start, *start.parents) if (f := parent / FOLDER).is_dir() and (f / "api-key").exists()), None)


def page_address(start: Path, environ: Mapping[str, str]) -> str:
    """The link that lets the browser of this machine's owner in.

    Raises CommandFailed when no gateway has been started here.
    """
    folder = find_folder(start, environ)
    link = _line(folder / "page-url") if folder else ""
    if not link:
        raise CommandFailed(Exit.NOT_FOUND, "No page is known here. Run `make up` in the checkout first.")
    return link


def _line(file: Path) -> str:
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CommandFailed(
            Exit.USAGE, f"{file} cannot be read: {error.strerror}. It belongs to whoever started Sagareel."
        ) from None
