"""The script service with anthropic and openai at the simulator, as a process of its own that a test kills."""

import asyncio
import json
import os

import uvloop

from chassis.compute import Compute
from chassis.environment import Environment
from chassis.run import running
from chassis.urlguard import Policy
from script.app import build
from script.ports import Writer
from script.vendors.texts import TextWriter
from script.vendors.web import Web
from vendor_http.text import anthropic, openai


async def main() -> None:
    """Run until killed."""
    at, web = json.loads(os.environ["SIMULATOR"]), Web(Policy())
    claude = anthropic.Api(anthropic.Account("key", host=at["anthropic"], silence=10.0, keeps=0.05))
    gpt = openai.Api(openai.Account("key", host=at["openai"], silence=10.0, interval=0.1, settles=2.0))
    vendors: dict[str, Writer] = {
        "anthropic": TextWriter(claude, "anthropic", "claude", web),
        "openai": TextWriter(gpt, "openai", "gpt", web),
    }
    async with running([build(Environment.from_env(), vendors)], compute=Compute()):
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
