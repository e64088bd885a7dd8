"""The command line's entry: puts the commands together and reports how they end."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from sagareel import catalogue, films, keys
from sagareel.failures import CommandFailed
from sagareel.output import print_json, say

app = typer.Typer(
    name="sagareel", help="A script becomes a film.", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None
)
app.add_typer(films.app, name="film")
app.add_typer(keys.app, name="key")
app.command("models")(catalogue.show_models)
app.command("styles")(catalogue.show_styles)
app.command("page")(catalogue.show_page)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 — only this option needs it

        typer.echo(version("sagareel"))
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """A script becomes a film."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command that was typed; ends the process."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(typed)
    except CommandFailed as failure:
        if "--json" in typed:
            code = failure.error.get("code", failure.code.name.lower())
            print_json({"error": {"code": code, "message": failure.message, **failure.error}})
        for line in failure.lines():
            say(line)
        sys.exit(failure.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
