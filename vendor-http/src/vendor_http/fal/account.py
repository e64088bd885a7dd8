"""One account of fal: its key, fal's hosts, and the calls to them that cost nothing."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx

from chassis.admission.ports import OPEN, Gate
from chassis.answers import Bell
from chassis.errors import Broken, Invalid
from chassis.urlguard import PinnedTransport, Policy
from vendor_http.answers import as_object, busy, denied, locked_out
from vendor_http.bounds import USUAL, Bounds, client
from vendor_http.fetched import Fetched, fetched
from vendor_http.hosts import REAL
from vendor_http.leaving import LEAVES


@dataclass(frozen=True, slots=True)
class Account:
    """A key, fal's hosts, and how patient we are, in seconds."""

    key: str = field(repr=False)
    queue: str = REAL.fal_queue
    rest: str = REAL.fal_rest
    api: str = REAL.fal_api
    policy: Policy = REAL.media
    settles: float = 30.0
    """How long after an intent a request that is not in fal's list was surely never taken."""
    leaves: float = LEAVES
    """How long after its intent a request may still leave us; far less than `settles`."""
    interval: float = 1.5
    timeout: float = 60.0
    misses: int = 8
    """Failed looks at a status in a row, after which the try ends; the request is kept."""
    bounds: Bounds = USUAL


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where fal's webhooks come in (`https://.../hooks/fal`), and what rings then; `safety` is how often fal is asked anyway."""

    address: str
    bell: Bell
    safety: float = 30.0


class Hosts:
    """fal's hosts, with the account's key, the gate that every request passes, and where fal tells that one has ended."""

    def __init__(self, account: Account, gate: Gate = OPEN, hooks: Hooks | None = None) -> None:
        self.account = account
        self.gate = gate
        self._hooks = hooks
        self.http = client(account.bounds, account.timeout)
        self._elsewhere = client(account.bounds, account.timeout, PinnedTransport(account.policy))
        """To an address that fal has told us, which is as hostile as any other."""

    def headers(self, label: str = "") -> dict[str, str]:
        """The key; with a label also our name for the work, which fal ignores, and that fal must not run it again by itself."""
        more = {"X-Work": label, "X-Fal-No-Retry": "1"} if label else {}
        return {"Authorization": f"Key {self.account.key}", **more}

    async def hook(self) -> dict[str, str]:
        """What a submit says about where to tell that it has ended; nothing where fal cannot reach us."""
        return {} if self._hooks is None else {"fal_webhook": f"{self._hooks.address}/{await self._hooks.bell.hook()}"}

    async def worth_a_look(self, request_id: str, *, told: bool) -> bool:
        """Wait until it is worth asking how a request fares: fal has told (true; not again when it had `told`), or time is up."""
        if self._hooks is None or told:
            await asyncio.sleep(self.account.interval)
            return told
        return await self._hooks.bell.rings(request_id, self._hooks.safety)

    async def read(self, url: str, **query: str) -> dict[str, Any]:
        """What fal says of requests that it has, or may have; raises httpx.HTTPError or the errors of `chassis.errors`."""
        response = await self.http.get(url, params=query or None, headers=self.headers())
        if response.status_code == 401:
            raise locked_out("fal")
        return understood(response)

    async def media(self, url: object, wanted: frozenset[str]) -> Fetched:
        """A file that a model made."""
        return await fetched(url, wanted, "fal", self.account.policy)

    async def upload(self, content: bytes, media_type: str) -> str:
        """Put a file where fal's models can read it for a day; the address."""
        try:
            url = f"{self.account.rest}/storage/auth/token?storage_type=fal-cdn-v3"
            told = understood(await self.http.post(url, headers=self.headers(), json={}))
            headers = {
                "Authorization": f"{told.get('token_type', 'Bearer')} {told['token']}",
                "Content-Type": media_type,
                "X-Fal-File-Name": "file",
                "X-Fal-Object-Lifecycle": '{"expiration_duration_seconds":86400}',
            }
            answer = await self._elsewhere.post(f"{told['base_url']}/files/upload", headers=headers, content=content)
            return str(understood(answer)["access_url"])
        except (httpx.HTTPError, httpx.InvalidURL, Invalid, KeyError) as error:
            raise Broken(f"fal did not take a file ({type(error).__name__}).", code="vendor_upload") from None


def understood(response: httpx.Response) -> dict[str, Any]:
    """The body of an answer to a call that costs nothing; raises the errors of `chassis.errors`."""
    if response.status_code == 401:
        raise denied("fal", "FAL_KEY")
    if response.status_code == 429:
        raise busy("fal", response)
    told = as_object(response)
    if response.status_code not in (200, 202) or told is None:
        raise Broken(f"fal answers with {response.status_code}.", code="vendor_broken")
    return told
