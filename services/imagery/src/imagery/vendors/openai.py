"""Pictures by openai: one request, one answer, and no list in which a lost one could be found.

The official SDK sends the requests, with its retries off: ours is the one layer of retries.
"""

import asyncio
import base64
import binascii
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx2
import openai

from chassis.admission.ports import OPEN, Gate
from chassis.errors import Broken, JobError, Refused, Unsure
from chassis.trust import trusted
from chassis.work import Job, Tools
from contracts.base import MediaRef
from contracts.catalogue.calling import filled
from contracts.imagery import EditPicture
from imagery.domain import EditOrder, PictureOrder
from imagery.ports import Picture, PictureJob
from imagery.vendors.asked import Asked, asked
from imagery.vendors.normalised import kept
from vendor_http.answers import NEVER_SENT, denied, exhausted, said, waiting
from vendor_http.bounds import MEDIA, PLAIN, Bounds, UnboundedError, bounded
from vendor_http.fetched import LARGEST, PICTURES, known
from vendor_http.hosts import REAL
from vendor_http.series import Part, Steps, made, unknown

NEVER = (*NEVER_SENT, httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
CONTENT = frozenset({"moderation_blocked", "content_policy_violation", "image_generation_user_error"})
EMPTY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Of an account that is used up, or has come to a limit that its owner has set; they come with 429 and with 400."""
SENT = frozenset(
    {"accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host", "transfer-encoding"}
    | {"user-agent", "x-work"}
)
"""Headers that are ours. The SDK adds what it finds in the environment: an organization, a project, whatever stands there."""
NAMES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Account:
    """A key, the address of the API, and how long a picture may take, in seconds."""

    key: str = field(repr=False)
    base: str = REAL.openai
    timeout: float = 300.0
    bounds: Bounds = MEDIA


@dataclass(frozen=True, slots=True)
class OpenAiPictures:
    """The adapter to one account."""

    client: openai.AsyncOpenAI = field(repr=False)
    gate: Gate = field(default=OPEN, repr=False)
    name: str = "openai"
    seconds: float = MEDIA.seconds
    """How long one exchange may take from its beginning to its end."""

    @classmethod
    def of(cls, account: Account, gate: Gate = OPEN) -> "OpenAiPictures":
        """With connections of its own: no redirects, no proxy or key from the environment."""
        http = openai.DefaultAsyncHttpxClient(
            timeout=account.timeout,
            verify=trusted(),
            follow_redirects=False,
            trust_env=False,
            event_hooks={"request": [partial(_ours, account.key)], "response": [partial(_capped, account.bounds)]},
        )
        plain = {"Accept-Encoding": "identity"}
        client = openai.AsyncOpenAI(
            api_key=account.key, base_url=account.base, max_retries=0, http_client=http, default_headers=plain
        )
        return cls(client, gate, seconds=account.bounds.seconds)

    async def picture(self, order: PictureOrder, job: PictureJob, tools: Tools) -> Picture:
        """The picture of an order, in the film's size."""
        return await self._made(asked(order, job.command.model, self.name), job, tools)

    async def edited(self, order: EditOrder, job: Job[EditPicture], tools: Tools) -> Picture:
        """The changed picture, in the film's size."""
        return await self._made(asked(order, job.command.model, self.name), job, tools)

    async def _made(self, wanted: Asked, job: PictureJob | Job[EditPicture], tools: Tools) -> Picture:
        """Asked once: the answer is stored before anything is done with it, and a lost one is never asked for again."""
        shas = {"references": [ref.sha256 for ref in wanted.pictures] or None, "mask": wanted.mask and wanted.mask.sha256}
        part = Part(wanted.call.endpoint, filled(wanted.call, {**wanted.values(), **shas}), job.id)

        async def keep(content: bytes) -> str:
            stored = known(content, PICTURES, self.name)
            return (await tools.media.put(job.envelope.tenant, content, stored.media_type)).model_dump_json()

        steps = Steps(partial(self._asked, wanted, tools), partial(unknown, self.name), keep, self.gate)
        (name,) = await made([part], steps, job, tools)
        found = known(await tools.media.get(MediaRef.model_validate_json(name)), PICTURES, self.name)
        return await kept(found, wanted, job.envelope.tenant, tools)

    async def _asked(self, wanted: Asked, tools: Tools, part: Part) -> bytes:
        """Send it; only Unsure leaves open whether a picture was made and paid."""
        arguments, headers = dict(part.arguments), {"X-Work": part.label}
        files = [await _file(picture, tools) for picture in wanted.pictures]
        if wanted.mask is not None:
            arguments["mask"] = await _file(wanted.mask, tools)
        images: Any = self.client.images
        try:
            async with asyncio.timeout(self.seconds):
                if files:
                    arguments["image"] = files
                    answer = await images.edit(**arguments, extra_headers=headers)
                else:
                    answer = await images.generate(**arguments, extra_headers=headers)
        except TimeoutError:
            raise Unsure(f"openai has not ended its answer in {self.seconds:g} seconds.", code="vendor_unbounded") from None
        except (openai.OpenAIError, httpx2.HTTPError, ValueError) as error:
            raise _failed(wanted, error) from None
        return _decoded(answer)


async def _ours(key: str, request: httpx2.Request) -> None:
    """Called by the SDK's client before it sends: nothing of the environment goes along, and the key is this account's."""
    for name in [name for name in request.headers if name.lower() not in SENT]:
        del request.headers[name]
    request.headers["Authorization"] = f"Bearer {key}"


class _Stream(httpx2.AsyncByteStream):
    """A body of which no more is read than its bounds allow."""

    def __init__(self, inner: httpx2.AsyncByteStream, bounds: Bounds) -> None:
        self._inner, self._bounds = inner, bounds

    def __aiter__(self) -> AsyncIterator[bytes]:
        return bounded(aiter(self._inner), self._bounds, asyncio.get_running_loop().time() + self._bounds.seconds)

    async def aclose(self) -> None:
        await self._inner.aclose()


async def _capped(bounds: Bounds, response: httpx2.Response) -> None:
    """Called by the SDK's client before it reads an answer, good or bad."""
    if response.headers.get("content-encoding", "").lower() not in PLAIN:
        raise UnboundedError("sends a compressed answer, which was not asked for")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _Stream(response.stream, bounds)


async def _file(picture: MediaRef, tools: Tools) -> tuple[str, io.BytesIO, str]:
    content = await tools.media.get(picture)
    return f"{picture.sha256[:12]}.{NAMES.get(picture.media_type, 'png')}", io.BytesIO(content), picture.media_type


def _decoded(answer: Any) -> bytes:
    try:
        encoded = answer.data[0].b64_json
        if len(encoded) > 2 * LARGEST["image"]:
            raise Unsure("openai gave a picture that is too large.", code="vendor_unsure")
        return base64.b64decode(encoded, validate=True)
    except (AttributeError, TypeError, IndexError, binascii.Error):
        raise Unsure("openai took a request, and its answer holds no picture.", code="vendor_unsure") from None


def _failed(wanted: Asked, error: Exception) -> JobError:
    """What an error means. openai takes nothing for a request that it answers with an error of its own."""
    if isinstance(error.__cause__, UnboundedError):
        return Unsure(f"openai {error.__cause__.told}.", code="vendor_unbounded")
    if isinstance(error, openai.APIConnectionError):
        if isinstance(error.__cause__, NEVER):
            return Broken("openai cannot be reached.", code="vendor_unreachable")
        return Unsure("The connection to openai broke before it answered.", code="vendor_unsure")
    if not isinstance(error, openai.APIStatusError):
        return Unsure("openai took a request, and its answer cannot be read.", code="vendor_unsure")
    told = error.body if isinstance(error.body, dict) else {}
    code, status = str(error.code or error.type or ""), error.status_code
    if code in EMPTY or status == 402:
        return exhausted("openai")
    if status == 429:
        return waiting("openai", error.response.headers)
    if status == 401:
        return denied("openai", "OPENAI_API_KEY")
    if status >= 500 or status == 408 or not told.get("message"):
        if told.get("message") and status != 504:
            return Broken(f"openai failed and took nothing for it: {said(told['message'])}", code="vendor_failed")
        return Unsure(f"openai's answer ({status}) does not tell whether it made the picture.", code="vendor_unsure")
    return _refused(wanted.choice.model.name, code, str(error.param or ""), said(told["message"]))


def _refused(model: str, code: str, where: str, message: str) -> Refused:
    if code in CONTENT:
        return Refused(f"{model} refuses {where or 'prompt'}: {message}", code="content_refused")
    return Refused(f"{model} does not accept {where or 'the request'}: {message}", code="vendor_rejected")
