"""anthropic by its documented HTTP: one streamed message per request. What has arrived is kept while it comes.

There is no list of messages and no id to come back to. A message whose stream broke is gone on with behind what has arrived; one
of which nothing has arrived is never asked again (ADR 0204).
"""

import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from chassis.errors import Broken, JobError, Refused, Unsure
from chassis.work import Job
from vendor_http.answers import as_object, busy, denied, exhausted, said, unsent
from vendor_http.bounds import TALK, Bounds, client
from vendor_http.hosts import REAL
from vendor_http.paths import at
from vendor_http.prompts import render
from vendor_http.text.events import events
from vendor_http.text.joining import joined, kept_of
from vendor_http.text.requests import Answer, Desk, Request, State, about, counted

VERSION = "2026-10-21"
REST = render("vendor_http.text.prompts", "rest", "any", {})["user"]


@dataclass(frozen=True, slots=True)
class Account:
    """A key, the host, and how patient we are, in seconds."""

    key: str = field(repr=False)
    host: str = REAL.anthropic
    silence: float = 90.0
    """Nothing comes for so long: the connection is broken. The vendor pings more often."""
    keeps: float = 3.0
    """How often what has arrived is kept."""
    bounds: Bounds = TALK


@dataclass(slots=True)
class Arriving:
    """What one stream has brought so far."""

    text: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    reason: str = ""
    details: str = ""
    ended: bool = False

    def take(self, event: dict[str, Any]) -> None:
        """One event more; those that are not known are passed over."""
        match event.get("type"):
            case "message_start":
                self._count(at(event, "message.usage"))
            case "content_block_delta":
                self.text += str(at(event, "delta.text") or "")
            case "message_delta":
                self.reason = str(at(event, "delta.stop_reason") or self.reason)
                self.details = str(at(event, "delta.stop_details.category") or "")
                self._count(event.get("usage"))
            case "message_stop":
                self.ended = True

    def _count(self, usage: Any) -> None:
        if isinstance(usage, dict):
            read = sum(
                counted(usage.get(name)) for name in ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
            )
            self.input_tokens = read or self.input_tokens
            self.output_tokens = counted(usage.get("output_tokens"))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier tries have of this message: the text, where it is kept, in how many pieces it came, tokens that were read."""

    text: str = ""
    name: str = ""
    pieces: int = 0
    input_tokens: int = 0

    def state(self, *, sent: bool) -> State:
        """As it is noted; `sent` while nothing has come of the piece that was asked for last."""
        return {
            "since": round(time.time(), 3),
            "sent": sent,
            "part": self.name,
            "pieces": self.pieces,
            "input": self.input_tokens,
        }


class Api:
    """One account's calls."""

    def __init__(self, account: Account) -> None:
        self._account = account
        timeout = httpx.Timeout(account.silence, connect=10.0)
        self._http = client(account.bounds, timeout)

    async def ask(self, request: Request, noted: State | None, desk: Desk) -> Answer:
        """The whole answer, in as many pieces as its streams broke."""
        earlier = await _earlier(noted, desk, request)
        async with desk.enter():
            return await self._asked(request, earlier, desk)

    async def withdraw(self, noted: State, job: Job[Any]) -> None:
        """Nothing: a message is made as long as somebody listens, and nobody does."""

    async def _asked(self, request: Request, earlier: Earlier, desk: Desk) -> Answer:
        await desk.note(earlier.state(sent=True))
        arriving, clock = Arriving(), 0.0
        try:
            async with self._stream(_body(request, earlier.text), _label(request, earlier)) as response:
                async for event in _understood(response, request):
                    arriving.take(event)
                    if arriving.text and time.monotonic() - clock > self._account.keeps:
                        await _keep(earlier, arriving, request, desk)
                        clock = time.monotonic()
                        await desk.told(joined(earlier.text, arriving.text))
        except (JobError, httpx.HTTPError, ValueError) as error:
            raise await _broken(error, earlier, arriving, request, desk) from None
        if not arriving.ended:
            raise await _broken(ValueError(), earlier, arriving, request, desk)
        return _answer(request, earlier, arriving)

    @asynccontextmanager
    async def _stream(self, body: dict[str, Any], label: str) -> AsyncIterator[httpx.Response]:
        headers = {"Authorization": f"Bearer {self._account.key}", "anthropic-version": VERSION, "X-Work": label}
        async with self._http.stream("POST", f"{self._account.host}/v1/messages", headers=headers, json=body) as response:
            yield response


