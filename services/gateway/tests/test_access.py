"""Promises about who may do what: every route asks for a key, tenants never meet, the page lets in only this machine's owner."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from gateway.access import READ, WRITE
from gateway.app import build
from gateway.http import catalogue, keys, problems, prompts, sequences
from gateway.http.callers import COOKIE

from .conftest import Gateway
from .stories import STARTED


def routes() -> Iterator[tuple[str, str]]:
    """Every route of the API that serves data, as (method, path)."""
    for router in (sequences.router, prompts.router, catalogue.router, keys.router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods or ():
                yield method, route.path


def folder_of(gateway: Gateway) -> Path:
    """Where the installation keeps its files."""
    return gateway.service.environment.data_dir


async def test_a_gateway_that_is_starting_says_to_come_back(gateway: Gateway) -> None:
    """Not that something went wrong: clients and browsers try again then."""
    starting = httpx.ASGITransport(build(gateway.service.environment).mounted[-1][1], raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=starting, base_url="http://gateway") as client:
        key, session = {"Authorization": "Bearer sgr_x"}, {"Cookie": f"{COOKIE}=x"}
        for path, headers in (("/v1/sequences", key), ("/v1/sequences/x", session), ("/login?ticket=a", {})):
            answer = await client.get(path, headers=headers)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2"), path
            assert answer.json()["error"]["code"] == "unavailable"


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.AdminShutdownError("terminating connection due to administrator command"),
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.DiskFullError("could not extend file"),
        asyncpg.TooManyConnectionsError("sorry, too many clients already"),
        asyncpg.InternalClientError("cannot switch to state 12"),
        asyncpg.InterfaceError("the underlying connection is closed"),
        ConnectionRefusedError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_database_that_starts_stops_or_is_full_is_no_fault_of_ours_and_says_to_come_back(error: Exception) -> None:
    app = FastAPI()
    problems.install(app)

    @app.get("/")
    async def asks() -> None:
        raise error

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        answer = await client.get("/")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["error"]["code"]) == (503, "2", "unavailable")


@pytest.mark.parametrize(("method", "path"), list(routes()))
async def test_every_route_needs_a_key(gateway: Gateway, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer sgr_wrong"}, {"Authorization": "Basic c2dy"}, {"Authorization": "Bearer "}):
        response = await gateway.client.request(method, path.replace("{sequence}", "x"), headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.json()["error"]["code"] in {"missing_key", "invalid_key"}


async def test_a_key_in_the_address_is_no_key(gateway: Gateway, headers: dict[str, str]) -> None:
    key = headers["Authorization"].removeprefix("Bearer ")
    assert (await gateway.client.get(f"/v1/sequences?api_key={key}&token={key}")).status_code == 401


@pytest.mark.parametrize(("method", "path"), [(m, p) for m, p in routes() if "{sequence}" in p])
async def test_another_tenants_film_is_as_unknown_as_no_film(
    gateway: Gateway, tenant: str, headers: dict[str, str], method: str, path: str
) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell(tenant, id_, STARTED)
    other = await gateway.caller("another-tenant")
    fixed = other | {"X-Request-ID": "fixed"}
    theirs = await gateway.client.request(method, path.replace("{sequence}", id_), headers=fixed)
    none = await gateway.client.request(method, path.replace("{sequence}", "11111111-2222-4333-8444-555555555555"), headers=fixed)
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content


async def test_another_tenants_events_do_not_touch_a_film(gateway: Gateway, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    await gateway.tell("another-tenant", id_, STARTED)
    assert (await gateway.client.get(f"/v1/sequences/{id_}", headers=headers)).json()["state"] == "queued"


async def test_lists_hold_only_the_callers_films(gateway: Gateway, headers: dict[str, str]) -> None:
    id_ = await gateway.film(headers)
    await gateway.film(await gateway.caller("another-tenant"))
    assert [f["id"] for f in (await gateway.client.get("/v1/sequences", headers=headers)).json()["sequences"]] == [id_]


async def test_a_key_does_only_what_its_scopes_say(gateway: Gateway, tenant: str) -> None:
    reader, writer = await gateway.caller(tenant, READ), await gateway.caller(tenant, WRITE)
    assert (await gateway.client.get("/v1/sequences", headers=reader)).status_code == 200
    response = await gateway.client.post("/v1/sequences", json={"text": "A star falls."}, headers=reader)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "missing_scope")
    assert (await gateway.client.get("/v1/sequences", headers=writer)).status_code == 403


@pytest.mark.parametrize("end", ["revoked_at = now()", "expires_at = now() - interval '1 s'"])
async def test_a_revoked_or_expired_key_is_refused(gateway: Gateway, tenant: str, headers: dict[str, str], end: str) -> None:
    await gateway.service.transact(lambda tx: tx.execute(f"update api_key set {end} where tenant_id = $1", tenant))
    assert (await gateway.client.get("/v1/sequences", headers=headers)).json()["error"]["code"] == "invalid_key"


async def test_only_hashes_of_keys_are_stored(gateway: Gateway, headers: dict[str, str]) -> None:
    key = headers["Authorization"].removeprefix("Bearer ")
    rows = await gateway.service.pool().fetch("select * from api_key")
    assert key not in str(rows)
    assert key[4:] not in str(rows)


async def test_the_first_start_leaves_a_key_that_only_the_owner_can_read(gateway: Gateway) -> None:
    for name in ("api-key", "gateway-url", "page-url"):
        assert stat.S_IMODE((folder_of(gateway) / name).stat().st_mode) == 0o600
    key = (folder_of(gateway) / "api-key").read_text().strip()
    assert (await gateway.client.get("/v1/styles", headers={"Authorization": f"Bearer {key}"})).status_code == 200
    assert key not in (folder_of(gateway) / "page-url").read_text()


async def test_a_later_start_keeps_key_and_link(gateway: Gateway) -> None:
    before = [(folder_of(gateway) / name).read_text() for name in ("api-key", "page-url")]
    house = gateway.service.mounted[0][1].app.state.house
    await house.keeper.let_in_owner(folder_of(gateway), house.settings.public_url)
    assert [(folder_of(gateway) / name).read_text() for name in ("api-key", "page-url")] == before


async def test_the_printed_link_opens_a_session_that_only_this_site_can_use(gateway: Gateway) -> None:
    ticket = (folder_of(gateway) / "page-url").read_text().strip().partition("ticket=")[2]
    login = await gateway.client.get("/login", params={"ticket": ticket})
    cookie = login.headers["set-cookie"]
    assert (login.status_code, login.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    gateway.client.cookies.clear()
    session = {"Cookie": cookie.partition(";")[0]}
    assert (await gateway.client.get("/v1/sequences", headers=session)).status_code == 200
    film = {"text": "A star falls."}
    for origin, status in (({}, 403), ({"Origin": "https://evil.example"}, 403), ({"Origin": "http://gateway.test"}, 202)):
        assert (await gateway.client.post("/v1/sequences", json=film, headers=session | origin)).status_code == status


async def test_tickets_and_sessions_cannot_be_made_up_or_swapped(gateway: Gateway, headers: dict[str, str]) -> None:
    keeper = gateway.service.mounted[0][1].app.state.house.keeper
    ticket = (folder_of(gateway) / "page-url").read_text().strip().partition("ticket=")[2]
    expired = keeper.sign.seal("session", {"tenant": "local", "exp": int(time.time()) - 1})
    for forged in (ticket, ticket[:-4] + "AAAA", expired, "", "%00", "é"):
        response = await gateway.client.get("/v1/sequences", headers=[(b"Cookie", f"{COOKIE}={forged}".encode())])
        assert response.status_code == 401
    for forged in ("", "x", ticket[:-4] + "AAAA", expired):
        assert (await gateway.client.get("/login", params={"ticket": forged})).status_code == 401


async def test_the_page_is_served_under_a_policy_without_inline_code(gateway: Gateway) -> None:
    page = await gateway.client.get("/")
    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in page.text
    assert " onclick" not in page.text
    for part in ("page.css", "page.js", "icon.svg"):
        assert (await gateway.client.get(f"/page/{part}")).status_code == 200
