"""Promises about bad input: a clear error in the one shape, never a 500, nothing made, nothing lost."""

import gzip
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Gateway

FILM = {"text": "A star falls."}
SCENE = "INT. ROOM - DAY\n\nShe waits.\n\n"


async def send(gateway: Gateway, headers: dict[str, str], body: bytes, **more: str) -> Any:
    """Post a body as it is."""
    return await gateway.client.post("/v1/sequences", content=body, headers=headers | {"content-type": "application/json"} | more)


def shape_of(response: Any) -> dict[str, Any]:
    """The error, after checking that it has the one shape."""
    error: dict[str, Any] = response.json()["error"]
    assert set(error) == {"code", "message", "details", "request_id"}
    assert error["message"]
    assert error["request_id"] == response.headers["x-request-id"]
    return error


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"text": ""}, "text", "text_without_words"),
        ({"text": "\u0000"}, "text", "text_is_binary"),
        ({"text": SCENE * 10_000}, "text", "too_many_scenes"),
        ({"text": 7}, "text", "invalid_request"),
        ({"text": None}, "", "one_source"),
        ({"url": "https://example.com"}, "", "one_source"),
        ({"text": None, "url": "https://169.254.169.254/"}, "url", "url_not_allowed"),
        ({"webhook_url": "http://localhost/"}, "webhook_url", "url_not_allowed"),
        ({"duration": "1h"}, "duration", "invalid_duration"),
        ({"duration": True}, "duration", None),
        ({"duration": 10**30}, "duration", "invalid_duration"),
        ({"ratio": "2:1"}, "ratio", "invalid_request"),
        ({"codec": "prores"}, "codec", "invalid_request"),
        ({"resolution": "8k"}, "resolution", "invalid_request"),
        ({"fps": 60}, "fps", "invalid_request"),
        ({"subtitles": "loud"}, "subtitles", "invalid_request"),
        ({"transition": "star_wipe"}, "transition", "invalid_request"),
        ({"style": "oil"}, "style", "unknown_style"),
        ({"models": {"image": "gpt"}}, "models", "unknown_model"),
        ({"models": {"image": "local-voice"}}, "models", "unknown_model"),
        ({"models": {"painting": "local-draw"}}, "models", "unknown_kind"),
        ({"ratio": "1:1", "models": {"clip": "veo-3-1"}}, "models", "model_lacks"),
        ({"style": "noir", "models": {"clip": "seedance-2"}}, "models", "model_lacks"),
        ({"duration": "1m", "models": {"music": "lyria-2"}}, "models", "model_lacks"),
        ({"models": {"image": "OpenAI-Image-1"}}, "models", "model_lacks"),
        ({"models": {"image": "nano-banana-2"}}, "models", "model_lacks"),
        ({"seed": -1}, "seed", "invalid_request"),
        ({"seed": 2**31}, "seed", "invalid_request"),
        ({"language": "English"}, "language", "invalid_request"),
        ({"title": "a\nb"}, "title", "invalid_title"),
        ({"tenant_id": "another"}, "tenant_id", "invalid_request"),
        ({"cost_micros": 0}, "cost_micros", "invalid_request"),
    ],
)
async def test_a_wrong_field_is_named_with_what_is_allowed(
    gateway: Gateway, headers: dict[str, str], change: dict[str, Any], field: str, code: str | None
) -> None:
    body = {k: v for k, v in (FILM | change).items() if v is not None}
    response = await gateway.client.post("/v1/sequences", json=body, headers=headers)
    error = shape_of(response)
    assert response.status_code == 422
    assert field in {d["field"] for d in error["details"]}
    assert code is None or error["code"] == code
    assert (await gateway.client.get("/v1/sequences", headers=headers)).json()["sequences"] == []


async def test_all_faults_are_named_at_once(gateway: Gateway, headers: dict[str, str]) -> None:
    body = {"text": "...", "ratio": "2:1", "style": "oil", "role": "admin", "duration": 1}
    response = await gateway.client.post("/v1/sequences", json=body, headers=headers)
    assert {d["field"] for d in shape_of(response)["details"]} == set(body)


async def test_what_is_allowed_is_said(gateway: Gateway, headers: dict[str, str]) -> None:
    for change, word in (
        ({"ratio": "2:1"}, "'16:9'"),
        ({"style": "oil"}, "storybook"),
        ({"models": {"image": "x"}}, "local-draw"),
        ({"ratio": "1:1", "models": {"clip": "veo-3-1"}}, "Veo 3.1 (veo-3-1) makes 16:9 or 9:16, not 1:1."),
    ):
        response = await gateway.client.post("/v1/sequences", json=FILM | change, headers=headers)
        assert word in shape_of(response)["message"]


