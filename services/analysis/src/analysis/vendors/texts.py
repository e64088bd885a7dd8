"""The analyst that asks a language model, whoever runs it, part by part; each answer is checked and may be mended once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from analysis.domain.board import Wish, wish_of
from analysis.domain.elements import Script
from analysis.domain.plan import plan_of
from analysis.domain.reading import read
from analysis.domain.text import ScriptError, decoded
from analysis.domain.told.answer import Reading
from analysis.domain.told.assembled import storyboard_of
from analysis.domain.told.faults import faults_of, is_useless
from analysis.domain.told.reconcile import Book, book_of
from analysis.domain.told.units import Unit, parts_of, units_of
from analysis.ports import Analyzed
from analysis.prompts.render import Part, prompt
from chassis.admission.ports import OPEN, Gate
from chassis.errors import Invalid, Refused
from chassis.work import Job, Tools
from contracts.analysis import AnalyzeScript
from contracts.catalogue.asking import Ask
from contracts.catalogue.tokens import to_analyze
from contracts.softening import softened
from contracts.storyboard import FilmPlan
from vendor_http.choice import Choice, choose
from vendor_http.prompts import Prompt, render
from vendor_http.text.asking import Asking, withdrawn
from vendor_http.text.kept import MediaShelf
from vendor_http.text.requests import Answer, Form, Request, TextVendor
from vendor_http.text.schemas import closed

MOST_TOKENS, MENDING = 32_000, 4_000
"""That one answer may have; that it has to have room for, so that asking again is worth it."""
MOST_CHARACTERS = 14_000
"""Of one part: its shots then fit into an answer."""
SECONDS_PER_SHOT = 3.5
CHARACTERS_PER_SHOT = 420
"""Of an answer; only for telling how far it is."""
ANSWER = TypeAdapter(Reading)
FORM = Form("reading", closed(ANSWER.json_schema()))


@dataclass(frozen=True, slots=True)
class TextAnalyst:
    """The port, by the models of one vendor."""

    vendor: TextVendor = field(repr=False)
    name: str
    family: str
    gate: Gate = field(default=OPEN, repr=False)
    characters: int = MOST_CHARACTERS

    async def analyze(self, job: Job[AnalyzeScript], tools: Tools, *, soft: bool = False) -> Analyzed:
        """The storyboard, stored, with what it cost and what the model was told."""
        command, tenant = job.command, job.envelope.tenant
        data = await tools.media.get(command.script)
        try:
            text = decoded(data)
            choice = choose(command.model, self.name, Ask("analyze", datetime.now(UTC).date(), characters=len(text)))
            script, units = await tools.compute(numbered, text)
        except ScriptError as error:
            raise Invalid(error.message, code=error.code) from error
        asking = Asking.of(self.vendor, MediaShelf(tools, tenant), job, tools)
        asking.enter = lambda: self.gate.admitted(job, tools)
        shown = [replace(unit, text=softened(unit.text)) for unit in units] if soft else units
        most = to_analyze(len(text.encode()))
        readings = await self._readings(asking, choice, job, tools, shown, most.written)
        try:
            board, plan = await tools.compute(drawn, script, units, readings, wish_of(command))
        except ScriptError as error:
            raise Invalid(error.message, code=error.code) from error
        stored = await tools.media.put(tenant, board, "application/json")
        prompts = await tools.media.put(tenant, asking.transcript().encode(errors="replace"), "text/plain")
        return Analyzed(stored, plan, asking.cost(choice, most), prompts)

    async def withdraw(self, job: Job[AnalyzeScript]) -> None:
        """Nobody waits for the storyboard any more."""
        await withdrawn(self.vendor, job)
        self.gate.leave(job.id)

    async def _readings(
        self, asking: Asking, choice: Choice, job: Job[AnalyzeScript], tools: Tools, units: Sequence[Unit], most: int
    ) -> list[Reading]:
        """All parts, one after the other: each is told whom and what those before have named, and leaves room for the rest."""
        readings, parts = list[Reading](), parts_of(units, self.characters)
        for n, part in enumerate(parts):
            shots = _share(job.command.duration, part, units)
            asked = Part(part, n + 1, len(parts), shots)
            asking.told = _teller(tools, n, len(parts), shots or len(part))
            known = book_of(readings)
            told = prompt(self.family, asked, known, job.command.style)
            kept = most * sum(map(_length, parts[n + 1 :])) // _length(units)
            room = most - sum(answer.output_tokens for answer in asking.answers) - min(kept, most // 2)
            readings.append(await _read(asking, choice, told, job.id, part, known, max(room, MENDING)))
        return readings


def numbered(text: str) -> tuple[Script, tuple[Unit, ...]]:
    """The script and its units."""
    script = read(text)
    return script, units_of(script)


def drawn(script: Script, units: Sequence[Unit], readings: Sequence[Reading], wish: Wish) -> tuple[bytes, FilmPlan]:
    """The storyboard as JSON, and its plan."""
    board = storyboard_of(script, units, readings, wish)
    return board.model_dump_json().encode(), plan_of(board)


async def _read(asking: Asking, choice: Choice, told: Prompt, job: str, part: Sequence[Unit], known: Book, room: int) -> Reading:
    """A part; an answer with faults goes back once, where it left room to answer in.

    Raises Refused when it is useless even then.
    """
    first = await asking.ask(Request(choice, told, f"{job}/{len(asking.answers)}", min(MOST_TOKENS, room), FORM))
    reading, faults = _understood(first, part, known)
    if not faults:
        return reading
    better, left, rest = reading, faults, min(MOST_TOKENS, room - first.output_tokens)
    if rest >= MENDING:
        second = await asking.ask(_mending(choice, told, first, faults, f"{job}/{len(asking.answers)}", rest))
        mended, left = _understood(second, part, known)
        better = mended if not is_useless(mended) and (len(left) <= len(faults) or is_useless(reading)) else reading
    if is_useless(better):
        name = choice.model.name
        raise Refused(f"{name} has not read the script. {(left or faults)[0]} Choose another model.", code="answer_unusable")
    return better


def _understood(answer: Answer, part: Sequence[Unit], known: Book) -> tuple[Reading, list[str]]:
    """The reading and its faults; an empty reading where the answer is none."""
    empty = Reading("", "", (), (), (), ())
    if answer.cut:
        return empty, ["The answer breaks off before its end: write shorter sentences and fewer shots."]
    try:
        reading = ANSWER.validate_json(_json_in(answer.text))
    except ValidationError as error:
        return empty, [_fault(one) for one in error.errors(include_input=False, include_url=False)[:12]]
    return reading, faults_of(reading, part, known)


def _json_in(text: str) -> str:
    """The object without what a model puts around it."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _fault(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where or 'The answer'}: {error['msg']}."


def _mending(choice: Choice, told: Prompt, answer: Answer, faults: Sequence[str], label: str, most: int) -> Request:
    listed = "\n".join(f"- {fault}" for fault in faults)
    again = render("vendor_http.text.prompts", "repair", "any", {"faults": listed})["user"]
    return Request(choice, told, label, most, FORM, (("assistant", answer.text.strip() or "(nothing)"), ("user", again)))


def _share(duration: int | None, part: Sequence[Unit], units: Sequence[Unit]) -> int | None:
    """How many of the film's shots a part may have, by its share of the words."""
    if duration is None:
        return None
    return max(2, round(duration / SECONDS_PER_SHOT * _length(part) / _length(units)))


def _length(units: Sequence[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def _teller(tools: Tools, part: int, parts: int, shots: int) -> Callable[[str], Awaitable[None]]:
    """Tells how far the reading is, by the shots of the answer so far."""

    async def told(text: str) -> None:
        share = min(0.99, len(text) / (shots * CHARACTERS_PER_SHOT + 1500))
        shot = text.count('"angle"')
        note = f"reading: shot {shot}" if shot else "reading: who and where"
        await tools.progress(round(100 * (part + share) / parts), 100, note)

    return told
