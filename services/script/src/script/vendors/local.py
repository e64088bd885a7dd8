"""The writer that needs no key: story shapes filled by rules; a web page becomes a narrated film."""

from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.work import Job, Tools
from contracts.script import WriteScript
from script.domain.pages import screenplay_of_page
from script.domain.writing import Screenplay, screenplay_of
from script.ports import Reader, Written

MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class LocalWriter:
    """The port, by rules; `reader` brings web pages."""

    reader: Reader

    async def write(self, job: Job[WriteScript], tools: Tools, *, soft: bool = False) -> Written:  # noqa: ARG002
        """The screenplay, stored as Fountain."""
        made = await self._screenplay(job.command, tools)
        stored = await tools.media.put(job.envelope.tenant, made.text.encode(), "text/plain")
        return Written(stored, made.title)

    async def _screenplay(self, command: WriteScript, tools: Tools) -> Screenplay:
        source = command.source
        if source.kind == "url" and source.url:
            page = await self.reader.read(source.url, tools)
            return await tools.compute(screenplay_of_page, page.title, page.text, command.duration)
        if source.text is None:
            raise Invalid("There is no idea to write from. Write one sentence.", code="no_source")
        idea = idea_text(await tools.media.get(source.text))
        return await tools.compute(screenplay_of, idea, command.duration, command.seed, command.language)


def idea_text(data: bytes) -> str:
    """The idea's words; raises Invalid with what is wrong with them."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"The idea is not valid UTF-8: see byte {error.start}.", code="script_not_utf8") from None
    if (position := text.find("\0")) >= 0:
        raise Invalid(f"The idea holds a NUL character at position {position}.", code="script_nul")
    if not any(character.isalnum() for character in text):
        raise Invalid("The idea holds no words. Write one sentence about who does what.", code="script_wordless")
    if len(text) > MOST_CHARACTERS:
        message = f"The idea has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read. Send it as a screenplay."
        raise Invalid(message, code="idea_too_long")
    return text
