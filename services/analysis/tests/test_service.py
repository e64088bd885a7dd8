"""The service on real servers: a script in, a storyboard in the store and its plan out; a bad script fails with a sentence."""

from analysis.app import build
from analysis.domain.plan import plan_of
from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.testing.wire import Wire
from contracts.analysis import AnalysisFailed, AnalyzeScript, ScriptAnalyzed
from contracts.base import MediaRef
from contracts.envelope import Envelope, command_id
from contracts.registry import MESSAGES
from contracts.storyboard import Storyboard

from .reading import EXAMPLES


def sent(script: MediaRef, step: str, model: str = "local-reader") -> tuple[Envelope, AnalyzeScript]:
    command = AnalyzeScript(script=script, duration=30, ratio="16:9", style="storybook", seed=1, language="en", model=model)
    id_ = command_id("film-1", step, 1, command.TYPE)
    envelope = Envelope(id=id_, type=command.TYPE, source="coordinator", tenant="t1", sequence="film-1", step=step, attempt=1)
    return envelope, command


async def test_a_script_becomes_a_storyboard_and_its_plan(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        script = await service.media.put("t1", (EXAMPLES / "lighthouse.fountain").read_bytes(), "text/plain")
        await wire.send([sent(script, "analyze")])
        ((_, analyzed),) = await wire.receive(ScriptAnalyzed)
        board = Storyboard.model_validate_json(await service.media.get(analyzed.storyboard))
        assert analyzed.plan == plan_of(board)
        assert analyzed.plan.frames == 720


async def test_a_storyboard_that_there_is_is_told_again_and_nothing_is_read(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        script = await service.media.put("t1", (EXAMPLES / "lighthouse.fountain").read_bytes(), "text/plain")
        await wire.send([sent(script, "analyze")])
        ((_, first),) = await wire.receive(ScriptAnalyzed)
        unreadable = await service.media.put("t1", b"\xff", "text/plain")
        envelope, command = sent(unreadable, "again", model="no-such")
        known = command.model_copy(update={"storyboard": first.storyboard})
        no_board = command.model_copy(update={"storyboard": script})
        await wire.send([(envelope, known), (sent(script, "bad")[0], no_board)])
        _, (_, again) = await wire.receive(ScriptAnalyzed, 2)
        assert again == first
        ((_, failed),) = await wire.receive(AnalysisFailed)
        assert failed.failure.code == "bad_storyboard"


async def test_what_is_no_script_fails_once_with_a_sentence(environment: Environment, compute: Compute) -> None:
    service = build(environment)
    async with running([service], compute=compute), Wire(environment, MESSAGES) as wire:
        bad = await service.media.put("t1", b"INT. ROOM \xff", "text/plain")
        good = await service.media.put("t1", b"A whale.", "text/plain")
        await wire.send([sent(bad, "one"), sent(good, "two", model="no-such")])
        failures = {failed.failure.code: failed.failure for _, failed in await wire.receive(AnalysisFailed, 2)}
        assert failures["script_not_utf8"].kind == "invalid"
        assert "position 10" in failures["script_not_utf8"].message
        assert failures["unknown_model"].kind == "invalid"
