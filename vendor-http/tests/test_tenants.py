"""Tenants' keys are sealed, so that a row alone is worth nothing; they are found by jobs for as long as these may need them."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace

import asyncpg
import pytest

from chassis.environment import Environment, MissingSettingError
from chassis.errors import Busy, Refused, Unsure
from vendor_http.tenants.own import Remembered, TenantsOwn
from vendor_http.tenants.sealing import NAME, Label, Seal, UnopenedError
from vendor_http.tenants.vault import Vault, fingerprint

OLD, NEW = (secrets.token_hex(32) for _ in range(2))
LABEL = Label("tenant", "fal", "fal/1")
KEY = "a-key-of-a-tenant"


def seal_of(*keys: str) -> Seal:
    found = Seal.of({NAME: ",".join(keys)})
    assert found is not None
    return found


def vault_of(environment: Environment, *keys: str) -> Vault:
    found = Vault.of(replace(environment, variables={NAME: ",".join(keys)}), "imagery")
    assert found is not None
    return found


async def rows(environment: Environment, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(environment.dsn_of("imagery"))
    try:
        found: list[asyncpg.Record] = await connection.fetch(query)
        return found
    finally:
        await connection.close()


def test_what_is_sealed_is_opened_again_and_is_never_twice_the_same() -> None:
    seal = seal_of(OLD)
    first, second = seal.seal(KEY, LABEL), seal.seal(KEY, LABEL)
    assert seal.open(first, LABEL) == seal.open(second, LABEL) == KEY
    assert first != second
    assert KEY.encode() not in first
    assert OLD not in repr(seal)


@pytest.mark.parametrize("other", [replace(LABEL, tenant="another"), replace(LABEL, vendor="openai"), replace(LABEL, id="fal/2")])
def test_a_sealed_key_opens_for_its_own_tenant_vendor_and_version_only(other: Label) -> None:
    seal = seal_of(OLD)
    with pytest.raises(UnopenedError):
        seal.open(seal.seal(KEY, LABEL), other)


def test_a_changed_or_cut_seal_is_not_opened() -> None:
    seal = seal_of(OLD)
    sealed = seal.seal(KEY, LABEL)
    changed = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    for broken in (*changed, *(sealed[:length] for length in range(len(sealed)))):
        with pytest.raises(UnopenedError):
            seal.open(broken, LABEL)


def test_older_master_keys_open_and_the_newest_seals() -> None:
    before, both = seal_of(OLD), seal_of(NEW, OLD)
    assert both.open(before.seal(KEY, LABEL), LABEL) == KEY
    assert seal_of(NEW).open(both.seal(KEY, LABEL), LABEL) == KEY
    with pytest.raises(UnopenedError):
        seal_of(NEW).open(before.seal(KEY, LABEL), LABEL)


@pytest.mark.parametrize("told", ["short", OLD[:-2], f"{OLD},{NEW}00", "z" * 64], ids=["short", "cut", "long", "letters"])
def test_a_master_key_that_is_none_is_refused_without_being_shown(told: str) -> None:
    with pytest.raises(MissingSettingError) as caught:
        Seal.of({NAME: told})
    assert told not in str(caught.value)
    assert Seal.of({}) is None


async def test_a_key_is_set_replaced_and_removed_and_old_ones_stay_for_those_who_have_asked(
    environment: Environment,
) -> None:
    vault = vault_of(environment, OLD)
    await vault.set("t", "fal", KEY)
    first = (await vault.current("t"))["fal"]
    kept = await vault.set("t", "fal", "another-key")
    second = (await vault.current("t"))["fal"]
    assert [(k.vendor, k.fingerprint) for k in await vault.of_tenant("t")] == [("fal", fingerprint("fal", "another-key"))]
    assert "another-key" not in repr(kept)
    await vault.remove("t", "fal")
    assert (await vault.current("t"), await vault.of_tenant("t")) == ({}, [])
    assert [await vault.key("t", id_) for id_ in (first, second)] == [KEY, "another-key"]
    assert await vault.key("another", first) is None
    await rows(environment, "update vendor.key set ended = now() - interval '6 days 23 hours'")
    await vault.tidy()
    assert await vault.key("t", first) == KEY
    await rows(environment, "update vendor.key set ended = now() - interval '7 days 1 hour'")
    await vault.tidy()
    assert await vault.key("t", first) is None


async def test_two_who_set_a_key_at_once_leave_one(environment: Environment) -> None:
    vaults = [vault_of(environment, OLD) for _ in range(4)]
    await asyncio.gather(*(vault.set("t", "fal", f"{KEY}-{n}") for n, vault in enumerate(vaults)))
    assert len(await vaults[0].of_tenant("t")) == 1


async def test_the_master_key_is_rotated_and_the_old_one_can_go(environment: Environment) -> None:
    await vault_of(environment, OLD).set("t", "fal", KEY)
    both = vault_of(environment, NEW, OLD)
    assert (await both.reseal(), await both.reseal()) == (1, 0)
    after = vault_of(environment, NEW)
    assert await after.key("t", (await after.current("t"))["fal"]) == KEY


class Counted:
    """Keys in memory, and how often they were asked for."""

    def __init__(self, **keys: str) -> None:
        self.now, self.looks = {vendor: f"{vendor}/1" for vendor in keys}, 0
        self.known = {f"{vendor}/1": key for vendor, key in keys.items()}
        self.error: Exception | None = None

    async def current(self, tenant: str) -> Mapping[str, str]:
        self.looks += 1
        if self.error:
            raise self.error
        return dict(self.now)

    async def key(self, tenant: str, id_: str) -> str | None:
        if self.error:
            raise self.error
        return self.known.get(id_)


def own_of(keys: Counted, believed: float = 5.0) -> TenantsOwn[str]:
    return TenantsOwn({"fal": "adapter of {}".format, "openai": "adapter of {}".format}, Remembered(keys, believed))


async def test_that_a_tenant_has_no_key_is_remembered_where_the_house_has_one() -> None:
    keys = Counted()
    own = own_of(keys)
    for _ in range(100):
        assert await own.current("t", {"fal"}, sure=False) == {}
    assert keys.looks == 1


async def test_a_key_that_was_just_set_is_found_where_nobody_else_has_one() -> None:
    keys = Counted()
    own = own_of(keys)
    assert await own.current("t", {"fal"}, sure=True) == {}
    keys.now, keys.known = {"fal": "fal/1"}, {"fal/1": KEY}
    assert (await own.current("t", {"fal"}, sure=True))["fal"].vendor == f"adapter of {KEY}"


async def test_one_adapter_is_made_of_a_key_and_another_of_its_successor() -> None:
    keys = Counted(fal=KEY)
    own = own_of(keys, believed=0.0)
    first = (await own.current("t", {"fal"}, sure=True))["fal"]
    assert (await own.current("t", {"fal"}, sure=True))["fal"] is first
    keys.now["fal"], keys.known["fal/2"] = "fal/2", "new-key"
    assert (await own.current("t", {"fal"}, sure=True))["fal"].vendor == "adapter of new-key"
    assert await own.noted("t", "fal/1") is first


async def test_what_goes_wrong_is_told_in_the_errors_of_jobs_and_shows_no_key() -> None:
    keys = Counted(fal=KEY)
    keys.error = OSError("away")
    with pytest.raises(Busy):
        await own_of(keys).current("t", {"fal"}, sure=True)
    keys.error = None
    with pytest.raises(Unsure):
        await own_of(keys).noted("t", "fal/7")
    own = own_of(keys)
    await own.current("t", {"openai"}, sure=True)
    keys.error = UnopenedError("The seal is broken.")
    with pytest.raises(Refused, match="Set it again"):
        await own.current("t", {"fal"}, sure=True)
    with pytest.raises(Unsure):
        await own.noted("t", "fal/1")
