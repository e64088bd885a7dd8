"""The writer that asks a language model, whoever runs it: prompt, answer, one chance to mend it. `app` makes one per vendor."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chassis.admission.ports import OPEN, Gate
from chassis.errors import Invalid, Refused
from chassis.work import Job, Tools
from contracts.catalogue.asking import Ask
from contracts.catalogue.tokens import PAGE, Tokens, to_write
from contracts.script import WriteScript
from contracts.softening import softened
from script.domain.answers import faults_of, screenplay_in, title_of
from script.domain.rooms import Room, room_of
from script.ports import Reader, Written
from script.prompts.render import Task, prompt
from script.vendors.local import idea_text
from vendor_http.choice import Choice, choose
from vendor_http.prompts import Prompt, render
from vendor_http.text.asking import Asking, withdrawn
from vendor_http.text.kept import MediaShelf
from vendor_http.text.requests import Answer, Request, TextVendor

MENDING = 4_000
"""Tokens that an answer has to have room for, so that asking again is worth it."""
CHARACTERS_PER_SECOND = 26
"""Of a screenplay; only for telling how far it is."""


@dataclass(frozen=True, slots=True)
class TextWriter:
    """The port, by the models of one vendor."""

    vendor: TextVendor = field(repr=False)
    name: str
    family: str
    reader: Reader
    gate: Gate = field(default=OPEN, repr=False)

    async def write(self, job: Job[WriteScript], tools: Tools, *, soft: bool = False) -> Written:
        """The screenplay, stored as Fountain, with what it cost and what the model was told."""
        command, tenant, room = job.command, job.envelope.tenant, room_of(job.command.duration)
        task, material = await self._material(job.command, tools)
        material = softened(material) if soft else material
        choice = choose(command.model, self.name, Ask("write", datetime.now(UTC).date(), characters=len(material)))
        told = prompt(task, self.family, material, room, command.style, command.language)
        asking = Asking.of(self.vendor, MediaShelf(tools, tenant), job, tools)
        asking.told, asking.enter = _teller(tools, room), lambda: self.gate.admitted(job, tools)
        most = to_write(command.duration, len(material.encode()))
        text = await _written(asking, choice, told, job.id, room, most)
        stored = await tools.media.put(tenant, text.encode(), "text/plain")
        prompts = await tools.media.put(tenant, asking.transcript().encode(), "text/plain")
        return Written(stored, title_of(text), asking.cost(choice, most), prompts)

    async def withdraw(self, job: Job[WriteScript]) -> None:
        """Nobody waits for the screenplay any more."""
        await withdrawn(self.vendor, job)
        self.gate.leave(job.id)

    async def _material(self, command: WriteScript, tools: Tools) -> tuple[Task, str]:
        if command.source.kind == "url" and command.source.url:
            page = await self.reader.read(command.source.url, tools)
            return "page", f"{page.title}\n\n{page.text}"[:PAGE]
        if command.source.text is None:
            raise Invalid("There is no idea to write from. Write one sentence.", code="no_source")
        return "enhance", idea_text(await tools.media.get(command.source.text))


async def _written(asking: Asking, choice: Choice, told: Prompt, job: str, room: Room, most: Tokens) -> str:
    """The screenplay; one that cannot be filmed as it is goes back once with its faults, where it left enough to answer with.

    Raises Refused when it cannot be filmed even then.
    """
    first = await asking.ask(Request(choice, told, f"{job}/0", most.written))
    text, faults = screenplay_in(first.text), faults_of(screenplay_in(first.text), room, cut=first.cut)
    if not faults.fatal and not faults.other:
        return text
    left, rest = faults, most.written - first.output_tokens
    if rest >= MENDING:
        second = await asking.ask(_mending(choice, told, first, faults.told(), job, rest))
        mended = screenplay_in(second.text)
        left = faults_of(mended, room, cut=second.cut)
        if not left.fatal:
            return mended
    if not faults.fatal:
        return text
    raise Refused(
        f"{choice.model.name} has not written a screenplay. {left.fatal[0]} Choose another model.", code="answer_unusable"
    )


def _mending(choice: Choice, told: Prompt, answer: Answer, faults: str, job: str, most: int) -> Request:
    again = render("vendor_http.text.prompts", "repair", "any", {"faults": faults})["user"]
    said = answer.text.strip() or "(nothing)"
    return Request(choice, told, f"{job}/1", most, later=(("assistant", said), ("user", again)))


def _teller(tools: Tools, room: Room) -> Callable[[str], Awaitable[None]]:
    """Tells how far the text is, by its length and its last scene."""
    whole = room.seconds * CHARACTERS_PER_SECOND

    async def told(text: str) -> None:
        scenes = [line.strip() for line in text.split("\n") if line.startswith(("INT", "EXT"))]
        await tools.progress(min(99, 100 * len(text) // whole), 100, f"writing {scenes[-1]}" if scenes else "writing")

    return told
