"""Promises about addresses and keys: which one counts, and that a key goes nowhere else."""

from pathlib import Path

import pytest

from sagareel import client
from sagareel.connection import find_connection, page_address
from sagareel.events import Told, parse
from sagareel.failures import CommandFailed, Exit

from .conftest import Studio

LOCAL = "http://127.0.0.1:8400"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with an installation."""
    folder = tmp_path / ".sagareel"
    folder.mkdir()
    for name, text in (("api-key", "sgr_local\n"), ("gateway-url", f"{LOCAL}\n"), ("page-url", f"{LOCAL}/login?ticket=t\n")):
        (folder / name).write_text(text)
    return tmp_path


def test_the_installation_is_found_from_any_folder_of_the_checkout(checkout: Path) -> None:
    deep = checkout / "examples" / "mine"
    deep.mkdir(parents=True)
    connection = find_connection(None, deep, {})
    assert (connection.url, connection.key) == (LOCAL, "sgr_local")
    assert page_address(deep, {}) == f"{LOCAL}/login?ticket=t"


def test_a_flag_counts_before_the_environment_before_the_files(checkout: Path) -> None:
    env = {"SAGAREEL_URL": "https://env.example", "SAGAREEL_API_KEY": "sgr_env"}
    assert find_connection("https://flag.example/", checkout, env).url == "https://flag.example"
    assert find_connection(None, checkout, env).url == "https://env.example"
    assert find_connection(None, checkout, {"SAGAREEL_API_KEY": "sgr_env"}).key == "sgr_env"


@pytest.mark.parametrize("url", ["https://elsewhere.example", "http://127.0.0.1:8401"])
def test_a_key_from_a_file_is_never_sent_to_another_address(checkout: Path, url: str) -> None:
    with pytest.raises(CommandFailed) as failed:
        find_connection(url, checkout, {})
    assert failed.value.code == Exit.USAGE
    assert "sgr_local" not in repr(failed.value)


def test_no_installation_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="make up"):
        find_connection(None, tmp_path, {"SAGAREEL_DATA": str(tmp_path)})


async def test_no_command_takes_a_key_as_an_argument(studio: Studio) -> None:
    for command in (["film", "new"], ["film", "list"], ["models"]):
        shown = (await studio.run(*command, "--help")).out
        assert "Usage" in shown
        assert "key" not in shown.replace("--idempotency-key", "").replace("same key", "").lower()


async def test_a_gateway_that_is_not_there_ends_with_7(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAUSE", 0.01)
    ran = await studio.run("film", "list", SAGAREEL_URL="http://127.0.0.1:9", SAGAREEL_API_KEY="sgr_x")
    assert ran.code == 7
    assert "make up" in ran.err


async def test_a_wrong_key_ends_with_2(studio: Studio) -> None:
    ran = await studio.run("models", SAGAREEL_API_KEY="sgr_wrong")
    assert (ran.code, ran.out) == (2, "")


async def test_catalogue_and_page_are_shown(studio: Studio) -> None:
    assert "local-draw" in (await studio.run("models", "--kind", "image")).out
    clips = (await studio.run("models", "--kind", "clip", COLUMNS="400")).out
    for told in ("kling-v3-pro", "0.112 per second", "3-15 s; end frame", "5, 10 s", "only animation"):
        assert told in clips
    assert "5 per 1,000,000 input tokens + 25 per" in (await studio.run("models", "--kind", "write", COLUMNS="400")).out
    assert "storybook" in (await studio.run("styles")).out
    assert (await studio.run("page")).out.startswith(f"{studio.address}/login?ticket=")


async def test_colour_and_broken_pipes_do_no_harm(studio: Studio) -> None:
    ran = await studio.run("styles", NO_COLOR="1", FORCE_COLOR="1")
    assert "\x1b[3" not in ran.out
    process = await studio.start("models", "--json")
    assert process.stdout is not None
    process.stdout._transport.close()  # type: ignore[attr-defined]
    _, err = await process.communicate()
    assert b"Traceback" not in err


def test_cut_off_and_odd_streams_are_read_as_far_as_they_go() -> None:
    lines = [
        "retry: 1000",
        "",
        ": still here",
        "",
        "id: 4",
        "event: step.done",
        'data: {"a":',
        "data: 1}",
        "",
        "id: 5",
        'data: {"cut',
    ][:-1]
    assert list(parse(lines)) == [Told(4, "step.done", {"a": 1})]
