"""Waiting for a film: shows its progress until it ends, and says how to come back when the user leaves."""

from typing import Any

from sagareel.client import Client
from sagareel.events import follow
from sagareel.failures import CommandFailed, Exit
from sagareel.output import err, print_json_line, say
from sagareel.screen import Screen

COMPLETED = {"completed", "completed_with_stand_ins"}


def wait_for(client: Client, sequence: str, *, events: bool = False, after: int = 0) -> dict[str, Any]:
    """Follow a film to its end and give it back; `events` prints every event as a line of JSON.

    Raises CommandFailed with INTERRUPTED when the user leaves: the film goes on.
    """
    film: dict[str, Any] = {}
    try:
        with Screen(err) as screen:
            for told in follow(client, sequence, after):
                if told.type == "film":
                    film = told.data
                    screen.show(film)
                if events:
                    print_json_line({"event": told.type, **told.data})
    except KeyboardInterrupt:
        message = f"The film goes on without you. Watch it again: sagareel film watch {sequence}"
        raise CommandFailed(Exit.INTERRUPTED, message) from None
    return film or client.get(f"/v1/sequences/{sequence}")


def ended_well(film: dict[str, Any]) -> dict[str, Any]:
    """The film, if it was completed.

    Raises CommandFailed with its failure otherwise.
    """
    if film["state"] in COMPLETED:
        if film["stand_ins"]:
            say(f"Some steps failed and were stood in for: {', '.join(film['stand_ins'])}.")
        return film
    failure = film["failure"] or {}
    state = film["state"].replace("_", " ")
    message = f"The film is {state}: {failure.get('message', 'no reason was given')}"
    raise CommandFailed(Exit.FILM_FAILED, message, {"code": failure.get("code", film["state"]), "message": message})
