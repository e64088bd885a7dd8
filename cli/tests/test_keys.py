"""Promises about the key commands: a key is read, never an argument, and never shown."""

import json

from .conftest import Studio

KEY = "a-key-that-nobody-must-see"


async def test_a_key_is_read_from_stdin_listed_by_its_fingerprint_and_removed(studio: Studio) -> None:
    ran = await studio.run("key", "set", "fal", given=f"{KEY}\n".encode())
    assert ran.code == 0, ran.err
    listed = await studio.run("key", "list", "--json")
    kept, *more = json.loads(listed.out)["keys"]
    assert (kept["vendor"], more) == ("fal", [])
    assert kept["fingerprint"] in ran.err
    table = await studio.run("key", "list")
    assert kept["fingerprint"] in table.out
    assert KEY not in ran.out + ran.err + listed.out + table.out
    assert (await studio.run("key", "remove", "fal")).code == 0
    assert json.loads((await studio.run("key", "list", "--json")).out)["keys"] == []


async def test_a_key_is_no_argument_and_an_empty_one_is_told(studio: Studio) -> None:
    assert (await studio.run("key", "set", "fal", KEY)).code == 2
    empty = await studio.run("key", "set", "fal", given=b" \n")
    assert (empty.code, "No key was given" in empty.err) == (2, True)
    unknown = await studio.run("key", "set", "acme", given=KEY.encode())
    assert (unknown.code, "fal" in unknown.err) == (3, True)
