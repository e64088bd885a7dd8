"""Options that commands share, and the client that they lead to."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sagareel.client import Client
from sagareel.connection import find_connection

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]
Gateway = Annotated[
    str | None, typer.Option(metavar="URL", help="The gateway's address; otherwise SAGAREEL_URL or this checkout's.")
]


def client_of(gateway: str | None) -> Client:
    """A client of the gateway that the user means."""
    return Client(find_connection(gateway, Path.cwd(), os.environ))
