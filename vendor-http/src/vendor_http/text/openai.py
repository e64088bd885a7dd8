"""openai by its documented HTTP: a stored response in the background, whose stream may break and which is read again by its id.

Each request has a conversation of its own, made before: there a response is found whose id never reached us (ADR 0204).
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx

from chassis.errors import Broken, Busy, JobError, Unsure
from chassis.work import Job
from vendor_http.answers import as_object, busy, locked_out, unsent
from vendor_http.asked import is_id
from vendor_http.bounds import TALK, Bounds, client
from vendor_http.hosts import REAL
from vendor_http.leaving import LEAVES, soon
from vendor_http.looks import looked_for
from vendor_http.paths import at
from vendor_http.text.events import events
from vendor_http.text.requests import Answer, Desk, Request, State
from vendor_http.text.responses import Heard, answer_of, failed, said_in, state_of, unread

MISSES = 5
"""Failed looks at a response in a row, after which the try ends; the response is kept."""


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
            found = await looked_for(partial(self._found, request, noted), self._account.settles)
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
        if response.status_code != 200 or not is_id(id_):
            told = failed(request, response)
            raise told if not isinstance(told, Unsure) else Broken(told.message, code="vendor_broken")
        return id_

    async def _streamed(self, request: Request, conversation: str, desk: Desk) -> Answer:
        """Send it, and listen as long as the stream lasts."""
        state: State = {"conversation": conversation, "since": round(time.time(), 3)}
        await desk.note(state)
        heard = Heard()
        try:
            async with self._posted(request, state) as response:
                await self._heard(response, request, heard, state, desk)
        except (httpx.HTTPError, ValueError) as error:
            if not heard.id:
                told = unsent("openai", error) if isinstance(error, httpx.HTTPError) else unread()
                if isinstance(told, Broken):
                    await desk.note(None)
                raise told from None
        except JobError as error:
            if not isinstance(error, Unsure):
                await desk.note(None)
            raise
        if heard.response is not None:
            return answer_of(request, heard.response)
        if not heard.id:
            raise unread()
        return await self._read(request, heard.id, desk)

    @contextlib.asynccontextmanager
    async def _posted(self, request: Request, state: State) -> AsyncIterator[httpx.Response]:
        url, body = f"{self._account.host}/responses", _body(request, state["conversation"])
        headers, leaving = {**self._headers(), "X-Work": request.label}, soon(state["since"], self._account.leaves)
        async with self._http.stream("POST", url, headers=headers, json=body, extensions=leaving) as response:
            yield response

    async def _heard(self, response: httpx.Response, request: Request, heard: Heard, state: State, desk: Desk) -> None:
        if response.status_code != 200:
            await response.aread()
            if at(as_object(response), "error.code") == "conversation_locked":
                raise _AtWorkError
            raise failed(request, response)
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
                told = await self._look(id_)
                if told is not None:
                    break
                missed = 0
            except Broken as error:
                missed += 1
                if missed >= MISSES or error.code == "vendor_gone":
                    raise
            await asyncio.sleep(self._account.interval)
        if told.get("status") == "failed":
            await desk.note(None)
        return answer_of(request, told)

    async def _look(self, id_: str) -> dict[str, Any] | None:
        """A response that has ended; None while it is worked on."""
        told = await self._get(f"responses/{id_}")
        state = state_of(told, id_)
        if state == "untold":
            raise Broken("openai does not tell how a request fares.", code="vendor_broken")
        return told if state == "ended" else None

    async def _found(self, request: Request, noted: State) -> Answer | None:
        """The answer to a request whose response has no id here; None when it was surely never made: nothing was said since.

        Raises Busy while it may still appear.
        """
        told = await self._get(f"conversations/{noted['conversation']}/items", limit="20", order="desc")
        items = told.get("data")
        if not isinstance(items, list):
            raise Broken("openai does not tell what it has said.", code="vendor_broken")
        if items:
            return said_in(request, items)
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
