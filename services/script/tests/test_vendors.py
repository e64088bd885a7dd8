"""What every writer promises, whoever writes; the same for all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from chassis.errors import Invalid
from script.ports import Writer
from script.vendors.local import LocalWriter
from script.vendors.texts import TextWriter
from vendor_http.fal.account import Account, Hosts
from vendor_http.text import anthropic, fal, openai

from .conftest import Pages

if TYPE_CHECKING:
    from .conftest import Desk


@dataclass(frozen=True)
class Candidate:
    """A writer, one of its models, and whether it costs something."""

    writer: Writer
    model: str
    paid: bool


@pytest.fixture(params=["local", "anthropic", "openai", "fal"])
def candidate(
    request: pytest.FixtureRequest, anthropic_api: anthropic.Api, openai_api: openai.Api, fal_account: Account
) -> Candidate:
    match request.param:
        case "anthropic":
            return Candidate(TextWriter(anthropic_api, "anthropic", "claude", Pages()), "claude-sonnet-5-5", paid=True)
        case "openai":
            return Candidate(TextWriter(openai_api, "openai", "gpt", Pages()), "gpt-6-luna", paid=True)
        case "fal":
            return Candidate(TextWriter(fal.Api(Hosts(fal_account)), "fal", "gpt", Pages()), "gemini-3-8-flash", paid=True)
    return Candidate(LocalWriter(Pages()), "local-writer", paid=False)


@pytest.mark.parametrize("url", ["", "https://kites.example"])
async def test_a_screenplay_is_fountain_with_a_title_kept_for_its_tenant(desk: "Desk", candidate: Candidate, url: str) -> None:
    written = await desk.tried(candidate.writer, candidate.model, url=url)
    text = await desk.text(written)
    assert any(line.startswith(("INT. ", "EXT. ")) for line in text.split("\n"))
    assert written.title
    assert (written.script.media_type, written.script.key.split("/")[0]) == ("text/plain", "t")


async def test_a_screenplay_tells_what_it_cost_and_what_a_model_was_told(desk: "Desk", candidate: Candidate) -> None:
    written = await desk.tried(candidate.writer, candidate.model)
    assert (written.cost > 0, written.prompt is not None) == (candidate.paid, candidate.paid)
    if written.prompt is not None:
        told = (await desk.media.get(written.prompt)).decode()
        assert told.startswith("prompt enhance.")
        assert "A lonely lighthouse keeper befriends a whale" in told


async def test_a_second_try_gives_the_same_screenplay(desk: "Desk", candidate: Candidate) -> None:
    first = await desk.tried(candidate.writer, candidate.model)
    assert await desk.tried(candidate.writer, candidate.model) == first


@pytest.mark.parametrize("idea", ["?!", "a\0b", "x" * 20_001])
async def test_what_is_no_idea_is_told_in_words_and_nobody_is_asked(desk: "Desk", candidate: Candidate, idea: str) -> None:
    with pytest.raises(Invalid, match="idea"):
        await desk.tried(candidate.writer, candidate.model, idea)
    assert not desk.notes
