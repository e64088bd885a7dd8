"""Tenants' keys, sealed and opened around their rows. The gateway sets them, the services that pay vendors read them."""

import secrets
from collections.abc import Mapping, Sequence

import structlog

from chassis.admission.sealed import Kept, SealedKey, SealedKeys
from chassis.environment import Environment
from vendor_http.limits import account_name
from vendor_http.tenants.sealing import Label, Seal, UnopenedError

log = structlog.get_logger()


class Vault:
    """Those of one process."""

    def __init__(self, seal: Seal, rows: SealedKeys) -> None:
        self._seal = seal
        self._rows = rows

    @classmethod
    def of(cls, environment: Environment, service: str) -> "Vault | None":
        """None where no master key is set, so that tenants' keys cannot be kept.

        Raises MissingSettingError when it cannot be read.
        """
        seal = Seal.of(environment.variables)
        return None if seal is None else cls(seal, SealedKeys(environment.dsn_of(service), service))

    async def set(self, tenant: str, vendor: str, key: str) -> Kept:
        """Keep a key; it takes the place of the one before."""
        label = Label(tenant, vendor, f"{vendor}/{secrets.token_hex(8)}")
        return await self._rows.set(SealedKey(label.id, tenant, vendor, self._seal.seal(key, label), fingerprint(vendor, key)))

    async def remove(self, tenant: str, vendor: str) -> None:
        """Ask nothing new with it; jobs that have asked with it go on. None set is none removed."""
        await self._rows.remove(tenant, vendor)

    async def of_tenant(self, tenant: str) -> Sequence[Kept]:
        """What a tenant has set, by vendor."""
        return await self._rows.of_tenant(tenant)

    async def current(self, tenant: str) -> Mapping[str, str]:
        """The ids of a tenant's keys, by vendor."""
        return await self._rows.current(tenant)

    async def key(self, tenant: str, id_: str) -> str | None:
        """A tenant's key, also one that has ended; None when it is gone.

        Raises UnopenedError when no master key of ours opens it.
        """
        found = await self._rows.found(tenant, id_)
        return None if found is None else self._seal.open(found.sealed, _label(found))

    async def tidy(self) -> None:
        """Delete keys that ended so long ago that no job can have anything open with them."""
        await self._rows.tidy()

    async def reseal(self) -> int:
        """Seal with the newest master key what an older one has sealed, so that the older can be dropped; how many were."""
        older = [key for key in await self._rows.all() if not self._seal.is_newest(key.sealed)]
        fresh = [(key, sealed) for key in older if (sealed := self._anew(key)) is not None]
        await self._rows.reseal(fresh)
        if older:
            log.info("tenants' keys were sealed anew", sealed=len(fresh), unopened=len(older) - len(fresh))
        return len(fresh)

    def _anew(self, key: SealedKey) -> bytes | None:
        try:
            return self._seal.seal(self._seal.open(key.sealed, _label(key)), _label(key))
        except UnopenedError as error:
            log.warning("a tenant's key cannot be opened", key=key.id, error=str(error))
            return None


def fingerprint(vendor: str, key: str) -> str:
    """By which people tell keys apart: eight digits of the SHA-256 of the vendor's name, a line break and the key."""
    return account_name(vendor, key).partition(":")[2][:8]


def _label(key: SealedKey) -> Label:
    return Label(key.tenant, key.vendor, key.id)
