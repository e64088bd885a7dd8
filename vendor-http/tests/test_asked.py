"""What is noted of a request comes back as it was, and recognises the request again."""

from typing import Any

import httpx
import pytest

from chassis.errors import Broken, Unsure
from vendor_http.answers import retry_after, unsent
from vendor_http.asked import NOTHING, Intent, Submitted, remembered
from vendor_http.choice import Choice
from vendor_http.fetched import PICTURES, SOUNDS, kind_of, known
from vendor_http.paths import at

SENT = {"prompt": "A tower, \u2028 at night", "seed": 3, "image_urls": ["https://a.example/1"]}


def test_notes_are_one_printable_line_and_come_back_as_they_were() -> None:
    for note in (Intent.of("fal-ai/flux-2", SENT), Submitted("fal-ai/flux-2", "id-1")):
        assert note.text().isprintable()
        assert remembered(note.text()) == note
    assert remembered(None) is None
    assert remembered(NOTHING) is None


@pytest.mark.parametrize(
    "note", ["x", "[]", '"s"', '{"asking": "a"}', '{"asking": "a", "since": "x", "names": [], "digest": ""}']
)
def test_who_cannot_read_what_was_noted_does_not_pay(note: str) -> None:
    with pytest.raises(Broken):
        remembered(note)


def test_a_request_is_known_by_what_we_sent_and_not_by_what_was_added() -> None:
    intent = Intent.of("fal-ai/flux-2", SENT)
    assert intent.fits({**SENT, "sync_mode": False})
    assert not intent.fits({**SENT, "seed": 4})
    assert not intent.fits({"prompt": SENT["prompt"]})


WAITS = [
    ({"retry-after": "2"}, 2.0),
    ({"retry-after-ms": "1500"}, 1.5),
    ({}, 5.0),
    ({"retry-after": "soon"}, 5.0),
    ({"retry-after": "9999"}, 300.0),
]


@pytest.mark.parametrize(("headers", "seconds"), WAITS)
def test_how_long_to_wait_is_read_within_reason(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers) == seconds


def test_only_a_connection_that_was_never_made_is_surely_without_effect() -> None:
    assert isinstance(unsent("fal", httpx.ConnectError("no")), Broken)
    assert isinstance(unsent("fal", httpx.ReadTimeout("no")), Unsure)
    assert isinstance(unsent("fal", httpx.RemoteProtocolError("no")), Unsure)


def test_a_file_is_what_its_bytes_say() -> None:
    assert kind_of(b"\x89PNG\r\n\x1a\n....") == "image/png"
    assert kind_of(b"RIFF....WEBP") == "image/webp"
    assert kind_of(b"\xff\xfb\x90\x00") == "audio/mpeg"
    assert kind_of(b"#EXTM3U\nfile:///etc/passwd") is None
    assert known(b"OggS....", SOUNDS, "v").media_type == "audio/ogg"
    with pytest.raises(Broken, match="not image/jpeg or image/png or image/webp"):
        known(b"OggS....", PICTURES, "v")


@pytest.mark.parametrize(("told", "found"), [({"a": [{"b": 1}]}, 1), ({"a": []}, None), ({"a": 3}, None), ({}, None)])
def test_an_answer_is_read_by_path_or_not_at_all(told: Any, found: int | None) -> None:
    assert at(told, "a.0.b") == found


def test_costs_are_rounded_up() -> None:
    from contracts.catalogue import model

    found = model("flux-2-turbo")
    assert found is not None
    assert Choice(found, found.routes[0]).cost({"pixel": 1}) == 1
