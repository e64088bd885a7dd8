"""The commands that show what can be chosen, and where the page is."""

import os
from pathlib import Path
from typing import Annotated

import typer

from sagareel.connection import page_address
from sagareel.options import AsJson, Gateway, client_of
from sagareel.output import print_json, print_rows


def show_models(
    kind: Annotated[
        str | None, typer.Option(help="Only of one kind: write, analyze, image, clip, speech, music, effect.")
    ] = None,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """Show the models there are."""
    found = client_of(gateway).get("/v1/models", kind=kind)
    if as_json:
        print_json(found)
    else:
        print_rows(found["models"], "id", "kind", "vendor", "description")


def show_styles(as_json: AsJson = False, gateway: Gateway = None) -> None:
    """Show the styles there are."""
    found = client_of(gateway).get("/v1/styles")
    if as_json:
        print_json(found)
    else:
        print_rows(found["styles"], "id", "name", "description")


def show_page(as_json: AsJson = False) -> None:
    """Print the link that opens the page in this machine's browser. Keep it to yourself: it lets in whoever has it."""
    link = page_address(Path.cwd(), os.environ)
    if as_json:
        print_json({"page": link})
    else:
        typer.echo(link)
