"""Promise 9: a reference never points to something else than the bytes it names; and storing is idempotent."""

import dataclasses
import http.server
import threading
import traceback
from pathlib import Path

import pytest
from minio import Minio

from chassis.environment import Environment
from chassis.errors import Broken, Invalid
from chassis.media import LARGE, AlteredMediaError, Media
from chassis.sums import Sums
from contracts.base import MediaRef
from contracts.storyboard import Place


def fresh(environment: Environment, folder: Path) -> Media:
    """As another process: with a cache of its own."""
    return Media(dataclasses.replace(environment, cache_dir=folder))


async def test_what_was_stored_is_read_back_by_another_process(environment: Environment, tmp_path: Path) -> None:
    ref = await Media(environment).put("tenant-1", b"a picture", "image/png")
    again = await Media(environment).put("tenant-1", b"a picture", "image/png")
    assert ref == again
    assert ref.key == f"tenant-1/{ref.sha256[:2]}/{ref.sha256}.png"
    assert await fresh(environment, tmp_path / "other").get(ref) == b"a picture"


async def test_a_file_is_stored_as_its_bytes(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"x" * 3_000_000)
    ref = await Media(environment).put_file("tenant-1", tmp_path / "film.mp4", "video/mp4")
    assert (await fresh(environment, tmp_path / "other").fetch(ref)).stat().st_size == 3_000_000


async def test_a_large_file_is_sent_in_one_request_that_the_store_checks(environment: Environment, tmp_path: Path) -> None:
    data = b"0123456789abcdef" * (LARGE // 16) + b"!"
    film = tmp_path / "film.mp4"
    film.write_bytes(data)
    media = Media(environment)
    ref = await media.put_file("tenant-1", film, "video/mp4")
    assert await media.put_file("tenant-1", film, "video/mp4") == ref, "storing it again changes nothing"
    assert await fresh(environment, tmp_path / "other").get(ref) == data
    with pytest.raises(Broken, match="BadDigest"):
        await media.put_file("tenant-2", film, "video/mp4", Sums(ref.sha256, b"not its MD5 sum."))
    other = ref.model_copy(update={"key": ref.key.replace("tenant-1", "tenant-2")})
    with pytest.raises(Broken, match="did not give"):
        await fresh(environment, tmp_path / "third").get(other)


async def test_altered_bytes_are_refused(environment: Environment, tmp_path: Path) -> None:
    media = Media(environment)
    ref = await media.put("tenant-1", b"the truth", "text/plain")
    forged = await media.put("tenant-1", b"a lie....", "text/plain")
    claimed = MediaRef(bucket=ref.bucket, key=forged.key, sha256=ref.sha256, size=9, media_type="text/plain")
    with pytest.raises(AlteredMediaError, match="does not hold the bytes"):
        await fresh(environment, tmp_path / "other").get(claimed)
    assert not [p for p in (tmp_path / "other").rglob("*") if p.is_file()], "no half-read file is left behind"


async def test_a_part_is_read_alone_and_only_of_an_object_of_the_right_size(environment: Environment, tmp_path: Path) -> None:
    media = fresh(environment, tmp_path / "other")
    ref = await media.put("tenant-1", b"0123456789", "video/mp4")
    assert (await media.part(ref, 0, 4), await media.part(ref, 7, 3)) == (b"0123", b"789")
    with pytest.raises(AlteredMediaError, match="size"):
        await media.part(ref.model_copy(update={"size": 11}), 0, 4)
    with pytest.raises(Broken):
        await media.part(ref.model_copy(update={"key": "no/where"}), 0, 4)
    assert not (tmp_path / "other").exists(), "nothing is kept"


class Forgetful(http.server.BaseHTTPRequestHandler):
    """A store that has nothing, and hangs up on whoever brings something."""

    brought = 0

    def do_HEAD(self) -> None:
        self.send_response(404)
        self.end_headers()

    def do_PUT(self) -> None:
        type(self).brought += 1
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """Quiet."""


async def test_a_signed_address_is_told_to_nobody(
    environment: Environment, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"x" * (LARGE + 1))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Forgetful) as store:
        threading.Thread(target=store.serve_forever, daemon=True).start()
        media = Media(dataclasses.replace(environment, s3_endpoint=f"http://127.0.0.1:{store.server_port}"))
        with pytest.raises(Broken, match="did not take") as broken:
            await media.put_file("tenant-1", tmp_path / "film.mp4", "video/mp4")
        store.shutdown()
    told = "".join(traceback.format_exception(broken.value)) + caplog.text
    assert (Forgetful.brought, "X-Amz" in told, "Signature" in told) == (3, False, False)


async def test_a_missing_object_is_a_clear_error(environment: Environment) -> None:
    missing = MediaRef(bucket=environment.s3_bucket, key="no/where", sha256="1" * 64, size=1, media_type="text/plain")
    with pytest.raises(Broken, match="did not give no/where"):
        await Media(environment).get(missing)


async def test_a_model_is_parsed_once_and_tolerates_fields_from_the_future(environment: Environment) -> None:
    media = Media(environment)
    text = b'{"id": "p1", "name": "Pier", "kind": "sea", "interior": false, "smell": "salt"}'
    ref = await media.put("tenant-1", text, "application/json")
    first = await media.get_model(ref, Place)
    assert first.name == "Pier"
    assert await media.get_model(ref, Place) is first


async def test_what_is_no_such_model_is_refused_with_the_place_of_the_fault(environment: Environment) -> None:
    media = Media(environment)
    for text, where in ((b'{"id": "p1", "kind": "sea", "interior": false}', "name: "), (b"<html>", "")):
        ref = await media.put("tenant-1", text, "application/json")
        with pytest.raises(Invalid, match=f"The place cannot be read: {where}") as refusal:
            await media.get_model(ref, Place)
        assert refusal.value.code == "bad_place"


def test_the_store_is_spoken_to_over_tls_when_its_address_says_so() -> None:
    environment = Environment(kafka="", dsns={}, s3_endpoint="https://store.example", s3_access_key="k", s3_secret_key="s")
    client: Minio = Media(environment)._client
    assert client._base_url.is_https
