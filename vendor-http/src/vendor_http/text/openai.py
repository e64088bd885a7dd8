"""openai by its documented HTTP: a stored response in the background, whose stream may break and which is read again by its id.

Each request has a conversation of its own, made before: there a response is found whose id never reached us (ADR 0204).
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from chassis.errors import Broken, Busy, JobError, Refused, Unsure
from chassis.work import Job
from vendor_http.answers import as_object, busy, denied, exhausted, locked_out, said, unsent
from vendor_http.bounds import TALK, Bounds, client
from vendor_http.hosts import REAL
from vendor_http.leaving import LEAVES, soon
from vendor_http.looks import looked_for
from vendor_http.paths import at
from vendor_http.text.events import events
from vendor_http.text.requests import Answer, Desk, Request, State, about, counted

CONTENT = frozenset({"content_policy_violation", "moderation_blocked", "invalid_prompt", "content_filter"})
EMPTY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
"""Of an account that is used up, or has come to a limit that its owner has set; they come with 429 and with 400."""
WORKING = frozenset({"queued", "in_progress"})
MISSES = 5
"""Failed looks at a response in a row, after which the try ends; the response is kept."""
VARIABLE = "OPENAI_API_KEY"


class _AtWorkError(Exception):
    """The response that is asked for is at work already; the note of it stays, and the account is not busy."""


@dataclass(frozen=True, slots=True)
class Account:
    """A key, the host, and how patient we are, in seconds."""

    key: str = field(repr=False)
    host: str = REAL.openai
    silence: float = 60.0
    """Nothing comes on a stream for so long: its response is read by its id instead."""
    interval: float = 2.0
    settles: float = 180.0
    """How long after it was sent a response that is in no conversation was surely never made."""
    leaves: float = LEAVES
    """How long after its note a request may still leave us; far less than `settles`."""
    bounds: Bounds = TALK


class Api:
    """One account's calls."""

    def __init__(self, account: Account) -> None:
        self._account = account
        timeout = httpx.Timeout(account.silence, connect=10.0)
        self._http = client(account.bounds, timeout)

    async def ask(self, request: Request, noted: State | None, desk: Desk) -> Answer:
        """The whole answer; a response that was made before is taken up again."""
        if noted and noted.get("response"):
            return await self._read(request, noted["response"], desk)
        if noted and noted["since"]:
            found = await looked_for(partial(self._found, noted), self._account.settles)
            if found is not None:
                return found
        try:
            async with desk.enter():
                conversation = noted["conversation"] if noted else await self._conversation(request)
                return await self._streamed(request, conversation, desk)
        except _AtWorkError:
            raise Busy("openai is still at work on this request.", retry_after=5.0, code="vendor_busy") from None

    async def withdraw(self, noted: State, job: Job[Any]) -> None:  # noqa: ARG002 — as the protocol says
        """Have a response stopped whose id we know; one that has ended stays as it is."""
        if not noted.get("response"):
            return
        try:
            url = f"{self._account.host}/responses/{noted['response']}/cancel"
            response = await self._http.post(url, headers=self._headers())
        except httpx.HTTPError as error:
            raise Broken(f"openai cannot be told to stop ({type(error).__name__}).", code="vendor_unreachable") from None
        if response.status_code not in (200, 400, 404, 409):
            raise Broken(f"openai answers with {response.status_code} to a cancel.", code="vendor_broken")

    async def _conversation(self, request: Request) -> str:
        """A conversation without a word in it; it costs nothing."""
        try:
            response = await self._http.post(
                f"{self._account.host}/conversations", headers=self._headers(), json={"metadata": {"work": request.label}}
            )
        except httpx.HTTPError as error:
            raise Broken(f"openai cannot be reached ({type(error).__name__}).", code="vendor_unreachable") from None
        id_ = (as_object(response) or {}).get("id")
        if response.status_code != 200 or not isinstance(id_, str):
            failed = _failed(request, response)
            raise failed if not isinstance(failed, Unsure) else Broken(failed.message, code="vendor_broken")
        return id_

    async def _streamed(self, request: Request, conversation: str, desk: Desk) -> Answer:
        """Send it, and listen as long as the stream lasts."""
        state: State = {"conversation": conversation, "since": round(time.time(), 3)}
        await desk.note(state)
        heard = _Heard()
        try:
            async with self._posted(request, state) as response:
                await self._heard(response, request, heard, state, desk)
        except (httpx.HTTPError, ValueError) as error:
            if not heard.id:
                told = unsent("openai", error) if isinstance(error, httpx.HTTPError) else _unread()
                if isinstance(told, Broken):
                    await desk.note(None)
                raise told from None
        except JobError as error:
            if not isinstance(error, Unsure):
                await desk.note(None)
            raise
        if heard.response is not None:
            return _answer(request, heard.response)
        if not heard.id:
            raise _unread()
        return await self._read(request, heard.id, desk)

    @contextlib.asynccontextmanager
    async def _posted(self, request: Request, state: State) -> AsyncIterator[httpx.Response]:
        url, body = f"{self._account.host}/responses", _body(request, state["conversation"])
        headers, leaving = {**self._headers(), "X-Work": request.label}, soon(state["since"], self._account.leaves)
        async with self._http.stream("POST", url, headers=headers, json=body, extensions=leaving) as response:
            yield response

    async def _heard(self, response: httpx.Response, request: Request, heard: "_Heard", state: State, desk: Desk) -> None:
        if response.status_code != 200:
            await response.aread()
            if at(as_object(response), "error.code") == "conversation_locked":
                raise _AtWorkError
            raise _failed(request, response)
        async for event in events(response):
            heard.take(event)
            if heard.id and "response" not in state:
                state.update(response=heard.id, begun=True)
                await desk.note(state)
            if event.get("type") == "response.output_text.delta":
                await desk.told(heard.text)

    async def _read(self, request: Request, id_: str, desk: Desk) -> Answer:
        """A response by its id, waited for."""
        missed = 0
        while True:
            try:
                told = await self._get(f"responses/{id_}")
                missed = 0
                if told.get("status") not in WORKING:
                    break
            except Broken as error:
                missed += 1
                if missed >= MISSES or error.code == "vendor_gone":
                    raise
            await asyncio.sleep(self._account.interval)
        if told.get("status") == "failed":
            await desk.note(None)
        return _answer(request, told)

    async def _found(self, noted: State) -> Answer | None:
        """The answer to a request whose response has no id here; None when it was surely never made.

        Raises Busy while it may still appear.
        """
        told = await self._get(f"conversations/{noted['conversation']}/items", limit="20", order="desc")
        for item in told.get("data") or ():
            if isinstance(item, dict) and item.get("role") == "assistant":
                text = _text(item)
                return Answer(text, 0, about(text))
        rest = noted["since"] + self._account.settles - time.time()
        if rest > 0:
            message = "openai may have this request already; it is looked for before it is sent again."
            raise Busy(message, retry_after=min(rest + 0.1, 15.0))
        return None

    async def _get(self, path: str, **query: str) -> dict[str, Any]:
        """What openai says of a request that it has, or may have."""
        try:
            response = await self._http.get(f"{self._account.host}/{path}", params=query, headers=self._headers())
        except httpx.HTTPError as error:
            raise Broken(f"openai does not tell how a request fares ({type(error).__name__}).", code="vendor_broken") from None
        told = as_object(response)
        if response.status_code == 200 and told is not None:
            return told
        if response.status_code == 429:
            raise busy("openai", response)
        if response.status_code == 401:
            raise locked_out("openai")
        if response.status_code == 404:
            raise Broken("openai no longer has what it had made.", code="vendor_gone")
        raise Broken(f"openai answers with {response.status_code}.", code="vendor_broken")

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._account.key}"}


