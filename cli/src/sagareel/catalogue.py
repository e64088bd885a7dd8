"""The commands that show what can be chosen, and where the page is."""

import os
from pathlib import Path
from typing import Annotated, Any

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
        print_rows([_row(model) for model in found["models"]], "id", "does", "vendor", "price", "takes", "description")


def _row(model: dict[str, Any]) -> dict[str, str]:
    """A model on one line; a price in credits."""
    prices = [f"{price['micros'] / 1e6:g} per {_units(price)}" for price in model["prices"] if price["micros"]]
    limits, takes = model["limits"], []
    if limits["seconds"]:
        takes.append(f"{', '.join(f'{length:g}' for length in limits['seconds'])} s")
    elif limits["max_seconds"]:
        takes.append(f"{limits['min_seconds'] or 0:g}-{limits['max_seconds']:g} s")
    takes += [f"{limits['max_references']} references"] if limits["max_references"] else []
    takes += ["end frame"] if model["end_frame"] else []
    takes += [f"only {category}" for category in model["style_categories"]]
    takes += [f"until {model['retires']}"] if model["retires"] else []
    return {
        "id": model["id"],
        "does": ", ".join((model["kind"], *model["also"])),
        "vendor": model["vendor"],
        "price": " + ".join(prices) or "free",
        "takes": "; ".join(takes),
        "description": _description(model),
    }


def _description(model: dict[str, Any]) -> str:
    """What a model is, or why it cannot be chosen here; an older gateway does not say which key is missing."""
    if model["unavailable"]:
        return f"Not usable: {model['unavailable']}."
    keys = model.get("missing_keys", ())
    return f"Needs {' or '.join(keys)}. {model['description']}" if keys else str(model["description"])


def _units(price: dict[str, Any]) -> str:
    name = price["unit"].replace("_", " ")
    return f"{price['per']:,} {name}s" if price["per"] > 1 else name


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
