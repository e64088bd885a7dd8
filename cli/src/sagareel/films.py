"""The commands `sagareel film …`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sagareel.client import Client
from sagareel.downloads import PARTS, download, target_of
from sagareel.failures import CommandFailed, Exit
from sagareel.material import read_material
from sagareel.options import AsJson, Gateway, client_of
from sagareel.output import err, print_film, print_films, print_json, print_where, say
from sagareel.watching import ended_well, wait_for

app = typer.Typer(no_args_is_help=True, help="Make, watch and get films.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The film's id, as `film new` and `film list` print it.")]


class Ratio(StrEnum):
    """Width to height."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"


class Failover(StrEnum):
    """What may take the place of a model that refuses or is away."""

    NEVER = "never"
    ROUTE = "route"
    MODEL = "model"


class Stage(StrEnum):
    """What a film is made by, in this order."""

    SCRIPT = "script"
    STORYBOARD = "storyboard"
    SHEETS = "sheets"
    FRAMES = "frames"
    CLIPS = "clips"
    SOUND = "sound"
    FILM = "film"


Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Show progress until the film has ended.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Save the film there (waits for it).")]
Key = Annotated[str | None, typer.Option(help="Repeating a call with the same key makes no second film.")]
Between = Annotated[str, typer.Option(help="Between scenes where the script names none: auto, dissolve, wipe_left, …")]
Chosen = Annotated[list[str] | None, typer.Option("--model", help="KIND=ID, as `sagareel models` lists them; may be repeated.")]
MayTakeOver = Annotated[
    Failover, typer.Option(help="What may take the place of a model that refuses or is away: another route to it, another model.")
]
StopAt = Annotated[Stage, typer.Option(help="Stop after this stage; `film continue` goes on from there.")]


