"""Language models that fal runs: through its queue, like pictures, so a request is found again by its id and never sent twice.

They take one prompt and a system prompt: a form is told in words, and earlier turns are put into the prompt. Nothing is streamed.
"""

import json
from dataclasses import replace
from typing import Any

from chassis.errors import Broken, Refused
from chassis.work import Job
from contracts.catalogue.calling import filled
from vendor_http.answers import said
from vendor_http.asked import NOTHING
from vendor_http.fal import queue
from vendor_http.fal.account import Hosts
from vendor_http.fal.queue import Note, Work
from vendor_http.paths import at
from vendor_http.prompts import Data, render
from vendor_http.text.requests import Answer, Desk, Request, State, about, counted

PACKAGE = "vendor_http.text.prompts"


class Api:
    """One account's calls."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts

    async def ask(self, request: Request, noted: State | None, desk: Desk) -> Answer:
        """The answer, waited for in fal's queue, which is entered through the account's gate."""
        _, call = request.choice.call("text")
        prompt, system = prompt_of(request), system_of(request)

        async def prepare() -> Work:
            return Work(call.endpoint, filled(call, {"prompt": prompt, "system": system}), request.label)

        async def store(text: str) -> None:
            await desk.note({"fal": text, "begun": True} if text != NOTHING else None)

        note, name = Note(noted["fal"] if noted else None, store), request.choice.model.name
        told = await queue.done(self._hosts, name, prepare, desk.job, desk.tools, note=note)
        if at(told, "error"):
            raise Refused(f"{name} does not answer: {said(at(told, 'error'))}", code="vendor_rejected")
        text = at(told, call.output)
        if not isinstance(text, str):
            raise Broken(f"fal's answer holds no text of {name}.", code="vendor_broken")
        read, written = at(told, "usage.prompt_tokens"), at(told, "usage.completion_tokens")
        return Answer(text, counted(read, about(prompt + system)), counted(written, about(text)))

    async def withdraw(self, noted: State, job: Job[Any]) -> None:
        """Take the request out of fal's queue."""
        await queue.withdrawn(self._hosts, replace(job, request_id=noted["fal"]))


def system_of(request: Request) -> str:
    """The rules, with the form of the answer where there is one."""
    if request.form is None:
        return request.prompt["system"]
    schema = json.dumps(dict(request.form.schema), separators=(",", ":"))
    return f"{request.prompt['system']}\n\n{render(PACKAGE, 'form', 'any', {'schema': schema})['system']}"


def prompt_of(request: Request) -> str:
    """The question; behind an earlier answer also that answer, fenced, and what is to be done with it."""
    (_, asked), *later = request.turns()
    if not later:
        return asked
    (_, answer), (_, again) = later
    inputs: dict[str, str | Data] = {"asked": asked, "answer": Data(answer, "answer"), "again": again}
    return render(PACKAGE, "again", "any", inputs)["prompt"]
