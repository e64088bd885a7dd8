"""The service on real servers: an idea in, a screenplay in the store; an address that is not allowed fails with a sentence."""

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES
from contracts.requests import Source
from contracts.script import ScriptFailed, ScriptWritten, WriteScript
from script.app import build


def sent(source: Source, step: str, model: str = "local-writer") -> tuple[Envelope, WriteScript]:
    command = WriteScript(source=source, duration=30, style="storybook", seed=1, language="en", model=model)
    id_ = command_id("film-1", step, 1, command.TYPE)
    envelope = Envelope(id=id_, type=command.TYPE, source="coordinator", tenant="t1", sequence="film-1", step=step, attempt=1)
    return envelope, command


async def test_an_idea_becomes_a_screenplay(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        idea = await service.media.put("t1", b"A lonely lighthouse keeper befriends a whale", "text/plain")
        await wire.send([sent(Source(kind="idea", text=idea), "write")])
        ((_, written),) = await wire.receive(ScriptWritten)
        text = (await service.media.get(written.script)).decode()
        assert written.title == "The Lighthouse Keeper and the Whale"
        assert text.startswith(f"Title: {written.title}\n\nINT. LIGHTHOUSE")


async def test_what_cannot_be_written_from_fails_with_a_sentence(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        wordless = await service.media.put("t1", b"?!", "text/plain")
        binary = await service.media.put("t1", b"a\0b", "text/plain")
        sources = {
            "private": Source(kind="url", url="https://127.0.0.1/x"),
            "wordless": Source(kind="idea", text=wordless),
            "binary": Source(kind="idea", text=binary),
        }
        await wire.send([sent(source, step) for step, source in sources.items()])
        failures = {e.step: failed.failure for e, failed in await wire.receive(ScriptFailed, 3)}
        assert {step: (f.kind, f.code) for step, f in failures.items()} == {
            "private": ("invalid", "url_not_allowed"),
            "wordless": ("invalid", "script_wordless"),
            "binary": ("invalid", "script_nul"),
        }
