"""Lists, shows and replays dead messages, for operators: `python scripts/dead.py list imagery`."""

import asyncio
from typing import Annotated

import typer

from chassis.dead import Dead, read_dead, replay
from chassis.environment import Environment

app = typer.Typer(help="Messages that a service could not read or handle.", no_args_is_help=True)
Group = Annotated[str, typer.Argument(help="The service whose dead topic is meant, for example imagery.")]
Offset = Annotated[int, typer.Argument(help="The number that `list` shows.")]


async def _all(group: str) -> list[Dead]:
    return [dead async for dead in read_dead(Environment.from_env(), group)]


def _one(group: str, offset: int) -> Dead:
    for dead in asyncio.run(_all(group)):
        if dead.offset == offset:
            return dead
    raise typer.BadParameter(f"{group} has no dead message {offset}.")


@app.command("list")
def list_(group: Group) -> None:
    """One line per dead message: its number, where it came from, why it died."""
    for dead in asyncio.run(_all(group)):
        typer.echo(f"{dead.offset}\t{dead.origin}\t{dead.reason.splitlines()[0]}")


@app.command()
def show(group: Group, offset: Offset) -> None:
    """The whole of one dead message."""
    dead = _one(group, offset)
    typer.echo(f"reason: {dead.reason}\nfrom: {dead.origin}\nkey: {dead.key!r}")
    for name, value in dead.headers:
        typer.echo(f"{name}: {value!r}")
    typer.echo(dead.value.decode("utf-8", "backslashreplace"))


@app.command("replay")
def replay_(group: Group, offset: Offset) -> None:
    """Send one dead message back to where it came from."""
    asyncio.run(replay(Environment.from_env(), _one(group, offset)))
    typer.echo(f"Replayed {group} {offset}.")


if __name__ == "__main__":
    app()
