"""Tenants that bring keys of their own to a crash run, and replace or remove them while their work is under way.

Used by `chaos_vendors.py`; afterwards the vendors' own count tells in whose account each piece of work was paid.
"""

import contextlib
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from chassis.admission.sealed import UNREADABLE
from chassis.environment import Environment
from contracts.catalogue.reaching import KEYS
from vendor_http.tenants.sealing import NAME
from vendor_http.tenants.vault import Vault
from vendor_simulator.calls import fingerprint

HOUSE = {name: f"chaos-{name.lower()}" for name in KEYS.values()}
MASTER = {NAME: secrets.token_hex(32)}
OWNERS, EACH = 0.4, 0.8
"""How many tenants bring keys of their own, and for how many of the vendors."""
REPLACED, REMOVED = 0.25, 0.1
"""How often, each time somebody looks, one of them changes one."""


@dataclass(slots=True)
class TenantKeys:
    """What tenants have set, ever."""

    vault: Vault
    dice: random.Random
    all: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    """The accounts of each tenant, by vendor, as the simulator calls them."""
    changed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, environment: Environment, dice: random.Random) -> "TenantKeys":
        """Written as the gateway writes them."""
        vault = Vault.of(replace(environment, variables=MASTER), "gateway")
        assert vault is not None
        return cls(vault, dice)

    async def bring(self, tenant: str) -> None:
        """Perhaps a new tenant has keys."""
        if self.dice.random() < OWNERS:
            for vendor in [vendor for vendor in KEYS if self.dice.random() < EACH]:
                await self._set(tenant, vendor)

    async def meddle(self, open_: Sequence[str]) -> None:
        """Perhaps one of these tenants changes its mind about one of its keys."""
        owners, fate = [tenant for tenant in open_ if tenant in self.all], self.dice.random()
        if not owners or fate > REPLACED + REMOVED:
            return
        tenant, vendor = self.dice.choice(owners), self.dice.choice([*KEYS])
        self.changed.add(tenant)
        if fate < REPLACED:
            await self._set(tenant, vendor)
        else:
            with contextlib.suppress(*UNREADABLE):
                await self.vault.remove(tenant, vendor)

    async def _set(self, tenant: str, vendor: str) -> None:
        key = f"own-{vendor}-{secrets.token_hex(8)}"
        self.all.setdefault(tenant, {}).setdefault(vendor, set()).add(fingerprint(key))
        try:
            await self.vault.set(tenant, vendor, key)
        except UNREADABLE:  # the machine stood still, and whether it is set is not known
            self.changed.add(tenant)

    def wrong(self, work: Mapping[str, str], paid: Sequence[Mapping[str, Any]]) -> list[str]:
        """Pieces of work that were paid in an account that is not their tenant's."""
        found = []
        for job in paid:
            sequence = work.get(job["label"].partition("/")[0], "").partition(" ")[0]
            tenant = f"tenant-{sequence}"
            own = self.all.get(tenant, {}).get(job["vendor"], set())
            allowed = own if own and tenant not in self.changed else own | of_the_house()
            if job["key"] not in allowed:
                found.append(f"{tenant}: {job['vendor']} {job['path']} {job['label']}")
        return found


def of_the_house() -> set[str]:
    """The house's accounts, as the simulator calls them."""
    return {fingerprint(key) for key in HOUSE.values()}
