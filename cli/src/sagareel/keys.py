"""The commands for a tenant's own keys at vendors of models. A key is read from stdin or asked for, never an argument."""

import getpass
import sys
from typing import Annotated

import typer

from sagareel.failures import CommandFailed, Exit
from sagareel.options import AsJson, Gateway, client_of
from sagareel.output import print_json, print_rows, say

app = typer.Typer(
    name="key",
    help="Your own keys at vendors: what your films ask of them is paid by you there, not in credits.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Vendor = Annotated[str, typer.Argument(metavar="VENDOR", help="anthropic, elevenlabs, fal or openai.")]


@app.command("set")
def set_key(vendor: Vendor, as_json: AsJson = False, gateway: Gateway = None) -> None:
    """Set a key, or put another in its place. It is asked for, or read from stdin: `sagareel key set fal < file`."""
    kept = client_of(gateway).put(f"/v1/keys/{vendor}", {"key": _read(vendor)})
    if as_json:
        print_json(kept)
    else:
        say(f"The key for {vendor} is set (fingerprint {kept['fingerprint']}).")


@app.command("list")
def list_keys(as_json: AsJson = False, gateway: Gateway = None) -> None:
    """List the keys that are set: vendor, fingerprint, since when. No key is ever shown."""
    found = client_of(gateway).get("/v1/keys")
    if as_json:
        print_json(found)
    elif found["keys"]:
        print_rows(found["keys"], "vendor", "fingerprint", "set_at")
    else:
        say(
            f"No key is set. There can be one for: {', '.join(found['vendors'])}."
            if found["vendors"]
            else "No key can be set here."
        )


@app.command("remove")
def remove_key(vendor: Vendor, as_json: AsJson = False, gateway: Gateway = None) -> None:
    """Remove a key. What was asked with it is still waited for."""
    client_of(gateway).delete(f"/v1/keys/{vendor}")
    if as_json:
        print_json({"vendor": vendor, "removed": True})
    else:
        say(f"There is no key for {vendor} any more.")


def _read(vendor: str) -> str:
    try:
        key = getpass.getpass(f"Key for {vendor} (not shown): ") if sys.stdin.isatty() else sys.stdin.read()
    except UnicodeDecodeError:
        key = ""
    if not key.strip():
        raise CommandFailed(
            Exit.USAGE, f"No key was given. Type it when asked, or pass it on: `sagareel key set {vendor} < file`."
        )
    return key.strip()
