"""A refused script is shown to the model in softer words; in the film the author's words stay what they are."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.vendors.local import LocalAnalyst
from analysis.vendors.texts import TextAnalyst
from analysis.work import Analysis
from chassis.compute import Compute
from chassis.testing.bench import Bench
from contracts.analysis import AnalyzeScript, ScriptAnalyzed
from contracts.storyboard import Storyboard
from vendor_http.text import anthropic
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

from .told import faithful, said, units_in

SCRIPT = "INT. LAMP ROOM - NIGHT\n\nMara waits at the lamp.\n\nMARA\nPut that knife down.\n"
MODEL = "claude-sonnet-5"


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


async def analyzed(bench: Bench, api: anthropic.Api, **more: Any) -> ScriptAnalyzed:
    script = await bench.media.put("t", SCRIPT.encode(), "text/plain")
    told = {"script": script, "ratio": "16:9", "style": "noir", "seed": 1, "language": "en", "model": MODEL, **more}
    body = Analysis({"anthropic": TextAnalyst(api, "anthropic", "claude"), "local": LocalAnalyst()})
    event = (await bench.run(body, AnalyzeScript.model_validate(told))).event
    assert isinstance(event, ScriptAnalyzed)
    return event


async def test_softer_words_are_only_for_the_model(bench: Bench, simulator: "Simulator", anthropic_api: anthropic.Api) -> None:
    await simulator.prepare("LAMP ROOM", said(faithful(units_in(SCRIPT))))
    await simulator.plan(Rule(method="POST", path="/v1/messages", fault="refusal", times=2))
    made = await analyzed(bench, anthropic_api)
    assert [rung.kind for rung in made.rungs or ()] == ["seed", "softened"]
    assert made.prompt is not None
    assert "Put that tool down." in (await bench.media.get(made.prompt)).decode()
    board = await bench.media.get_model(made.storyboard, Storyboard)
    assert [line.text for shot in board.shots() for line in shot.lines] == ["Put that knife down."]


async def test_the_local_reader_comes_last_where_it_is_allowed(
    bench: Bench, simulator: "Simulator", anthropic_api: anthropic.Api
) -> None:
    await simulator.plan(Rule(method="POST", path="/v1/messages", fault="refusal"))
    made = await analyzed(bench, anthropic_api, failover="model")
    assert [rung.model for rung in made.rungs or ()][-1] == "local-reader"