def _body(request: Request, part: str) -> dict[str, Any]:
    turns = [*request.turns(), *([("assistant", part.rstrip()), ("user", REST)] if part else [])]
    body: dict[str, Any] = {
        **request.extras(),
        "model": request.choice.route.endpoint,
        "max_tokens": request.most,
        "system": request.prompt["system"],
        "messages": [{"role": who, "content": text} for who, text in turns],
        "stream": True,
    }
    if request.form is not None and not part:
        body["output_config"] = {"format": {"type": "json_schema", "schema": dict(request.form.schema)}}
    return body


def _label(request: Request, earlier: Earlier) -> str:
    return f"{request.label}/rest-{earlier.pieces}" if earlier.pieces else request.label


async def _earlier(noted: State | None, desk: Desk, request: Request) -> Earlier:
    """What there is to go on with.

    Raises Unsure when something was asked and nothing has come of it.
    """
    if noted is None:
        return Earlier()
    if noted["sent"]:
        lost = f"Whether {request.choice.model.name} has answered cannot be found out, and it is not paid a second time."
        raise Unsure(f"{lost} Start the film again.", code="vendor_unsure")
    text = (await desk.shelf.get(noted["part"])).decode() if noted["part"] else ""
    return Earlier(text, noted["part"], int(noted["pieces"]), int(noted["input"]))


async def _keep(earlier: Earlier, arriving: Arriving, request: Request, desk: Desk) -> None:
    """Keep and note what has arrived: from now on it is gone on with from there."""
    whole = joined(earlier.text, kept_of(arriving.text, structured=request.form is not None))
    name = await desk.shelf.put(whole.encode(errors="replace"))
    kept = Earlier(whole, name, earlier.pieces + 1, earlier.input_tokens + arriving.input_tokens)
    await desk.note(kept.state(sent=False))


async def _broken(error: Exception, earlier: Earlier, arriving: Arriving, request: Request, desk: Desk) -> JobError:
    """What is noted and told when a stream did not come to its end."""
    if arriving.text:
        await _keep(earlier, arriving, request, desk)
    told = error if isinstance(error, JobError) else _unread(error)
    if not arriving.text and not isinstance(told, Unsure):
        await desk.note(earlier.state(sent=False) if earlier.pieces else None)
    return told


def _unread(error: Exception) -> JobError:
    if isinstance(error, httpx.HTTPError):
        return unsent("anthropic", error)
    return Unsure("anthropic's answer broke off or cannot be read.", code="vendor_unsure")


async def _understood(response: httpx.Response, request: Request) -> AsyncIterator[dict[str, Any]]:
    """The events of a good answer.

    Raises the errors of `chassis.errors` for any other.
    """
    if response.status_code != 200:
        with contextlib.suppress(httpx.HTTPError):
            await response.aread()
        raise _failed(request, response, as_object(response) if response.is_closed and response.is_stream_consumed else None)
    async for event in events(response):
        if event.get("type") == "error":
            raise _stopped(event)
        yield event


def _stopped(event: dict[str, Any]) -> JobError:
    """An error in the middle of a stream: the model had begun, so only what has arrived can be gone on with."""
    return Unsure(f"anthropic broke off its answer: {said(at(event, 'error.message'))}", code="vendor_unsure")


def _failed(request: Request, response: httpx.Response, body: dict[str, Any] | None) -> JobError:
    told = at(body, "error")
    status, message = response.status_code, said(at(told, "message"))
    if status == 429 or (status in (503, 529) and told):
        return busy("anthropic", response)
    if status == 401:
        return denied("anthropic", "ANTHROPIC_API_KEY")
    if status == 402 or at(told, "type") == "billing_error":
        return exhausted("anthropic")
    if status == 500 and told:
        return Broken(f"anthropic failed: {message}", code="vendor_failed")
    if status < 400 or status >= 500 or status in (408, 499):
        return Unsure(f"anthropic answers with {status}, which does not tell whether it did its work.", code="vendor_unsure")
    if status == 413:
        return Refused(f"The text is too long for {request.choice.model.name}.", code="vendor_rejected")
    return Refused(f"{request.choice.model.name} does not accept the request: {message}", code="vendor_rejected")


def _answer(request: Request, earlier: Earlier, arriving: Arriving) -> Answer:
    """The answer of a stream that came to its end; raises Refused when the model refuses."""
    name = request.choice.model.name
    if arriving.reason == "refusal":
        about_what = f" ({arriving.details.replace('_', ' ')})" if arriving.details else ""
        raise Refused(f"{name} refuses this text{about_what}. Change it, or choose another model.", code="content_refused")
    if arriving.reason == "model_context_window_exceeded":
        raise Refused(f"The text is too long for {name}.", code="vendor_rejected")
    before = about(earlier.text) if earlier.text else 0
    return Answer(
        joined(earlier.text, arriving.text),
        earlier.input_tokens + arriving.input_tokens,
        before + arriving.output_tokens,
        cut=arriving.reason == "max_tokens",
    )
