"""A request leaves soon after its intent was noted or not at all: whoever looked for it in vain must stay right."""

import asyncio
import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from chassis.errors import Broken
from chassis.work import Job, Tools
from contracts.catalogue.asking import Ask
from contracts.envelope import Envelope
from contracts.imagery import CancelImagery
from vendor_http import elevenlabs
from vendor_http.choice import choose
from vendor_http.fal.account import Account, Hosts
from vendor_http.fal.queue import Work, done
from vendor_http.prompts import Prompt
from vendor_http.series import Part, Steps, made
from vendor_http.text import openai
from vendor_http.text.asking import Asking
from vendor_http.text.requests import Request, Shelf

if TYPE_CHECKING:
    from vendor_simulator.testing import Simulator

LEAVES = 0.2
SPEECH = Part(
    "v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps", {"text": "Hi", "model_id": "eleven_v3"}, "w", gives="json"
)
TODAY = date(2026, 11, 21)


class Slow:
    """A job whose notes are written while everything stands still."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.notes = seconds, list[str]()

    async def store(self, note: str) -> None:
        self.notes.append(note)
        await asyncio.sleep(self.seconds)

    def job(self) -> Job[Any]:
        command: Any = CancelImagery(reason="Any message will do.")
        return Job("job", Envelope("job", "t", "test", "t", "q"), command)

    def tools(self) -> Tools:
        none: Any = None
        return Tools(none, none, none, none, self.store)


async def picture(to: Slow, account: Account, leaves: float) -> Any:
    async def prepare() -> Work:
        return Work("fal-ai/flux-2", {"prompt": "A tower"}, "w")

    hosts = Hosts(dataclasses.replace(account, leaves=leaves))
    return await done(hosts, "FLUX.2", prepare, to.job(), to.tools())


async def speech(to: Slow, account: elevenlabs.Account, leaves: float) -> Any:
    api = elevenlabs.Api(dataclasses.replace(account, leaves=leaves))

    async def keep(_: bytes) -> str:
        return "kept"

    return await made([SPEECH], Steps(api.ask, api.spoken, keep), to.job(), to.tools())


async def text(to: Slow, at: "Simulator", leaves: float) -> Any:
    api = openai.Api(openai.Account("key", host=at.at["openai"], leaves=leaves))
    shelf: Shelf = Kept()
    choice = choose("gpt-6-luna", "openai", Ask("write", TODAY))
    asking = Asking.of(api, shelf, to.job(), to.tools())
    return await asking.ask(Request(choice, Prompt("p", (("system", "Be kind."), ("user", "Write."))), "w", 100))


class Kept:
    """A shelf that keeps nothing."""

    async def put(self, content: bytes) -> str:
        return str(len(content))

    async def get(self, name: str) -> bytes:
        raise KeyError(name)


@pytest.mark.parametrize("vendor", ["fal", "elevenlabs", "openai"])
async def test_what_is_ready_long_after_its_intent_is_not_sent(
    simulator: "Simulator", fal_account: Account, elevenlabs_account: elevenlabs.Account, vendor: str
) -> None:
    async def asked(to: Slow, leaves: float) -> Any:
        match vendor:
            case "fal":
                return await picture(to, fal_account, leaves)
            case "elevenlabs":
                return await speech(to, elevenlabs_account, leaves)
        return await text(to, simulator, leaves)

    late = Slow(LEAVES + 0.1)
    with pytest.raises(Broken):
        await asked(late, LEAVES)
    assert late.notes[-1] == "", "it was never sent, so nothing is noted of it"
    assert (await simulator.counts())["paid"] == 0
    assert await asked(Slow(0), 20.0)
    assert (await simulator.counts())["paid"] == 1
