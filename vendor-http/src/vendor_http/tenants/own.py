"""The accounts of tenants as services that pay vendors use them: `chassis.accounts.Own` by the vault. For composition roots."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from chassis.accounts import NOBODYS, Account, Own, gone, vendor_in
from chassis.admission.sealed import UNREADABLE
from chassis.environment import Environment
from chassis.errors import Busy, Refused, Unsure
from contracts.catalogue.reaching import KEYS
from vendor_http.keys import key_of
from vendor_http.tenants.sealing import UnopenedError
from vendor_http.tenants.vault import Vault

V = TypeVar("V")
Makers = Mapping[str, Callable[[str], V]]
"""Makes the adapter of a key, by vendor."""

BELIEVED = 5.0
"""Seconds for which is believed what was read of a tenant: so long a key that was replaced may still be asked with."""
MOST_TENANTS, MOST_ADAPTERS = 20_000, 256
"""What is remembered at most; then the oldest is read or made again."""
AWAY = 2.0


class Keys(Protocol):
    """Where tenants' keys are; `Vault` is one."""

    async def current(self, tenant: str) -> Mapping[str, str]: ...

    async def key(self, tenant: str, id_: str) -> str | None: ...


@contextmanager
def asking() -> Iterator[None]:
    """Where the database cannot be asked the job waits for a moment."""
    try:
        yield
    except UNREADABLE:
        raise Busy("Whether you have a key of your own could not be found out.", retry_after=AWAY, code="in_line") from None


class Remembered:
    """Which keys tenants have, without asking for every job; one for all kinds of work of a service."""

    def __init__(self, keys: Keys, believed: float = BELIEVED) -> None:
        self.keys = keys
        self._believed = believed
        self._known: OrderedDict[str, tuple[float, Mapping[str, str]]] = OrderedDict()

    async def current(self, tenant: str, wanted: Collection[str], *, sure: bool) -> Mapping[str, str]:
        """The ids of a tenant's keys, by vendor; `sure` does not believe that none is there without another look."""
        then, found = self._known.get(tenant, (0.0, {}))
        if time.monotonic() - then > self._believed or (sure and not found.keys() & set(wanted)):
            with asking():
                found = await self.keys.current(tenant)
            self._known[tenant] = (time.monotonic(), found)
            self._known.move_to_end(tenant)
            if len(self._known) > MOST_TENANTS:
                self._known.popitem(last=False)
        return found


class TenantsOwn(Generic[V]):
    """The accounts that tenants bring for one kind of work."""

    def __init__(self, makers: Makers[V], remembered: Remembered) -> None:
        self.vendors: Collection[str] = frozenset(makers)
        self._makers = makers
        self._remembered = remembered
        self._made: OrderedDict[tuple[str, str], Account[V]] = OrderedDict()

    async def current(self, tenant: str, wanted: Collection[str], *, sure: bool) -> Mapping[str, Account[V]]:
        """As `Own`; raises Busy when it cannot be found out now, Refused when a key is there that cannot be opened."""
        try:
            found = await self._remembered.current(tenant, wanted, sure=sure)
            return {vendor: await self._account(tenant, id_) for vendor, id_ in found.items() if vendor in wanted}
        except UnopenedError:
            sentence = "A key that you have set cannot be opened here any more. Set it again: `sagareel key set VENDOR`."
            raise Refused(sentence, code="vendor_key") from None
        except Unsure:  # removed a moment ago, and old enough to be deleted
            return {}

    async def noted(self, tenant: str, key: str) -> Account[V]:
        """As `Own`."""
        try:
            return await self._account(tenant, key)
        except UnopenedError:
            raise gone(key) from None

    async def _account(self, tenant: str, key: str) -> Account[V]:
        made = self._made.get((tenant, key))
        if made is None:
            make = self._makers[vendor_in(key)]
            secret = await self._read(tenant, key)
            made = self._made.setdefault((tenant, key), Account(make(secret), key))
        self._made.move_to_end((tenant, key))
        if len(self._made) > MOST_ADAPTERS:  # who works with it keeps it; its connections close when nobody does
            self._made.popitem(last=False)
        return made

    async def _read(self, tenant: str, key: str) -> str:
        with asking():
            secret = await self._remembered.keys.key(tenant, key)
        if secret is None:
            raise gone(key)
        return secret


def house_of(makers: Makers[V], variables: Mapping[str, str]) -> dict[str, V]:
    """The adapters of the vendors whose keys are set where the service runs."""
    return {vendor: make(key) for vendor, make in makers.items() if (key := key_of(variables, KEYS[vendor]))}


def remembered_of(environment: Environment, service: str) -> Remembered | None:
    """What a service knows of tenants' keys; None where there can be none.

    Raises MissingSettingError when the master keys cannot be read.
    """
    vault = None if environment.simulated else Vault.of(environment, service)
    return None if vault is None else Remembered(vault)


def own_of(makers: Makers[V], remembered: Remembered | None) -> Own[V]:
    """The accounts that tenants bring for one kind of work."""
    return NOBODYS if remembered is None else TenantsOwn(makers, remembered)
