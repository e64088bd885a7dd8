"""Whose account a job asks a vendor with: the house's, or one that its tenant brings (ADR 0216).

What is noted of a request names the account, so whoever takes the job up goes on with that one. Bodies get their accounts from
`chassis.climbing.reached`; `vendor_http.tenants` knows the tenants' keys.
"""

import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from chassis.errors import Refused, Unsure
from chassis.work import Job, Tools

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account(Generic[V_co]):
    """An adapter, and whose account it asks with: `key` is a tenant's key by its id, `<vendor>/...`, or empty for the house's."""

    vendor: V_co
    key: str = ""

    async def asked(self, make: Callable[[V_co, Job[Any], Tools], Awaitable[T]], job: Job[Any], tools: Tools) -> T:
        """What `make` makes with the adapter; the note that it finds and leaves is about the request alone."""
        if not self.key:
            return await make(self.vendor, job, tools)
        try:
            return await make(self.vendor, as_noted(job), tools.noting(self._noted))
        except Refused as error:
            error.keeps = self._noted(error.keeps)
            raise _whose(self.key, error) from None

    def charged(self, cost: int) -> int:
        """What the tenant owes us: nothing where the vendor has taken it from the tenant itself."""
        return 0 if self.key else cost

    def _noted(self, note: str) -> str:
        return json.dumps({"account": self.key, "note": note}) if note else note


class Own(Protocol[V_co]):
    """The accounts that tenants bring."""

    @property
    def vendors(self) -> Collection[str]:
        """The vendors for which tenants can have one; nothing is read for the others."""
        ...

    async def current(self, tenant: str, wanted: Collection[str], *, sure: bool) -> Mapping[str, Account[V_co]]:
        """Those of a tenant now, of the wanted vendors; `sure` does not believe of a moment ago that there is none."""
        ...

    async def noted(self, tenant: str, key: str) -> Account[V_co]:
        """The one with which something was asked, also when it was replaced or removed since.

        Raises Unsure when it is gone.
        """
        ...


class _Nobodys:
    """Where no tenant brings any."""

    vendors: Collection[str] = frozenset()

    async def current(self, tenant: str, wanted: Collection[str], *, sure: bool) -> Mapping[str, Account[Any]]:  # noqa: ARG002
        return {}

    async def noted(self, tenant: str, key: str) -> Account[Any]:  # noqa: ARG002
        raise gone(key)


NOBODYS: Own[Any] = _Nobodys()


def key_in(note: str | None) -> str:
    """The tenant's key that a note names; empty where it was the house's, as in all notes of earlier releases."""
    if note is None or not note.startswith('{"account": '):
        return ""
    return str(json.loads(note)["account"])


def vendor_in(key: str) -> str:
    """Whose key it is, by its id."""
    return key.partition("/")[0]


def as_noted(job: Job[Any]) -> Job[Any]:
    """The job as the adapter knows it: its note without the account."""
    if not key_in(job.request_id):
        return job
    return replace(job, request_id=json.loads(job.request_id or "")["note"])


def gone(key: str) -> Unsure:
    """A request was made with a key that cannot be read any more."""
    vendor = vendor_in(key)
    return Unsure(
        f"The key of yours that this was asked with at {vendor} is no longer here, so what became of it cannot be found out; "
        "it is not paid a second time.",
        code="vendor_key_gone",
    )


def _whose(key: str, error: Refused) -> Refused:
    """The same refusal, saying that it is about the tenant's own account."""
    vendor = vendor_in(key)
    if error.code == "vendor_key":
        message = f"{vendor} does not accept the key that you have set. Set another: `sagareel key set {vendor}`."
    elif error.code == "vendor_quota":
        message = f"Your own account at {vendor} is used up. Top it up, or remove its key: `sagareel key remove {vendor}`."
    else:
        return error
    return Refused(message, code=error.code)
