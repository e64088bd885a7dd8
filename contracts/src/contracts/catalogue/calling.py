"""What is sent to a vendor for a call of the catalogue: its arguments with our values in them.

Adapters fill calls; the catalogue's check knows by it which words there are.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.catalogue.entries import Call

WORDS: dict[str, str] = {
    "prompt": "what to make, in words",
    "system": "how a language model is to work",
    "negative": "what must not be in it",
    "lyrics": "what is sung",
    "ratio": "width to height, as 16:9",
    "size": "width and height in pixels, as an object",
    "pixels": "width and height in pixels, as 1280x720",
    "seed": "a number; the same number gives the same result where the vendor keeps to it",
    "references": "addresses of the reference pictures",
    "mask": "where a picture may change",
    "start": "address of the start frame",
    "end": "address of the end frame",
    "clip": "address of the clip that goes on",
    "seconds": "length; `$seconds:text` as a text, `$seconds:s` with an s behind it",
    "milliseconds": "length in thousandths of a second",
    "finetune_id": "id of weights of the user's own",
    "finetune_strength": "how strongly they show",
}
"""Every word that `arguments` may name."""

FORMS = ("", "text", "s")


def filled(call: Call, values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call; `values` holds what there is, by the names of WORDS."""
    found = ((name, _value(told, values)) for name, told in call.arguments.items())
    return {name: value for name, value in found if value is not None}


def words_of(call: Call) -> Iterator[tuple[str, str]]:
    """The words that a call's arguments name, each with its form."""
    for told in call.arguments.values():
        if isinstance(told, str) and told.startswith("$"):
            word, _, form = told[1:].partition(":")
            yield word, form


def _value(told: Any, values: Mapping[str, Any]) -> Any:
    if not (isinstance(told, str) and told.startswith("$")):
        return told
    word, _, form = told[1:].partition(":")
    value = values.get(word)
    if value is None or not form:
        return value
    return f"{value}s" if form == "s" else str(value)