@dataclass(slots=True)
class _Heard:
    """What a stream has told."""

    id: str = ""
    text: str = ""
    response: Mapping[str, Any] | None = None

    def take(self, event: dict[str, Any]) -> None:
        """One event more; those that are not known are passed over."""
        self.id = self.id or str(at(event, "response.id") or "")
        match event.get("type"):
            case "response.output_text.delta":
                self.text += str(event.get("delta") or "")
            case "response.completed" | "response.incomplete":
                self.response = event.get("response")


def _body(request: Request, conversation: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        **request.extras(),
        "model": request.choice.route.endpoint,
        "instructions": request.prompt["system"],
        "input": [{"role": who, "content": text} for who, text in request.turns()],
        "conversation": conversation,
        "max_output_tokens": request.most,
        "background": True,
        "store": True,
        "stream": True,
    }
    if request.form is not None:
        form = {"type": "json_schema", "name": request.form.name, "strict": True, "schema": dict(request.form.schema)}
        body["text"] = {"format": form}
    return body


def _answer(request: Request, response: Mapping[str, Any]) -> Answer:
    """The answer of a response that has ended; raises Refused when the model refuses, Broken when it failed."""
    name = request.choice.model.name
    reason = at(response, "incomplete_details.reason")
    parts = [part for item in response.get("output") or () for part in (at(item, "content") or ())]
    if reason == "content_filter" or any(at(part, "type") == "refusal" for part in parts):
        told = next((said(part["refusal"]) for part in parts if at(part, "refusal")), "content filter")
        raise Refused(f"{name} refuses this text ({told}). Change it, or choose another model.", code="content_refused")
    if response.get("status") == "failed":
        if at(response, "error.code") in CONTENT:
            raise Refused(f"{name} refuses this text: {said(at(response, 'error.message'))}", code="content_refused")
        raise Broken(f"{name} failed at openai: {said(at(response, 'error.message'))}", code="vendor_failed")
    if response.get("status") == "cancelled":
        raise Refused(f"The request to {name} was cancelled at openai.", code="vendor_cancelled")
    usage = response.get("usage")
    text = "".join(_text(item) for item in response.get("output") or ())
    return Answer(
        text,
        counted(at(usage, "input_tokens")),
        counted(at(usage, "output_tokens"), about(text)),
        cut=reason == "max_output_tokens",
    )


def _text(item: Any) -> str:
    return "".join(str(at(part, "text") or "") for part in at(item, "content") or () if at(part, "type") == "output_text")


def _unread() -> Unsure:
    return Unsure("openai's answer broke off or cannot be read.", code="vendor_unsure")


def _failed(request: Request, response: httpx.Response) -> JobError:
    told = at(as_object(response), "error")
    status, code, message = response.status_code, at(told, "code"), said(at(told, "message"))
    if code in EMPTY or status == 402:
        return exhausted("openai")
    if status == 429 or (status == 503 and told):
        return busy("openai", response)
    if status == 401:
        return denied("openai", VARIABLE)
    if status < 400 or status >= 500 or status == 408:
        return Unsure(f"openai answers with {status}, which does not tell whether it has the request.", code="vendor_unsure")
    if code in CONTENT:
        return Refused(f"{request.choice.model.name} refuses this text: {message}", code="content_refused")
    return Refused(f"{request.choice.model.name} does not accept the request: {message}", code="vendor_rejected")