@pytest.mark.parametrize("text", ["lighthouse", "Ночь.", "雨", 'A "quoted" {\\p1} 50% idea: it\'s 🎬', "مرحبا بالعالم"])
async def test_odd_but_fine_ideas_are_taken(gateway: Gateway, headers: dict[str, str], text: str) -> None:
    assert await gateway.film(headers, text=text)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"text", 400),
        (b'{"text": "a star"', 400),
        (b'{"text": "\xff\xfe star"}', 400),
        (b'{"text": "half \\ud800 pair"}', 422),
        (b'{"half \\ud800 name": 1}', 422),
        (b'{"text": "a star", "text": "b star"}', 400),
        (b'{"text": "a star", "seed": NaN}', 400),
        (b'{"text": "a star", "seed": -Infinity}', 400),
        (b'{"text": "a star", "seed": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 100_000 + b"]" * 100_000, 400),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"a star"', 422),
    ],
)
async def test_a_broken_body_gets_a_clear_error(gateway: Gateway, headers: dict[str, str], body: bytes, status: int) -> None:
    response = await send(gateway, headers, body)
    message = shape_of(response)["message"]
    assert response.status_code == status
    assert not re.search(r"sys\.|NewSequence|dictionary", message), "That is about our code, and nobody can act on it."


async def test_50_mb_are_refused_without_reading_them(gateway: Gateway, headers: dict[str, str]) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 50 * 1024 * 1024:
            taken += 65536
            yield b" " * 65536

    response = await gateway.client.post("/v1/sequences", content=endless(), headers=headers)
    assert (response.status_code, shape_of(response)["code"]) == (413, "too_large")
    assert taken < 3 * 1024 * 1024
    lying = await send(gateway, headers, b"{}", **{"content-length": "50000000"})
    assert lying.status_code == 413


async def test_a_zip_bomb_is_not_opened(gateway: Gateway, headers: dict[str, str]) -> None:
    response = await send(gateway, headers, gzip.compress(b" " * 10_000_000), **{"content-encoding": "gzip"})
    assert (response.status_code, shape_of(response)["code"]) == (415, "unsupported_encoding")


async def test_other_media_types_are_refused(gateway: Gateway, headers: dict[str, str]) -> None:
    response = await gateway.client.post("/v1/sequences", content=b"<x/>", headers=headers | {"content-type": "application/xml"})
    assert (response.status_code, shape_of(response)["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/v1/sequences/", 404),
        ("GET", "/v1/sequences/%00", 404),
        ("GET", "/v1/sequences/not-an-id", 404),
        ("GET", f"/v1/sequences/%00{'a' * 35}/prompts", 404),
        ("GET", "/v1/sequences/11111111-2222-4333-8444-555555555555/events", 404),
        ("POST", "/v1/sequences/..%2f..%2fetc/cancel", 404),
        ("DELETE", "/v1/sequences", 405),
        ("GET", "/page/..%2fapp.py", 404),
        ("GET", "/v1/media/forged/film.mp4", 404),
    ],
)
async def test_wrong_addresses_get_the_same_shape(
    gateway: Gateway, headers: dict[str, str], method: str, path: str, status: int
) -> None:
    response = await gateway.client.request(method, path, headers=headers)
    shape_of(response)
    assert response.status_code == status


@pytest.mark.parametrize("key", [b"", b"with space", b"\xe9", b"k" * 256])
async def test_an_unusable_idempotency_key_is_refused(gateway: Gateway, headers: dict[str, str], key: bytes) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    response = await gateway.client.post("/v1/sequences", json=FILM, headers=[*raw, (b"Idempotency-Key", key)])
    assert (response.status_code, shape_of(response)["code"]) == (400, "invalid_idempotency_key")


async def test_hostile_bodies_are_judged_quickly(gateway: Gateway, headers: dict[str, str]) -> None:
    for text in ("9" * 1_900_000, "<!-- -->" * 200_000, SCENE * 60_000):
        body = json.dumps({"text": text}).encode()
        started = time.process_time()
        assert (await send(gateway, headers, body)).status_code == 422
        assert time.process_time() - started < 0.5


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = ("text", "url", "title", "duration", "ratio", "style", "seed", "language", "models", "webhook_url")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(members=st.dictionaries(st.sampled_from(NAMES) | st.text(st.characters(), max_size=8), JSON, max_size=5))
async def test_no_body_makes_a_500(gateway: Gateway, headers: dict[str, str], members: dict[str, Any]) -> None:
    response = await send(gateway, headers, json.dumps(members).encode())
    assert response.status_code in {202, 400, 422}
    if response.status_code != 202:
        shape_of(response)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
async def test_no_bytes_make_a_500(gateway: Gateway, headers: dict[str, str], body: bytes) -> None:
    response = await send(gateway, headers, body)
    assert response.status_code in {400, 422}
    shape_of(response)
