"""The requests of one job, one after the other: an answer is kept before the next request is sent; a try goes on where one ended.

Unlike in `vendor_http.series`, what is asked next may depend on what was answered.
"""

import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from chassis.errors import Broken, JobError, Unsure
from chassis.work import Job, Tools
from contracts.catalogue.tokens import Tokens
from vendor_http.asked import NOTHING
from vendor_http.choice import Choice
from vendor_http.text.requests import Answer, Desk, Request, Shelf, State, TextVendor


async def _silent(_: str) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class Asking:
    """What one try of a job asks. The n-th request of every try has to be the same."""

    vendor: TextVendor
    shelf: Shelf
    job: Job[Any]
    tools: Tools
    told: Callable[[str], Awaitable[None]] = _silent
    enter: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    _done: list[str] = field(default_factory=list)
    _open: State | None = None
    _turn: int = 0
    asked: list[Request] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @classmethod
    def of(cls, vendor: TextVendor, shelf: Shelf, job: Job[Any], tools: Tools) -> "Asking":
        """Going on from what an earlier try of the job has noted.

        Raises Broken when that cannot be read: whoever cannot tell whether he has paid does not pay.
        """
        done, opened = _read(job.request_id)
        return cls(vendor, shelf, job, tools, _done=done, _open=opened)

    async def ask(self, request: Request) -> Answer:
        """The answer: the kept one where there is one, else the vendor's."""
        turn, self._turn = self._turn, self._turn + 1
        if turn < len(self._done):
            answer = Answer.of(await self.shelf.get(self._done[turn]))
        else:
            desk = Desk(self.job, self.tools, self._note, self.shelf, self.told, self.enter)
            try:
                answer = await self.vendor.ask(request, self._open, desk)
            except Broken as error:
                raise self._told(error) from None
            self._done.append(await self.shelf.put(answer.stored()))
            await self._note(None)
        self.asked.append(request)
        self.answers.append(answer)
        return answer

    def _told(self, error: Broken) -> JobError:
        """A job that is broken for good is begun anew by whoever ordered it; one that has paid for something must not be."""
        paid = self._done or (self._open is not None and self._open.get("begun"))
        return Unsure(error.message, code=error.code) if paid else error

    def cost(self, choice: Choice, most: Tokens) -> int:
        """What all answers cost, in micro-credits; whatever a vendor counts, no more than was held for them."""
        paid = sum(answer.cost(request.choice) for request, answer in zip(self.asked, self.answers, strict=True))
        return min(paid, choice.cost({"call": 1, "input_token": most.read, "output_token": most.written}))

    def transcript(self) -> str:
        """Everything that was asked, as people read it."""
        return "\n\n".join("\n\n".join([r.prompt.text(), *(f"# {who}\n{text}" for who, text in r.later)]) for r in self.asked)

    async def _note(self, state: State | None) -> None:
        self._open = state
        await self.tools.submitted(json.dumps({"done": self._done, "open": state}) if self._done or state else NOTHING)


async def withdrawn(vendor: TextVendor, job: Job[Any]) -> None:
    """Tell the vendor that nobody waits for the open request of a job any more."""
    _, opened = _read(job.request_id)
    if opened is not None:
        await vendor.withdraw(opened, job)


def _read(stored: str | None) -> tuple[list[str], State | None]:
    if not stored:
        return [], None
    try:
        told = json.loads(stored)
        done, opened = [str(name) for name in told["done"]], told["open"]
    except (ValueError, KeyError, TypeError):
        raise Broken("What was noted of the requests to the vendor cannot be read.", code="vendor_note") from None
    if opened is not None and not isinstance(opened, dict):
        raise Broken("What was noted of the requests to the vendor cannot be read.", code="vendor_note")
    return done, opened
