"""A refused idea climbs the ladder in each vendor's own form of refusal; the last place is the local writer's, where allowed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chassis.compute import Compute
from chassis.errors import Refused
from chassis.testing.bench import Bench
from contracts.requests import Source
from contracts.script import ScriptWritten, WriteScript
from script.ports import Writer
from script.vendors.local import LocalWriter
from script.vendors.texts import TextWriter
from script.work import Writing
from vendor_http.text import anthropic, openai
from vendor_simulator.plan import Rule

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

from .conftest import Pages

CLAUDE, GPT = "claude-sonnet-5", "gpt-6-luna"


@pytest.fixture
def bench(tmp_path: Path, compute: Compute) -> Bench:
    return Bench(tmp_path, compute)


@pytest.fixture
def vendors(anthropic_api: anthropic.Api, openai_api: openai.Api) -> dict[str, Writer]:
    pages = Pages()
    claude, gpt = TextWriter(anthropic_api, "anthropic", "claude", pages), TextWriter(openai_api, "openai", "gpt", pages)
    return {"anthropic": claude, "openai": gpt, "local": LocalWriter(pages)}


async def written(bench: Bench, vendors: dict[str, Writer], **more: Any) -> ScriptWritten:
    idea = await bench.media.put("t", b"A keeper stabs a whale with a knife.", "text/plain")
    told = {"source": Source(kind="idea", text=idea), "duration": 30, "style": "noir", "seed": 1, "language": "en", **more}
    event = (await bench.run(Writing(vendors), WriteScript.model_validate(told))).event
    assert isinstance(event, ScriptWritten)
    return event


def rungs_of(event: ScriptWritten) -> list[tuple[str, str]]:
    return [(rung.kind, rung.model) for rung in event.rungs or ()]


@pytest.mark.parametrize(("model", "path"), [(CLAUDE, "/v1/messages"), (GPT, "/v1/responses")])
async def test_a_refused_idea_is_told_once_more_and_then_in_softer_words(
    bench: Bench, simulator: "Simulator", vendors: dict[str, Writer], model: str, path: str
) -> None:
    await simulator.plan(Rule(method="POST", path=path, fault="refusal", times=2))
    made = await written(bench, vendors, model=model)
    assert rungs_of(made) == [("seed", model), ("softened", model)]
    assert made.prompt is not None
    told = (await bench.media.get(made.prompt)).decode()
    assert ("confronts a whale with a tool" in told, "knife" in told) == (True, False)
    assert (await simulator.counts())["paid_twice"] == {}


async def test_other_models_and_the_local_writer_come_only_where_they_are_allowed(
    bench: Bench, simulator: "Simulator", vendors: dict[str, Writer]
) -> None:
    await simulator.plan(Rule(method="POST", fault="refusal"))
    with pytest.raises(Refused, match="refuses this text") as caught:
        await written(bench, vendors, model=CLAUDE)
    assert [rung.kind for rung in caught.value.rungs] == ["seed", "softened"]
    bench.notes.clear()
    made = await written(bench, vendors, model=CLAUDE, failover="model")
    assert rungs_of(made)[2:] == [("model", "claude-opus-5"), ("model", GPT), ("model", "local-writer")]
    assert made.cost == 0