@app.command("new")
def new_film(
    text: Annotated[
        str | None, typer.Argument(help="An idea, a screenplay's file (Fountain, FDX, text), or - for stdin.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="A web page to make the film from, instead of a text.")] = None,
    duration: Annotated[str | None, typer.Option(help="15s, 30s, 1m, 2m, 3m; without it a screenplay keeps its length.")] = None,
    ratio: Annotated[Ratio, typer.Option(help="Width to height.")] = Ratio.WIDE,
    style: Annotated[str, typer.Option(help="One of `sagareel styles`.")] = "storybook",
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="The same text and seed give the same film.")] = 0,
    title: Annotated[str, typer.Option(help="A name for the film.")] = "",
    language: Annotated[str, typer.Option(help="Language of the narration.")] = "en",
    codec: Annotated[str, typer.Option(help="h264 plays everywhere; hevc, vp9, av1.")] = "h264",
    resolution: Annotated[str, typer.Option(help="720p, 1080p, 1440p, 4k; local pictures are enlarged from 720p.")] = "720p",
    transition: Between = "auto",
    fps: Annotated[int, typer.Option(help="Frames per second: 24, 25, 30.")] = 24,
    subtitles: Annotated[str, typer.Option(help="soft (a track), burned (in the picture), both, none.")] = "soft",
    models: Chosen = None,
    failover: MayTakeOver = Failover.NEVER,
    webhook: Annotated[str | None, typer.Option(help="An https address that is called when the film has ended.")] = None,
    stop_at: StopAt = Stage.FILM,
    idempotency_key: Key = None,
    wait: Wait = False,
    output: Output = None,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """Make a film from an idea, a screenplay or a web page."""
    if (text is None) == (url is None):
        raise CommandFailed(Exit.USAGE, "Give either a text (an idea, a file, or -) or --url.")
    body: dict[str, Any] = {"url": url} if text is None else {"text": read_material(text)}
    body |= {"ratio": ratio.value, "style": style, "seed": seed, "title": title, "language": language}
    body |= {"codec": codec, "resolution": resolution, "transition": transition, "fps": fps, "subtitles": subtitles}
    said = {"stop_at": _said(stop_at, Stage.FILM), "failover": _said(failover, Failover.NEVER), "models": _chosen(models or [])}
    said |= {"duration": duration, "webhook_url": webhook}
    body |= {name: value for name, value in said.items() if value not in (None, {})}
    _whole(stop_at, output)
    client = client_of(gateway)
    film = client.post("/v1/sequences", body, idempotency_key)
    _see_to(client, film, wait=wait, output=output, as_json=as_json)


@app.command("continue")
def continue_film(
    sequence: Id,
    stop_at: StopAt = Stage.FILM,
    idempotency_key: Key = None,
    wait: Wait = False,
    output: Output = None,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """Make the rest of a film that was stopped early, failed or was cancelled: a new film that uses what there is already."""
    _whole(stop_at, output)
    client = client_of(gateway)
    film = client.post(_path(sequence) + "/continue", {"stop_at": stop_at.value}, idempotency_key)
    _see_to(client, film, wait=wait, output=output, as_json=as_json)


def _said(choice: StrEnum, usual: StrEnum) -> str | None:
    """What is not said is left to the gateway."""
    return None if choice == usual else choice.value


def _chosen(models: list[str]) -> dict[str, str]:
    pairs = [choice.partition("=") for choice in models]
    if odd := next((kind for kind, _, name in pairs if not name), None):
        raise CommandFailed(Exit.USAGE, f"--model {odd} names no model. Write it as --model image=ID.")
    return {kind: name for kind, _, name in pairs}


def _whole(stop_at: Stage, output: Path | None) -> None:
    if output is not None and stop_at != Stage.FILM:
        raise CommandFailed(Exit.USAGE, "Only a whole film can be saved: leave out --output or --stop-at.")


def _see_to(client: Client, film: dict[str, Any], *, wait: bool, output: Path | None, as_json: bool) -> None:
    """Say what was ordered, or wait for it and show it."""
    if not wait and output is None:
        _ordered(film, as_json=as_json)
        return
    say(f"Film {film['id']}")
    film = ended_well(wait_for(client, film["id"]))
    path = download(client, film, "mp4", target_of(film, "mp4", output), err) if output is not None else None
    if as_json:
        print_json(film | ({"path": str(path)} if path else {}))
    elif path is not None:
        print_where(path, film)
    else:
        print_film(film)


@app.command("watch")
def watch_film(
    sequence: Id,
    after: Annotated[int, typer.Option(min=0, help="With --json: leave out events up to this id.")] = 0,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """Show a film's progress until it ends; with --json every event is a line. Goes on by itself after a lost connection."""
    client = client_of(gateway)
    _path(sequence)
    film = wait_for(client, sequence, events=as_json, after=after)
    ended_well(film)
    if not as_json:
        print_film(film)


@app.command("show")
def show_film(sequence: Id, as_json: AsJson = False, gateway: Gateway = None) -> None:
    """Show a film as it is now."""
    film = _get(client_of(gateway), sequence)
    if as_json:
        print_json(film)
    else:
        print_film(film)


@app.command("list")
def list_films(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many, newest first.")] = 20,
    state: Annotated[str | None, typer.Option(help="Only films in this state: running, completed, failed, …")] = None,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """List your films."""
    client = client_of(gateway)
    films: list[dict[str, Any]] = []
    cursor: str | None = None
    while len(films) < limit:
        page = client.get("/v1/sequences", limit=min(100, limit - len(films)), state=state, cursor=cursor)
        films += page["sequences"]
        cursor = page["next"]
        if cursor is None:
            break
    if as_json:
        print_json({"sequences": films, "next": cursor})
    else:
        print_films(films)


@app.command("cancel")
def cancel_film(sequence: Id, as_json: AsJson = False, gateway: Gateway = None) -> None:
    """Stop a film; nothing is charged."""
    film = client_of(gateway).post(_path(sequence) + "/cancel")
    if as_json:
        print_json(film)
    else:
        say(f"Film {film['id']} is {film['state']}.")


@app.command("download")
def download_film(
    sequence: Id,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, or a folder.")] = None,
    part: Annotated[list[str] | None, typer.Option(help=f"What to get: {', '.join(PARTS)}, or all.")] = None,
    as_json: AsJson = False,
    gateway: Gateway = None,
) -> None:
    """Save a finished film, or its poster, subtitles and chapters."""
    parts = _parts(part or ["mp4"], output)
    client = client_of(gateway)
    film = _get(client, sequence)
    if not film["film"]:
        if film["ended"]:
            ended_well(film)
            message = f"The film was stopped after its {film['stop_at']}. Make the rest: sagareel film continue {film['id']}"
            raise CommandFailed(Exit.CONFLICT, message)
        raise CommandFailed(Exit.CONFLICT, f"The film is not finished: it is {film['state']}. `film watch` shows how far it is.")
    parts = _there(parts, film["film"], every="all" in (part or []))
    paths = {name: str(download(client, film, name, target_of(film, name, output), err)) for name in parts}
    if as_json:
        print_json({"id": film["id"], "paths": paths})
        return
    for name, path in paths.items():
        if name == "mp4":
            print_where(Path(path), film)
        else:
            typer.echo(path)


def _parts(named: list[str], output: Path | None) -> list[str]:
    parts = list(PARTS) if "all" in named else list(dict.fromkeys(named))
    if unknown := [part for part in parts if part not in PARTS]:
        raise CommandFailed(Exit.USAGE, f"A film has no part {unknown[0]}. Choose of {', '.join(PARTS)}, all.")
    if len(parts) > 1 and output is not None and not output.is_dir():
        raise CommandFailed(Exit.USAGE, f"Several parts need a folder to go to; {output} is none.")
    return parts


def _there(parts: list[str], made: dict[str, Any], *, every: bool) -> list[str]:
    """The parts that this film has; one from an earlier release may lack some."""
    there = [part for part in parts if made.get(part)]
    if not every and len(there) < len(parts):
        raise CommandFailed(
            Exit.NOT_FOUND, f"This film has no {next(p for p in parts if p not in there)}; an earlier release made it."
        )
    return there


def _get(client: Client, sequence: str) -> dict[str, Any]:
    film: dict[str, Any] = client.get(_path(sequence))
    return film


def _path(sequence: str) -> str:
    if not sequence.replace("-", "").isalnum():
        raise CommandFailed(Exit.NOT_FOUND, f"{sequence} is no film's id.")
    return f"/v1/sequences/{sequence}"


def _ordered(film: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(film)
        return
    typer.echo(film["id"])
    say(f"Ordered. Watch it: sagareel film watch {film['id']}")
