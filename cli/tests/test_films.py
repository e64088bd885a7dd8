"""Promises about the film commands: what goes where, which exit code, and that nothing is lost on the way."""

import asyncio
import json
import signal
from pathlib import Path

import pytest

from .conftest import VIDEO, Studio, names_in


async def order(studio: Studio, *arguments: str) -> str:
    """The id of a newly ordered film."""
    ran = await studio.run("film", "new", "A star falls.", *arguments)
    assert ran.code == 0, ran.err
    return ran.out.strip()


async def test_a_new_films_id_is_all_that_stdout_gets(studio: Studio) -> None:
    ran = await studio.run(
        "film",
        "new",
        "A star falls.",
        "--duration",
        "30s",
        "--ratio",
        "9:16",
        "--seed",
        "7",
        "--codec",
        "vp9",
        "--fps",
        "25",
        "--subtitles",
        "both",
        "--failover",
        "model",
        "--model",
        "music=local-music",
    )
    assert ran.code == 0
    assert len(ran.out.split()) == 1
    assert f"film watch {ran.out.strip()}" in ran.err
    shown = json.loads((await studio.run("film", "show", ran.out.strip(), "--json")).out)
    assert (shown["request"]["duration"], shown["request"]["ratio"], shown["request"]["seed"]) == (30, "9:16", 7)
    assert shown["request"]["form"]["codec"] == "vp9"
    assert shown["request"]["fps"] == 25
    assert shown["request"]["form"]["subtitles"] == "both"
    assert (shown["request"]["failover"], shown["request"]["models"]["music"]) == ("model", "local-music")


async def test_a_text_comes_from_an_argument_a_file_or_stdin(studio: Studio, tmp_path: Path) -> None:
    script = "INT. LIGHTHOUSE - NIGHT\n\nMara climbs.\n"
    file = tmp_path / "star.fountain"
    file.write_text(script)
    for arguments, given, kind in (
        (["lighthouse"], b"", "idea"),
        ([str(file)], b"", "screenplay"),
        (["-"], script.encode(), "screenplay"),
    ):
        ran = await studio.run("film", "new", *arguments, "--json", given=given)
        film = json.loads((await studio.run("film", "show", json.loads(ran.out)["id"], "--json")).out)
        assert film["source"]["kind"] == kind


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["film", "new"], "Give either"),
        (["film", "new", "text", "--url", "https://example.com"], "Give either"),
        (["film", "new", "missing.fountain"], "no file missing.fountain"),
        (["film", "new", "/tmp"], "is a folder"),
        (["film", "new", ""], "Write"),
        (["film", "new", "A star.", "--ratio", "2:1"], "2:1"),
        (["film", "new", "A star.", "--codec", "prores"], "hevc"),
        (["film", "new", "A star.", "--fps", "60"], "25"),
        (["film", "new", "A star.", "--subtitles", "loud"], "burned"),
        (["film", "new", "A star.", "--style", "oil"], "storybook"),
        (["film", "new", "A star.", "--model", "image"], "--model image=ID"),
        (["film", "new", "A star.", "--duration", "1h"], "30s"),
        (["film", "new", "--url", "https://10.0.0.1/"], "not a public address"),
        (["film", "new", "..."], "no words"),
        (["film", "new", "A star\udcff."], "not UTF-8"),
        (["film", "new", "A star.", "--title", "\udcff"], "not UTF-8"),
        (["film", "nonsense"], "nonsense"),
    ],
)
async def test_wrong_usage_ends_with_2_and_says_what_is_right(studio: Studio, arguments: list[str], words: str) -> None:
    ran = await studio.run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


async def test_a_file_that_is_no_text_is_refused_before_it_is_sent(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "film.fdx").write_bytes(b"\xff\xfe\x00binary")
    (tmp_path / "long.txt").write_bytes(b"word " * 500_000)
    for name, words in (("film.fdx", "not UTF-8"), ("long.txt", "larger than 2 MB")):
        ran = await studio.run("film", "new", str(tmp_path / name))
        assert ran.code == 2
        assert words in ran.err


