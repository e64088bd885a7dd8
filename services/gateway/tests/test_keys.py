"""A tenant sets, lists and removes its own keys for vendors; nothing shows one, and models are reached by whom they belong to."""

import pytest

from gateway.access import LOCAL, READ, WRITE

from .conftest import Gateway

KEY = "fal-key-of-a-tenant-0815"


@pytest.fixture
async def owner(gateway: Gateway, tenant: str) -> dict[str, str]:
    return await gateway.caller(tenant, *LOCAL.scopes)


async def test_a_key_is_set_listed_without_being_shown_replaced_and_removed(gateway: Gateway, owner: dict[str, str]) -> None:
    http = gateway.client
    first = await http.put("/v1/keys/fal", json={"key": KEY}, headers=owner)
    second = await http.put("/v1/keys/fal", json={"key": KEY + "1"}, headers=owner)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json()["fingerprint"] != second.json()["fingerprint"]
    listed = await http.get("/v1/keys", headers=owner)
    assert listed.json() == {"keys": [second.json()], "vendors": ["anthropic", "elevenlabs", "fal", "openai"]}
    assert KEY not in first.text + second.text + listed.text
    for _ in range(2):
        assert (await http.delete("/v1/keys/fal", headers=owner)).status_code == 204
    assert (await http.get("/v1/keys", headers=owner)).json()["keys"] == []


async def test_a_tenant_reaches_the_models_of_its_own_keys_and_nobody_else_does(gateway: Gateway, owner: dict[str, str]) -> None:
    other = await gateway.caller("another-tenant", *LOCAL.scopes)
    body = {"text": "A star falls.", "models": {"clip": "kling-v3-pro"}}
    refused = await gateway.client.post("/v1/sequences", json=body, headers=owner)
    assert (refused.status_code, "or a key of your own" in refused.text) == (422, True)
    await gateway.client.put("/v1/keys/fal", json={"key": KEY}, headers=owner)
    assert (await gateway.client.post("/v1/sequences", json=body, headers=owner)).status_code == 202
    assert (await gateway.client.post("/v1/sequences", json=body, headers=other)).status_code == 422
    for headers, usable in ((owner, True), (other, False)):
        shown = {m["id"]: m for m in (await gateway.client.get("/v1/models", headers=headers)).json()["models"]}
        assert shown["kling-v3-pro"]["available"] is usable
    assert (await gateway.client.get("/v1/keys", headers=other)).json()["keys"] == []
    await gateway.client.delete("/v1/keys/fal", headers=other)
    assert len((await gateway.client.get("/v1/keys", headers=owner)).json()["keys"]) == 1


async def test_only_who_has_the_scope_sets_and_removes(gateway: Gateway, tenant: str) -> None:
    film_maker = await gateway.caller(tenant, READ, WRITE)
    for method, body in (("PUT", {"key": KEY}), ("DELETE", None)):
        answer = await gateway.client.request(method, "/v1/keys/fal", json=body, headers=film_maker)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "missing_scope")
    assert (await gateway.client.get("/v1/keys", headers=film_maker)).status_code == 200
    assert (await gateway.client.get("/v1/keys")).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        *({"key": key} for key in ("short", f"two words {KEY}", f"{KEY}\n", f"{KEY}é", KEY * 40, [KEY], None)),
        *({"Key": KEY}, {KEY: KEY}, {"key": KEY, "more": KEY}, [KEY], KEY),
    ],
)
async def test_a_wrong_key_is_refused_without_being_shown(gateway: Gateway, owner: dict[str, str], body: object) -> None:
    answer = await gateway.client.put("/v1/keys/fal", json=body, headers=owner)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
    assert KEY not in answer.text


async def test_an_unknown_vendor_is_told_with_those_that_are_known(gateway: Gateway, owner: dict[str, str]) -> None:
    for method in ("PUT", "DELETE"):
        answer = await gateway.client.request(method, "/v1/keys/acme", json={"key": KEY}, headers=owner)
        assert (answer.status_code, "anthropic, elevenlabs, fal, openai" in answer.text) == (404, True)


async def test_the_row_of_a_key_does_not_show_it(gateway: Gateway, owner: dict[str, str], tenant: str) -> None:
    await gateway.client.put("/v1/keys/openai", json={"key": KEY}, headers=owner)
    (row,) = await gateway.service.pool().fetch("select * from vendor.key where tenant_id = $1", tenant)
    told = " ".join(value.hex() if isinstance(value, bytes) else str(value) for value in row.values())
    assert KEY not in told
    assert KEY.encode().hex() not in told