async def test_waiting_shows_progress_on_stderr_and_saves_the_film(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "films" / "star.mp4"
    running = await studio.start("film", "new", "A star falls.", "--wait", "--output", str(target), "--json", "--title", "Saved")
    assert running.stderr is not None
    id_ = (await running.stderr.readline()).decode().split()[-1]
    await studio.finish(id_)
    out, err = await running.communicate()
    assert running.returncode == 0, err
    assert json.loads(out)["path"] == str(target)
    assert target.read_bytes() == VIDEO
    assert b"completed: film 1/1" in err
    assert names_in(target.parent) == {target.name}


async def test_a_failed_film_ends_with_5_and_its_reason(studio: Studio) -> None:
    id_ = await order(studio)
    await studio.fail(id_)
    for command in (("film", "watch", id_), ("film", "download", id_)):
        ran = await studio.run(*command)
        assert ran.code == 5
        assert "There is no scene. Add a heading." in ran.err
    as_json = await studio.run("film", "watch", id_, "--json")
    *_, last = as_json.out.strip().split("\n{")
    assert json.loads("{" + last if not last.startswith("{") else last)["error"]["code"] == "no_scenes"


async def test_watching_again_goes_on_after_the_entry_that_was_seen(studio: Studio) -> None:
    id_ = await order(studio)
    await studio.finish(id_)
    lines = [json.loads(line) for line in (await studio.run("film", "watch", id_, "--json")).out.splitlines()]
    ids = [line["id"] for line in lines if line["event"] != "film"]
    assert ids == list(range(1, len(ids) + 1))
    again = [json.loads(line) for line in (await studio.run("film", "watch", id_, "--json", "--after", "2")).out.splitlines()]
    assert [line["id"] for line in again if line["event"] != "film"] == ids[2:]


async def test_leaving_while_waiting_says_how_to_come_back(studio: Studio) -> None:
    running = await studio.start("film", "new", "A star falls.", "--wait")
    assert running.stderr is not None
    id_ = (await running.stderr.readline()).decode().split()[-1]
    await running.stderr.readline()
    running.send_signal(signal.SIGINT)
    _, err = await running.communicate()
    assert running.returncode == 130
    assert f"sagareel film watch {id_}" in err.decode()


async def test_the_parts_of_a_film_are_saved_under_their_names(studio: Studio, tmp_path: Path) -> None:
    id_ = await order(studio)
    await studio.finish(id_, "clip:s1")
    ran = await studio.run("film", "download", id_, "--output", str(tmp_path), "--part", "all", "--json")
    assert ran.code == 0, ran.err
    names = {Path(path).name for path in json.loads(ran.out)["paths"].values()}
    assert len(names) == 5
    assert names_in(tmp_path) == names


async def test_an_unfinished_film_cannot_be_downloaded_and_a_finished_one_not_cancelled(studio: Studio) -> None:
    id_ = await order(studio)
    assert (await studio.run("film", "download", id_)).code == 4
    await studio.finish(id_)
    assert (await studio.run("film", "cancel", id_)).code == 4


async def test_a_stopped_film_says_how_its_rest_is_made_and_is_continued(studio: Studio) -> None:
    id_ = await order(studio, "--stop-at", "frames")
    assert (await studio.run("film", "continue", id_)).code == 4
    await studio.stop(id_)
    for command, code in (("watch", 0), ("show", 0), ("download", 4)):
        ran = await studio.run("film", command, id_)
        assert ran.code == code
        assert f"sagareel film continue {id_}" in ran.out + ran.err
    assert (await studio.run("film", "continue", id_, "--stop-at", "frames")).code == 2
    new = (await studio.run("film", "continue", id_, "--stop-at", "clips", "--idempotency-key", "rest")).out.strip()
    film = json.loads((await studio.run("film", "show", new, "--json")).out)
    assert (film["continues"], film["stop_at"]) == (id_, "clips")
    again = await studio.run("film", "continue", id_, "--stop-at", "clips", "--idempotency-key", "rest", "--json")
    assert json.loads(again.out)["id"] == new


async def test_only_a_whole_film_can_be_saved(studio: Studio, tmp_path: Path) -> None:
    for command in (("film", "new", "A star."), ("film", "continue", "11111111-2222-4333-8444-555555555555")):
        ran = await studio.run(*command, "--stop-at", "frames", "--output", str(tmp_path / "film.mp4"))
        assert ran.code == 2
        assert "--stop-at" in ran.err


async def test_a_cancelled_film_is_stopping(studio: Studio) -> None:
    id_ = await order(studio)
    assert json.loads((await studio.run("film", "cancel", id_, "--json")).out)["state"] == "cancelling"


async def test_films_are_listed_newest_first(studio: Studio) -> None:
    made = [await order(studio, "--title", f"Film {n}") for n in range(3)]
    listed = json.loads((await studio.run("film", "list", "--limit", "3", "--json")).out)["sequences"]
    assert [film["id"] for film in listed] == made[::-1]
    table = (await studio.run("film", "list", COLUMNS="80")).out
    assert all(id_ in table for id_ in made)
    assert "Film 2" in table


@pytest.mark.parametrize("id_", ["11111111-2222-4333-8444-555555555555", "nonsense", "../models", "%00"])
async def test_an_unknown_film_ends_with_3(studio: Studio, id_: str) -> None:
    for command in ("show", "watch", "cancel", "continue", "download"):
        ran = await studio.run("film", command, id_)
        assert (ran.code, ran.out) == (3, "")


async def test_watching_outlives_a_gateway_that_is_gone_for_a_moment(studio: Studio) -> None:
    id_ = await order(studio)
    proxy = await asyncio.start_server(lambda r, w: relay(studio, r, w), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
    key = (studio.folder / "api-key").read_text().strip()
    async with proxy:
        watching = await studio.start("film", "watch", id_, "--json", SAGAREEL_URL=url, SAGAREEL_API_KEY=key)
        assert watching.stdout is not None
        await watching.stdout.readline()
        for connection in list(CONNECTIONS):
            connection.close()
        await studio.finish(id_)
        out, err = await watching.communicate()
    assert watching.returncode == 0, err
    ids = [line["id"] for line in map(json.loads, out.decode().splitlines()) if line["event"] != "film"]
    assert ids == [1, 2, 3, 4]


CONNECTIONS: set[asyncio.StreamWriter] = set()


async def relay(studio: Studio, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A connection to the gateway that the test can cut."""
    host, _, port = studio.address.removeprefix("http://").partition(":")
    upstream, onward = await asyncio.open_connection(host, int(port))
    CONNECTIONS.update({writer, onward})

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.close()

    await asyncio.gather(copy(reader, onward), copy(upstream, writer), return_exceptions=True)
